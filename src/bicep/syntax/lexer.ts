import {
  add,
  closeBracket,
  isLineEnd,
  newFrame,
  report,
  type LexedText,
  type Lexer,
} from './lexer-state.ts';
import { endHole, resumeString, scanString } from './lexer-strings.ts';
import {
  isCloser,
  isOpener,
  openerOf,
  punctuation,
  type Opener,
  type Punctuation,
  type Token,
} from './token.ts';

const punctuationByFirst = new Map<string, Punctuation[]>();
for (const one of punctuation) {
  const first = one.charAt(0);
  punctuationByFirst.set(first, [...(punctuationByFirst.get(first) ?? []), one]);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
const isWordPart = (code: number): boolean => isLetter(code) || isDigit(code);
/** The language knows only space and tab; the others are common in pasted text. */
const foreignSpace = /[\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\f\v]/;

/**
 * Cuts a text into tokens, in time linear in its length. Every interpolated string comes as one
 * `string-start`, any number of `string-middle` and one `string-end`, with no line end in its holes,
 * however broken the text is: what is not closed is closed where its line ends.
 */
export function tokenize(text: string): LexedText {
  const frame = newFrame(null);
  const lexer: Lexer = {
    text,
    position: 0,
    frames: [frame],
    frame,
    tokens: [],
    comments: [],
    problems: [],
  };
  while (lexer.position < text.length) scanNext(lexer);
  while (lexer.frame.string !== null) {
    report(lexer, 'unclosed-hole', lexer.position);
    endHole(lexer, 'string-end', lexer.position);
  }
  add(lexer, 'end', text.length);
  const { tokens, comments, problems } = lexer;
  return { tokens, comments, problems };
}

function scanNext(lexer: Lexer): void {
  const { text, position: start } = lexer;
  const char = text.charAt(start);
  const code = text.charCodeAt(start);
  if (char === ' ' || char === '\t') {
    lexer.position += 1;
  } else if (isLetter(code)) {
    scanWhile(lexer, isWordPart);
    add(lexer, 'identifier', start);
  } else if (isDigit(code)) {
    scanWhile(lexer, isDigit);
    add(lexer, 'number', start);
  } else if (isLineEnd(char)) {
    scanLineEnd(lexer);
  } else if (char === "'") {
    scanString(lexer, start, 0);
  } else if (char === '/' && (text[start + 1] === '/' || text[start + 1] === '*')) {
    scanComment(lexer);
  } else if (char === '#' && isLetter(text.charCodeAt(start + 1)) && beginsLine(text, start)) {
    scanPragma(lexer);
  } else if (char === '$') {
    scanDollars(lexer);
  } else {
    scanPunctuation(lexer, char);
  }
}

function scanWhile(lexer: Lexer, belongs: (code: number) => boolean): void {
  const { text } = lexer;
  let position = lexer.position + 1;
  while (belongs(text.charCodeAt(position))) position += 1;
  lexer.position = position;
}

/** A line's end also ends every interpolation that is open. */
function scanLineEnd(lexer: Lexer): void {
  while (lexer.frame.string !== null) {
    report(lexer, 'unclosed-hole', lexer.position);
    if (lexer.frame.string.multiline) {
      // The string goes on below, and so its closing quotes are not taken for opening ones.
      resumeString(lexer, lexer.position, lexer.frame.string);
      return;
    }
    endHole(lexer, 'string-end', lexer.position);
  }
  const start = lexer.position;
  while (isLineEnd(lexer.text.charAt(lexer.position))) lexer.position += 1;
  const last = lexer.tokens.at(-1);
  if (last?.kind === 'newline') last.end = lexer.position;
  else add(lexer, 'newline', start);
}

function scanPunctuation(lexer: Lexer, first: string): void {
  const { text, position: start, frame } = lexer;
  const kind = punctuationByFirst.get(first)?.find((one) => text.startsWith(one, start));
  if (kind === undefined) {
    lexer.position += 1;
    if (foreignSpace.test(first)) {
      if (start > 0 || first !== '\ufeff') report(lexer, 'unknown-character', start);
      return;
    }
    report(lexer, first === '"' ? 'double-quote' : 'unknown-character', start);
    add(lexer, 'unknown', start);
    return;
  }
  lexer.position += kind.length;
  if (kind === '}' && frame.string !== null && frame.open['{'] === 0) {
    resumeString(lexer, start, frame.string);
  } else if (isOpener(kind)) {
    frame.openers.push(add(lexer, kind, start) as Token & { kind: Opener });
    frame.open[kind] += 1;
  } else if (isCloser(kind) && !closeBracket(frame, openerOf[kind])) {
    report(lexer, 'stray-bracket', start);
    add(lexer, 'unknown', start);
  } else {
    add(lexer, kind, start);
  }
}

/** `$'''` begins a multi-line string with interpolation; more `$` ask for as many before a hole. */
function scanDollars(lexer: Lexer): void {
  const start = lexer.position;
  scanWhile(lexer, (code) => code === 36);
  if (lexer.text.startsWith("'''", lexer.position)) {
    scanString(lexer, start, lexer.position - start);
  } else {
    report(lexer, 'unknown-character', start);
    add(lexer, 'unknown', start);
  }
}

function scanComment(lexer: Lexer): void {
  const { text, position: start } = lexer;
  if (text[start + 1] === '/') {
    lexer.position = lineEndAfter(text, start);
    lexer.comments.push({ kind: 'line', start, end: lexer.position });
    return;
  }
  const close = text.indexOf('*/', start + 2);
  lexer.position = close < 0 ? text.length : close + 2;
  if (close < 0) report(lexer, 'unclosed-comment', start);
  lexer.comments.push({ kind: 'block', start, end: lexer.position });
}

/** `#disable-next-line` and the like, without a comment that follows on the line. */
function scanPragma(lexer: Lexer): void {
  const { text, position: start } = lexer;
  const line = text.slice(start, lineEndAfter(text, start));
  const comment = line.search(/\/[/*]/);
  lexer.position = start + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length;
  lexer.comments.push({ kind: 'pragma', start, end: lexer.position });
}

function lineEndAfter(text: string, start: number): number {
  let position = start;
  while (position < text.length && !isLineEnd(text.charAt(position))) position += 1;
  return position;
}

function beginsLine(text: string, start: number): boolean {
  let before = start - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before -= 1;
  return before < 0 || isLineEnd(text.charAt(before)) || text[before] === '\ufeff';
}
