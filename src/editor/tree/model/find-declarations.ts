import type { DeclaredResource } from './node-facts.ts';

/** Where a Bicep file declares a resource of the kind that is looked for. */
export interface Declaration {
  /** From zero. */
  line: number;
  /** Its symbolic name. */
  symbol: string;
  /** Whether it carries the name that is looked for; otherwise its name is computed. */
  named: boolean;
}

/** Types as a declaration writes them; a project may stand inside its account. */
const types: Record<DeclaredResource['kind'], string[]> = {
  account: ['microsoft.cognitiveservices/accounts'],
  project: ['microsoft.cognitiveservices/accounts/projects', 'projects'],
  identity: ['microsoft.managedidentity/userassignedidentities'],
};

const statement =
  /^[ \t]*(?:resource[ \t]+(\w+)[ \t]+'([^'@]+)(?:@[^']*)?'|(?:module|param|var|output)\b)/gm;

/**
 * Finds the declarations of a kind of resource in a Bicep file, those that carry the name first. A name
 * counts where it stands in the declaration or as the default of a parameter that it mentions.
 */
export function findDeclarations(text: string, { kind, name }: DeclaredResource): Declaration[] {
  const statements = [...text.matchAll(statement)];
  const holders = parametersHolding(text, name);
  const found = statements.flatMap((match, index): Declaration[] => {
    const [, symbol, type] = match;
    if (symbol === undefined || !types[kind].includes(type?.toLowerCase() ?? '')) return [];
    const body = text.slice(match.index, statements[index + 1]?.index);
    const own = /\bname[ \t]*:[ \t]*(.*)/.exec(body)?.[1] ?? '';
    const named =
      literals(own).some((literal) => sameName(literal, name)) ||
      holders.some((holder) => new RegExp(`\\b${holder}\\b`).test(own));
    return [{ line: text.slice(0, match.index).split('\n').length - 1, symbol, named }];
  });
  return found.sort((a, b) => Number(b.named) - Number(a.named));
}

/** Names of parameters and variables whose value is the name. */
function parametersHolding(text: string, name: string): string[] {
  const definitions = text.matchAll(/^[ \t]*(?:param|var)[ \t]+(\w+)[^=\n]*=[ \t]*'([^']*)'/gm);
  return [...definitions].flatMap(([, symbol, value]) =>
    symbol !== undefined && value !== undefined && sameName(value, name) ? [symbol] : [],
  );
}

function literals(expression: string): string[] {
  return [...expression.matchAll(/'([^']*)'/g)].map(([, literal]) => literal ?? '');
}

/** A child may be named with its parent before it: `account/project`. */
function sameName(literal: string, name: string): boolean {
  return literal.split('/').at(-1)?.toLowerCase() === name.toLowerCase();
}
