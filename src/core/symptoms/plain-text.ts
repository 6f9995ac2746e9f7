import { withoutAnsi } from '../text/terminal-controls.ts';
import { decodeUrls } from './url-encoding.ts';

const namedEntities: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/** What the end of a line is: white space, or a console's edge in the middle of a word. */
export type LineEnds = 'space' | 'hard-wrapped';

/**
 * Brings a text that was escaped, quoted, wrapped or coloured on its way into one plain line: URL
 * encoding, JSON in strings in JSON, HTML entities, terminal colours, boxes, quote marks and what a
 * log writes at line starts go, every kind of quote becomes an apostrophe and every run of white space
 * one space. Takes time linear in the text.
 */
export function toPlainText(text: string, lineEnds: LineEnds = 'space'): string {
  const joined = (lines: string): string => (lineEnds === 'space' ? lines : joinWrapped(lines));
  return joined(decodeEscapes(joined(decodeUrls(text))))
    .replace(lineStart, ' ')
    .replace(/["'`´‘’‚‛“”„‟«»‹›＇＂\ufffd\u0091-\u0094]|â€(?:[˜™œž]|\u009d)/g, "'")
    .replace(/(?<!\\)\\+(?=['/])/g, '')
    .replace(/'+/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

function decodeEscapes(text: string): string {
  const decoded = text.replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_match, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return withoutAnsi(decoded)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(
      /&(?:amp;){0,8}(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(quot|apos|amp|lt|gt|nbsp));/gi,
      decodeEntity,
    )
    .replace(/(?<!\\)\\+[nr]/g, '\n')
    .replace(/(?<!\\)\\+t/g, ' ')
    .replace(lineNumberLink, '$1');
}

function decodeEntity(
  match: string,
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] ?? match;
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : match;
}

/** Boxes, quote marks and bullets that stand before the words of a line. */
const box = '[>|│┃║*]';

/** What CI systems, containers and loggers write there: times, levels, the stream, pod and service. */
const logPrefixes = [
  '\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?(?=\\s)',
  '\\[\\d\\d:\\d\\d:\\d\\d [A-Z]{3}\\](?=\\s)',
  '##\\[(?:error|warning|debug|command|section)\\]',
  'std(?:out|err) [FP](?=\\s)',
  '\\[pod/[^\\]\\s]{1,200}\\](?=\\s)',
  '[\\w.-]{1,80}[^\\S\\n]{1,40}\\|(?=\\s)',
];

const lineStart = new RegExp(`^(?:${['[^\\S\\n]', box, ...logPrefixes].join('|')})+`, 'gm');

/** The same for a line that goes on in the middle of a word: a space behind it belongs to the text. */
const lineEdge = new RegExp(`^(?:(?:[ \\t]*(?:${[box, ...logPrefixes].join('|')}))+ ?)?`);

/** GitHub's log view makes a link of every number that is also the number of a line. */
const lineNumberLink = /\[(\d{1,5})\]\(https:\/\/github\.com\/[^)\s]{1,300}\)/g;

/** Only a line of at least this length can have reached the edge of a console. */
const leastConsoleWidth = 60;

/** Puts lines together that a console broke at its edge, which knows no words. */
function joinWrapped(text: string): string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  let joined = first;
  let previous = first;
  for (const line of rest) {
    const [edge = ''] = lineEdge.exec(line) ?? [];
    const isContinuation = previous.length >= leastConsoleWidth && line.length > edge.length;
    joined += isContinuation ? line.slice(edge.length) : `\n${line}`;
    previous = line;
  }
  return joined;
}
