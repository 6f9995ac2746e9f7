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
  'the times of a CI log': (text) =>
    text
      .split('\n')
      .map((line, index) => `2026-11-21T10:00:0${index % 10}.7703112Z ##[error]${line}`)
      .join('\n'),
  'prefixes of a pod and a composition': (text) =>
    text
      .split('\n')
      .map((line) => `[pod/agent-7c9/main] agent-1  | ${line}`)
      .join('\r\n'),
  'a line of JSON': (text) =>
    JSON.stringify({ '@t': '2026-11-21T10:00:00Z', '@l': 'Error', level: 50, msg: text }),
  'an address': (text) =>
    `https://localhost/?error=access_denied&error_description=${encodeURIComponent(text).replaceAll('%20', '+')}`,
  'quotes of Windows read as UTF-8': (text) =>
    text.replaceAll("'", '\ufffd').replaceAll('"', 'â€œ'),
  'a log around it': (text) =>
    `2026-11-21T10:00:00Z INFO starting\n2026-11-21T10:00:01Z ERROR ${text}\n  at run (/app/main.js:1:1)`,
};

/** What a console makes of a text that is wider than it, inside its words. */
export function hardWrapped(text: string, width: number, edge: string): string {
  return text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''])
    .map((line) => edge + line)
    .join('\r\n');
}
