import type { Comment, SyntaxProblem } from './nodes.ts';
import { problemMessages, type ProblemCode } from './problem-messages.ts';
import type { Opener, Token, TokenKind } from './token.ts';

export interface LexedText {
  /** The last one is always `end`. Closing brackets that close nothing are `unknown`. */
  tokens: Token[];
  comments: Comment[];
  problems: SyntaxProblem[];
}

/** A string that an interpolation stands in. */
export interface Interpolated {
  multiline: boolean;
  /** How many `$` begin an interpolation in it. */
  dollars: number;
}

/**
 * Brackets that are open in the file, or in one interpolation: a bracket in an interpolation never
 * closes one outside of it.
 */
interface Frame {
  string: Interpolated | null;
  openers: (Token & { kind: Opener })[];
  open: Record<Opener, number>;
}

/** Where the lexer stands, and what it found so far. */
export interface Lexer extends LexedText {
  text: string;
  position: number;
  frames: Frame[];
  frame: Frame;
}

export const newFrame = (string: Interpolated | null): Frame => ({
  string,
  openers: [],
  open: { '{': 0, '[': 0, '(': 0 },
});

export const isLineEnd = (char: string): boolean => char === '\n' || char === '\r';

/** Adds a token that ends at the lexer's position. */
export function add(lexer: Lexer, kind: TokenKind, start: number): Token {
  const token: Token = { kind, start, end: lexer.position, closed: false };
  lexer.tokens.push(token);
  return token;
}

/** Notes a problem, up to the lexer's position unless told. */
export function report(lexer: Lexer, code: ProblemCode, start: number, end = lexer.position): void {
  lexer.problems.push({ start, end, message: problemMessages[code] });
}

/** Marks the innermost bracket of a kind as closed; those inside of it stay unclosed for good. */
export function closeBracket(frame: Frame, kind: Opener): boolean {
  if (frame.open[kind] === 0) return false;
  for (let last = frame.openers.pop(); last !== undefined; last = frame.openers.pop()) {
    frame.open[last.kind] -= 1;
    if (last.kind === kind) {
      last.closed = true;
      return true;
    }
  }
  return false;
}
