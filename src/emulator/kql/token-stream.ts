import { KqlError } from './kql-error.ts';
import type { Token } from './lexer.ts';

/** Reads tokens one after the other. Keywords are names, so both answer to {@link accept}. */
export interface TokenStream {
  peek(offset?: number): Token;
  next(): Token;
  /** Takes the next token if it is this symbol or keyword. */
  accept(text: string): boolean;
  /** @throws KqlError syntax where something else comes. */
  expect(text: string): void;
  name(): string;
  number(): number;
}

export function createTokenStream(tokens: readonly Token[]): TokenStream {
  let position = 0;
  const end: Token = { kind: 'end', text: '' };
  const peek = (offset = 0): Token => tokens[position + offset] ?? end;
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const unexpected = (wanted: string): KqlError => {
    const { kind, text } = peek();
    return new KqlError(
      'syntax',
      `Expected ${wanted} but found ${kind === 'end' ? 'the end of the query' : `'${text}'`}`,
    );
  };
  const accept = (text: string): boolean => {
    const token = peek();
    if (token.kind === 'literal' || token.kind === 'end' || token.text !== text) return false;
    position += 1;
    return true;
  };
  return {
    peek,
    next,
    accept,
    expect(text) {
      if (!accept(text)) throw unexpected(`'${text}'`);
    },
    name() {
      if (peek().kind !== 'name') throw unexpected('a name');
      return next().text;
    },
    number() {
      const token = peek();
      if (token.kind !== 'literal' || typeof token.value !== 'number') throw unexpected('a number');
      position += 1;
      return token.value;
    },
  };
}
