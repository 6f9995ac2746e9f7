import type { Span } from './nodes.ts';

/** Punctuation, longest first among those that begin alike, so that the first match is the right one. */
export const punctuation = [
  ...['{', '}', '[', ']', '(', ')', '@', ',', ';', '...', '.', '??', '?', '::', ':'],
  ...['+', '-', '%', '*', '/', '^', '!=', '!~', '!', '<=', '<', '>=', '>'],
  ...['==', '=~', '=>', '=', '&&', '||', '|'],
] as const;
export type Punctuation = (typeof punctuation)[number];

export type TokenKind =
  | Punctuation
  | 'identifier'
  | 'number'
  /** A string without interpolation, delimiters included. */
  | 'string'
  /** From the opening quote up to and with the first `${`. */
  | 'string-start'
  /** From the `}` of one hole up to and with the `${` of the next. */
  | 'string-middle'
  /** From the `}` of the last hole up to and with the closing quote. */
  | 'string-end'
  /** Line ends with nothing but space and comments between them: two never follow each other. */
  | 'newline'
  | 'unknown'
  | 'end';

export interface Token extends Span {
  kind: TokenKind;
  /** True for an opening bracket whose closing one is in the text. */
  closed: boolean;
}

export type Opener = '{' | '[' | '(';

/** The bracket that opens what each closing bracket closes. */
export const openerOf = { '}': '{', ']': '[', ')': '(' } as const;
export type Closer = keyof typeof openerOf;

export const isOpener = (kind: TokenKind): kind is Opener =>
  kind === '{' || kind === '[' || kind === '(';

export const isCloser = (kind: TokenKind): kind is Closer =>
  kind === '}' || kind === ']' || kind === ')';
