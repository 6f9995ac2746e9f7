import type { Span } from '../provider.ts';

/** A token of TypeScript, JavaScript or Python, as far as literals need telling apart. */
export interface Token extends Span {
  /** `computed` is text that the program fills in: a template with `${}` or an f-string. */
  kind: 'text' | 'computed' | 'name' | 'number' | 'mark';
  /** A text without its quotes, escapes left as they stand; anything else as it is spelled. */
  text: string;
}

export type SourceLanguage = 'script' | 'python';

interface Lexeme {
  pattern: RegExp;
  kind: Token['kind'] | 'skip';
  /** How many characters of quotes surround the text. */
  quotes?: number;
}

const space: Lexeme = { pattern: /\s+/y, kind: 'skip' };
const name: Lexeme = { pattern: /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy, kind: 'name' };
const number: Lexeme = { pattern: /\d[\w.]*/y, kind: 'number' };
const mark: Lexeme = { pattern: /[^]/y, kind: 'mark' };
const strings: Lexeme[] = [
  { pattern: /"(?:[^"\\\n]|\\[^])*"/y, kind: 'text', quotes: 1 },
  { pattern: /'(?:[^'\\\n]|\\[^])*'/y, kind: 'text', quotes: 1 },
];

/**
 * In the order in which they are tried. A string that its line leaves open is a mark, and reading goes
 * on; what may span lines goes to the end, so that no text is scanned again and again.
 */
const lexemes: Record<SourceLanguage, Lexeme[]> = {
  script: [
    space,
    { pattern: /\/\/[^\n]*/y, kind: 'skip' },
    { pattern: /\/\*[^]*?(?:\*\/|$)/y, kind: 'skip' },
    ...strings,
    { pattern: /`(?:[^`\\$]|\\[^]|\$(?!\{))*`/y, kind: 'text', quotes: 1 },
    { pattern: /`(?:[^`\\]|\\[^])*(?:`|$)/y, kind: 'computed', quotes: 1 },
    name,
    number,
    mark,
  ],
  python: [
    space,
    { pattern: /#[^\n]*/y, kind: 'skip' },
    {
      pattern: /[rRbBuU]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$))/y,
      kind: 'computed',
      quotes: 3,
    },
    {
      pattern: /(?:[fF][rR]?|[rR][fF])(?:"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/y,
      kind: 'computed',
    },
    ...strings,
    name,
    number,
    mark,
  ],
};

/** A slash after one of these begins a regular expression, after anything else it divides. */
const beforeExpression = /^(?:[([{,;:=!&|?+\-*%^~<>]|return|typeof|case|in|of)$/;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}\/[a-z]*/y;

/** Splits source into tokens without comments. Never fails: what it does not know is a mark. */
export function tokensOf(source: string, language: SourceLanguage): Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < source.length;) {
    const regex =
      language === 'script' && source[start] === '/' && mayBeginExpression(tokens.at(-1))
        ? matchAt(regularExpression, source, start)
        : 0;
    if (regex > 0 && !/^\/[/*]/.test(source.slice(start, start + 2))) {
      tokens.push({ kind: 'computed', text: '', start, end: start + regex });
      start += regex;
      continue;
    }
    for (const { pattern, kind, quotes = 0 } of lexemes[language]) {
      const length = matchAt(pattern, source, start);
      if (length === 0) continue;
      const inner = { start: start + quotes, end: start + length - quotes };
      if (kind !== 'skip')
        tokens.push({ kind, text: source.slice(inner.start, inner.end), ...inner });
      start += length;
      break;
    }
  }
  return tokens;
}

function mayBeginExpression(before: Token | undefined): boolean {
  return before === undefined || beforeExpression.test(before.text);
}

function matchAt(pattern: RegExp, source: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(source)?.[0].length ?? 0;
}
