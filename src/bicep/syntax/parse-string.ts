import type { Expression, StringLiteral } from './nodes.ts';
import { parseExpression } from './parse-expression.ts';
import { at, atTerminator, report, skipTo, take, textOf, type Parser } from './parser.ts';
import type { Token } from './token.ts';

/** The string at the current token, which is a `string` or a `string-start`. */
export function parseString(parser: Parser): StringLiteral {
  const first = take(parser);
  const opening = /^(\$*)('''|')/.exec(textOf(parser, first)) ?? ['', '', "'"];
  const form = {
    multiline: opening[2] === "'''",
    opening: opening[0].length,
    hole: Math.max(opening[1].length, 1) + 1,
  };
  const parts: (string | Expression)[] = [pieceText(parser, first, form)];
  let last = first;
  while (last.kind === 'string-start' || last.kind === 'string-middle') {
    parts.push(parseHole(parser));
    last = take(parser);
    parts.push(pieceText(parser, last, form));
  }
  return { kind: 'string', start: first.start, end: last.end, parts, multiline: form.multiline };
}

/** The interpolated expression. The lexer sees to it that the next piece of the string follows. */
function parseHole(parser: Parser): Expression {
  const outer = parser.bracket;
  parser.bracket = null;
  const expression = parseExpression(parser);
  while (!at(parser, 'string-middle') && !at(parser, 'string-end')) {
    report(parser, 'unclosed-hole');
    // A bracket that closes one in the hole may be left over, and every skip stops at it.
    if (atTerminator(parser)) take(parser);
    else skipTo(parser);
  }
  parser.bracket = outer;
  return expression;
}

interface StringForm {
  multiline: boolean;
  /** Length of what the string begins with: quotes, and `$` before them. */
  opening: number;
  /** Length of what a hole begins with: `${`, or more `$`. */
  hole: number;
}

/** What a piece of a string stands for, without its delimiters. */
function pieceText(parser: Parser, token: Token, form: StringForm): string {
  const text = textOf(parser, token);
  const begins = token.kind === 'string' || token.kind === 'string-start';
  const ends = token.kind === 'string' || token.kind === 'string-end';
  const start = begins ? form.opening : text.startsWith('}') ? 1 : 0;
  const delimiter = form.multiline ? "'''" : "'";
  const close = !ends ? form.hole : text.endsWith(delimiter) ? delimiter.length : 0;
  const content = text.slice(start, Math.max(start, text.length - close));
  if (form.multiline) return begins ? content.replace(/^\r?\n/, '') : content;
  return content.includes('\\') ? unescape(parser, content, token.start + start) : content;
}

const escapes: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  $: '$',
};

/** Resolves escape sequences; one that does not exist stands for itself. */
function unescape(parser: Parser, content: string, offset: number): string {
  return content.replace(
    /\\(?:u\{([0-9a-fA-F]{1,8})\}|([\s\S]?))/g,
    (sequence: string, hex: string | undefined, char: string | undefined, index: number) => {
      const codePoint = hex === undefined ? null : Number.parseInt(hex, 16);
      if (codePoint !== null && codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
      const known = char === undefined ? undefined : escapes[char];
      if (known !== undefined) return known;
      report(parser, 'unknown-escape', {
        start: offset + index,
        end: offset + index + sequence.length,
      });
      return sequence;
    },
  );
}
