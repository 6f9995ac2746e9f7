import { childrenOf } from './children-of.ts';
import { tokenize } from './lexer.ts';
import type { BicepFile, Statement, SyntaxNode, SyntaxProblem } from './nodes.ts';
import { parseStatement } from './parse-statement.ts';
import { at, startParser, take, type Parser } from './parser.ts';
import { problemMessages } from './problem-messages.ts';
import type { Token } from './token.ts';

/**
 * Reads a Bicep file or a parameters file. Any text is read, in time linear in its length: where it
 * departs from the language, `problems` says so and the statements around it are read all the same.
 */
export function parseBicep(text: string, language: BicepFile['language'] = 'bicep'): BicepFile {
  const { tokens, comments, problems } = tokenize(text);
  const parsed = parseTokens(text, tokens, language);
  return {
    text,
    language,
    statements: parsed.statements,
    comments,
    problems: [...problems, ...parsed.problems].sort((a, b) => a.start - b.start),
  };
}

/** The statements that the tokens of a text make up. */
export function parseTokens(
  text: string,
  tokens: readonly Token[],
  language: BicepFile['language'],
): { statements: Statement[]; problems: SyntaxProblem[] } {
  const parser = startParser(text, tokens, language);
  const statements: Statement[] = [];
  while (!at(parser, 'end')) {
    if (at(parser, 'newline')) {
      take(parser);
    } else {
      parser.links = 0;
      statements.push(boundDepth(parser, parseStatement(parser)));
    }
  }
  return { statements, problems: parser.problems };
}

/** Nesting is bounded while it is read; chains such as `a.b.c` and `a + b + c` are bounded here. */
const maximumDepth = 1_000;

function boundDepth(parser: Parser, statement: Statement): Statement {
  if (parser.links < maximumDepth || depthOf(statement) < maximumDepth) return statement;
  const { start, end } = statement;
  parser.problems.push({ start, end, message: problemMessages['too-deep'] });
  return { kind: 'broken', start, end, decorators: [] };
}

/** How many nodes lie on the longest way down, found without recursion, however long it is. */
function depthOf(root: Statement): number {
  let depth = 0;
  for (let level: SyntaxNode[] = [root]; level.length > 0; level = level.flatMap(childrenOf))
    depth += 1;
  return depth;
}
