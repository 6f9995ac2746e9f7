import type { Expression, Identifier, Span, SyntaxProblem, TypeExpression } from './nodes.ts';
import { problemMessages, type ProblemCode } from './problem-messages.ts';
import { isCloser, isOpener, type Token, type TokenKind } from './token.ts';

/** How deep expressions and types may stand in one another. Real files stay below 30. */
export const maximumNesting = 128;

/** Where a parse stands. The functions of the grammar share it and move it forward only. */
export interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly problems: SyntaxProblem[];
  readonly language: 'bicep' | 'bicepparam';
  index: number;
  current: Token;
  /** End of the token before the current one, line ends aside. */
  previousEnd: number;
  /** The innermost bracket that the parse is in. */
  bracket: Token | null;
  nesting: number;
  /** How many nodes wrap the node before them (`a.b.c`) in this statement: such chains are deep trees. */
  links: number;
}

/** A parser at the first of the tokens, of which the last is `end`. */
export function startParser(
  text: string,
  tokens: readonly Token[],
  language: Parser['language'],
): Parser {
  const first = tokens[0];
  if (first === undefined) throw new Error('The lexer always yields a token.');
  return {
    text,
    tokens,
    problems: [],
    language,
    index: 0,
    current: first,
    previousEnd: 0,
    bracket: null,
    nesting: 0,
    links: 0,
  };
}

/** The token that is so many after the current one, or the last one. */
export function peek(parser: Parser, distance: number): Token {
  return parser.tokens[parser.index + distance] ?? parser.tokens.at(-1) ?? parser.current;
}

/** The current token, or the one after it where the current one is a line end. */
export function peekPastNewline(parser: Parser): Token {
  return parser.current.kind === 'newline' ? peek(parser, 1) : parser.current;
}

/** Moves past the current token and answers it. The last token stays where it is. */
export function take(parser: Parser): Token {
  const token = parser.current;
  if (token.kind !== 'newline') parser.previousEnd = token.end;
  const next = parser.tokens[parser.index + 1];
  if (next !== undefined) {
    parser.index += 1;
    parser.current = next;
  }
  return token;
}

export const at = (parser: Parser, kind: TokenKind): boolean => parser.current.kind === kind;

/** Takes the current token where it is of that kind. */
export function accept(parser: Parser, kind: TokenKind): boolean {
  if (parser.current.kind !== kind) return false;
  take(parser);
  return true;
}

/** Like {@link accept}, with a problem where it is not. */
export function expect(parser: Parser, kind: TokenKind, code: ProblemCode): boolean {
  const found = accept(parser, kind);
  if (!found) report(parser, code);
  return found;
}

export const textOf = (parser: Parser, { start, end }: Span): string =>
  parser.text.slice(start, end);

export function atWord(parser: Parser, word: string): boolean {
  return parser.current.kind === 'identifier' && textOf(parser, parser.current) === word;
}

/** Notes a problem, at the current token unless told. The first problem at a place is the telling one. */
export function report(parser: Parser, code: ProblemCode, span: Span = parser.current): void {
  const { start, end } = span;
  if (parser.problems.at(-1)?.start === start) return;
  parser.problems.push({ start, end, message: problemMessages[code] });
}

/** The name at the current token; an empty one with a problem where there is none. */
export function parseName(parser: Parser): Identifier {
  if (parser.current.kind === 'identifier') {
    const { start, end } = take(parser);
    return { kind: 'identifier', start, end, name: textOf(parser, { start, end }) };
  }
  report(parser, 'expected-name');
  return { kind: 'identifier', start: parser.previousEnd, end: parser.previousEnd, name: '' };
}

/** An expression that is not there, with a problem that says what is expected. */
export function missing(
  parser: Parser,
  code: ProblemCode = 'expected-expression',
): Expression & { kind: 'missing' } {
  report(parser, code);
  return { kind: 'missing', start: parser.previousEnd, end: parser.previousEnd };
}

export function missingType(parser: Parser): TypeExpression {
  report(parser, 'expected-type');
  return { kind: 'type-missing', start: parser.previousEnd, end: parser.previousEnd };
}

/** What no expression, list or object goes past, for it belongs to something around. */
export function atTerminator({ current: { kind } }: Parser): boolean {
  return isCloser(kind) || kind === 'end' || kind === 'string-middle' || kind === 'string-end';
}

/**
 * Moves past everything up to a token of the given kinds, a terminator or, always, a line end, which
 * stays. Brackets that are closed are skipped with what is in them, and so are strings.
 */
export function skipTo(parser: Parser, ...kinds: TokenKind[]): void {
  let depth = 0;
  while (!at(parser, 'end')) {
    const { kind, closed } = parser.current;
    if (depth === 0 && (kind === 'newline' || kinds.includes(kind) || atTerminator(parser))) return;
    if ((isOpener(kind) && closed) || kind === 'string-start') depth += 1;
    if (isCloser(kind) || kind === 'string-end') depth -= 1;
    take(parser);
  }
}

/**
 * Moves past a line end inside a bracket, unless the bracket is never closed and a declaration begins
 * in the first column of the next line: then somebody is still writing, and the rest of the file is
 * to be read for itself.
 */
export function skipNewline(parser: Parser): void {
  if (parser.current.kind === 'newline' && !beforeDeclaration(parser)) take(parser);
}

const declarationWords = new Set([
  ...['targetScope', 'metadata', 'param', 'var', 'resource', 'module', 'output', 'type', 'func'],
  ...['import', 'extension', 'provider', 'assert', 'test', 'using', 'extends', 'extensionConfig'],
]);

/** True where text is what a declaration begins with. */
export const isDeclarationWord = (text: string): boolean => declarationWords.has(text);

/** What may stand after a keyword that begins a declaration: `param a`, `using 'b'`, `import {`. */
const followsDeclarationWord = new Set<TokenKind>(['identifier', 'string', '{', '*', '=']);

function beforeDeclaration(parser: Parser): boolean {
  if (parser.bracket?.closed === true) return false;
  const next = peek(parser, 1);
  if (next.start !== parser.current.end) return false;
  if (next.kind === '@') return true;
  return (
    next.kind === 'identifier' &&
    followsDeclarationWord.has(peek(parser, 2).kind) &&
    isDeclarationWord(textOf(parser, next))
  );
}

/** Runs a part of the grammar inside the bracket at the current token, which it takes. */
export function inBracket<T>(parser: Parser, parse: (open: Token) => T): T {
  const outer = parser.bracket;
  const open = take(parser);
  parser.bracket = open;
  const result = parse(open);
  parser.bracket = outer;
  return result;
}
