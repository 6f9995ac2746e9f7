const namedEntities: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

/**
 * Brings a text that was escaped, quoted, wrapped or coloured on its way into one plain line: JSON in
 * strings in JSON, HTML entities, terminal colours, boxes and quote marks at line starts go, every
 * kind of quote becomes an apostrophe and every run of white space one space. Takes time linear in
 * the text.
 */
export function toPlainText(text: string): string {
  return text
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_match, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(
      /&(?:amp;){0,8}(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(quot|apos|amp|lt|gt|nbsp));/gi,
      decodeEntity,
    )
    .replace(/(?<!\\)\\+[nr]/g, '\n')
    .replace(/(?<!\\)\\+t/g, ' ')
    .replace(/^(?:[^\S\n]|[>|│┃║*])+/gm, ' ')
    .replace(/["'`´‘’‚‛“”„‟«»‹›＇＂]/g, "'")
    .replace(/(?<!\\)\\+(?=['/])/g, '')
    .replace(/'+/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
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
