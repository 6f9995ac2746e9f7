import { add, isLineEnd, newFrame, report, type Interpolated, type Lexer } from './lexer-state.ts';

/** Scans from the opening quotes, at the lexer's position, to the end or to the first hole. */
export function scanString(lexer: Lexer, start: number, dollars: number): void {
  const multiline = lexer.text.startsWith("'''", lexer.position);
  lexer.position += multiline ? 3 : 1;
  const toHole = multiline ? scanMultiline(lexer, start, dollars) : scanSingleLine(lexer, start);
  add(lexer, toHole ? 'string-start' : 'string', start);
  if (!toHole) return;
  lexer.frame = newFrame({ multiline, dollars });
  lexer.frames.push(lexer.frame);
}

/** Goes on with a string where an interpolation of it ends. */
export function resumeString(lexer: Lexer, start: number, string: Interpolated): void {
  const toHole = string.multiline
    ? scanMultiline(lexer, start, string.dollars)
    : scanSingleLine(lexer, start);
  endHole(lexer, toHole ? 'string-middle' : 'string-end', start);
  if (!toHole) return;
  lexer.frame = newFrame(string);
  lexer.frames.push(lexer.frame);
}

/** Adds the piece of a string that ends a hole, and leaves the hole. */
export function endHole(lexer: Lexer, kind: 'string-middle' | 'string-end', start: number): void {
  add(lexer, kind, start);
  lexer.frames.pop();
  lexer.frame = lexer.frames.at(-1) ?? newFrame(null);
}

/** Moves past the closing quote, or past `${`, for which it answers true. */
function scanSingleLine(lexer: Lexer, start: number): boolean {
  const { text } = lexer;
  for (let position = lexer.position; position < text.length; position += 1) {
    const char = text.charAt(position);
    if (isLineEnd(char)) {
      lexer.position = position;
      report(lexer, 'unclosed-string', start);
      return false;
    }
    if (char === "'") {
      lexer.position = position + 1;
      return false;
    }
    if (char === '$' && text[position + 1] === '{') {
      lexer.position = position + 2;
      return true;
    }
    if (char === '\\' && !isLineEnd(text.charAt(position + 1))) position += 1;
  }
  lexer.position = text.length;
  report(lexer, 'unclosed-string', start);
  return false;
}

/** Like {@link scanSingleLine}. Quotes and `$` beyond those that are needed belong to the text. */
function scanMultiline(lexer: Lexer, start: number, dollars: number): boolean {
  const { text } = lexer;
  let quotes = 0;
  let dollarsBefore = 0;
  for (let position = lexer.position; position < text.length; position += 1) {
    const char = text.charAt(position);
    if (char === '{' && dollars > 0 && dollarsBefore >= dollars) {
      lexer.position = position + 1;
      return true;
    }
    quotes = char === "'" ? quotes + 1 : 0;
    dollarsBefore = char === '$' ? dollarsBefore + 1 : 0;
    if (quotes >= 3 && text[position + 1] !== "'") {
      lexer.position = position + 1;
      return false;
    }
  }
  lexer.position = text.length;
  report(lexer, 'unclosed-string', start);
  return false;
}
