import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

/** The few members of Microsoft's Kusto parser that tests use. */
interface Kusto {
  KustoCode: {
    Parse(text: string): {
      GetLexicalTokens(): { Kind: number; Text: string }[];
      GetDiagnostics(): { Count: number };
    };
  };
  KustoFacts: { GetStringLiteralValue(literal: string): string };
  Syntax: { SyntaxKind: { StringLiteralToken: number } };
}

export interface ParsedQuery {
  /** The kind of every token, so that two queries of the same form have the same list. */
  kinds: number[];
  /** The values of the string literals, in their order. */
  literals: string[];
  errors: number;
}

/** Microsoft's own parser. Its scripts are made for a page: each adds to the global object. */
function loadKusto(): Kusto {
  const require = createRequire(import.meta.url);
  const scripts = [
    require.resolve('@kusto/language-service-next/bridge.min.js'),
    require.resolve('@kusto/language-service-next/Kusto.Language.Bridge.min.js'),
  ];
  for (const path of scripts) {
    runInThisContext(readFileSync(path, 'utf8'), { filename: path });
  }
  return (globalThis as unknown as { Kusto: { Language: Kusto } }).Kusto.Language;
}

const kusto = loadKusto();

/** What Microsoft's parser reads in a query. */
export function parseQuery(text: string): ParsedQuery {
  const code = kusto.KustoCode.Parse(text);
  const tokens = code.GetLexicalTokens();
  const { StringLiteralToken } = kusto.Syntax.SyntaxKind;
  return {
    kinds: tokens.map(({ Kind }) => Kind),
    literals: tokens
      .filter(({ Kind }) => Kind === StringLiteralToken)
      .map(({ Text }) => kusto.KustoFacts.GetStringLiteralValue(Text)),
    errors: code.GetDiagnostics().Count,
  };
}
