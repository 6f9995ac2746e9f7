/** Ways in which a text is changed on its way from a service to a person. */
export const wrappings: Record<string, (text: string) => string> = {
  'a JSON string': (text) => JSON.stringify(text),
  'a string in a string in a string': (text) =>
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify(text) }) }),
  'a Python representation': (text) =>
    `b'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`,
  'a Markdown quotation': (text) =>
    text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  HTML: (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  'curly quotes': (text) => text.replaceAll("'", '’').replaceAll('"', '“'),
  'other white space': (text) => text.replaceAll(' ', '\u00a0\u200b '),
  'lines of a terminal': (text) => text.replace(/(.{20,60}?) /g, '$1\r\n│ '),
  colours: (text) => `\u001b[31m${text.replaceAll(': ', ':\u001b[0m ')}\u001b[0m`,
  'a log around it': (text) =>
    `2026-11-21T10:00:00Z INFO starting\n2026-11-21T10:00:01Z ERROR ${text}\n  at run (/app/main.js:1:1)`,
};
