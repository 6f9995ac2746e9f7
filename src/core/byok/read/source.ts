import type { Literal, ObjectLiteral } from './literal.ts';
import { tokensOf, type SourceLanguage, type Token } from './tokens.ts';

export interface SourceLiterals {
  /** Every object, dict and call with named arguments, also those inside others. */
  objects: ObjectLiteral[];
  /** Every text that is spelled out. */
  texts: Extract<Literal, { kind: 'text' }>[];
}

const closing: Record<string, string> = { '{': '}', '[': ']', '(': ')' };
const isOpen = ({ kind, text }: Token): boolean => kind === 'mark' && text in closing;
const isMark = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'mark' && token.text === text;

/** A call that makes an object of its named arguments, as Python's `ProviderConfig(type="azure")`. */
const constructors = /^[A-Z]\w*$|^dict$/;

/**
 * Finds the literals of a source file without understanding the program. A name stands for a text
 * where the file assigns that name exactly once; everything else that is computed stays unknown.
 */
export function readSourceLiterals(source: string, language: SourceLanguage): SourceLiterals {
  const tokens = tokensOf(source, language);
  const constants = constantsIn(tokens);
  const ends = matchBrackets(tokens);
  const objects: ObjectLiteral[] = [];
  tokens.forEach((token, index) => {
    const end = ends.get(index);
    if (end === undefined) return;
    const before = tokens[index - 1];
    const isCall = isMark(token, '(') && before?.kind === 'name' && constructors.test(before.text);
    if (!isMark(token, '{') && !isCall) return;
    objects.push({
      kind: 'object',
      members: membersBetween(index + 1, end, isCall ? '=' : ':'),
      start: token.start,
      end: tokens[end]?.end ?? token.end,
    });
  });
  return { objects, texts: tokens.filter(({ kind }) => kind === 'text').map(asText) };

  function membersBetween(from: number, to: number, separator: string): Map<string, Literal> {
    const members = new Map<string, Literal>();
    for (const [first, last] of splitAtCommas(from, to)) {
      const key = tokens[first];
      const named = key?.kind === 'name' || key?.kind === 'text';
      if (!named || first >= last) continue;
      if (isMark(tokens[first + 1], separator)) members.set(key.text, valueOf(first + 2, last));
      // `{ baseUrl }` takes the value of the name.
      else if (first + 1 === last && key.kind === 'name')
        members.set(key.text, valueOf(first, last));
    }
    return members;
  }

  function splitAtCommas(from: number, to: number): [first: number, last: number][] {
    const parts: [number, number][] = [];
    let first = from;
    for (let index = from; index <= to; index += 1) {
      const token = tokens[index];
      if (index === to || isMark(token, ',')) {
        parts.push([first, index]);
        first = index + 1;
      } else if (token !== undefined && isOpen(token)) index = ends.get(index) ?? index;
    }
    return parts;
  }

  function valueOf(first: number, last: number): Literal {
    const token = tokens[first];
    const span = { start: token?.start ?? 0, end: tokens[last - 1]?.end ?? 0 };
    if (token === undefined || first >= last) return { kind: 'other', start: 0, end: 0 };
    if (first + 1 === last) {
      if (token.kind === 'text') return asText(token);
      const constant = token.kind === 'name' ? constants.get(token.text) : undefined;
      if (constant !== undefined) return asText(constant);
    }
    // An object inside another one is an entry of `objects` by itself.
    return { kind: 'other', ...span };
  }
}

function asText({ text, start, end }: Token): Extract<Literal, { kind: 'text' }> {
  return { kind: 'text', text, start, end };
}

/**
 * For each opening bracket the index of the one that closes it. One that is never closed, as in the
 * text of a page, must not take the rest of the file with it.
 */
function matchBrackets(tokens: Token[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { index: number; closing: string }[] = [];
  // How many wait for each kind: one that nobody waits for must not search them all.
  const waiting: Record<string, number> = { '}': 0, ']': 0, ')': 0 };
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'mark') return;
    const closes = closing[text];
    if (closes !== undefined) {
      open.push({ index, closing: closes });
      waiting[closes] = (waiting[closes] ?? 0) + 1;
    } else if ((waiting[text] ?? 0) > 0) {
      for (let opener = open.pop(); opener !== undefined; opener = open.pop()) {
        waiting[opener.closing] = (waiting[opener.closing] ?? 0) - 1;
        if (opener.closing !== text) continue;
        ends.set(opener.index, index);
        break;
      }
    }
  });
  return ends;
}

/** Names that are given a text once and nothing else ever. */
function constantsIn(tokens: Token[]): Map<string, Token> {
  const values = new Map<string, Token | null>();
  tokens.forEach((token, index) => {
    const value = tokens[index + 2];
    const assigns = isMark(tokens[index + 1], '=') && !isMark(value, '=') && !isMark(value, '>');
    if (token.kind !== 'name' || !assigns || value === undefined) return;
    const after = tokens[index + 3];
    const continues = after?.kind === 'mark' && /[+.[(?|&%]/.test(after.text);
    const isText = value.kind === 'text' && !continues;
    values.set(token.text, values.has(token.text) || !isText ? null : value);
  });
  return new Map([...values].filter((entry): entry is [string, Token] => entry[1] !== null));
}
