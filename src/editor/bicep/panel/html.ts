/** A piece of markup. Only this file makes one out of text. */
export interface Html {
  markup: string;
}

/** Text, pieces of markup, or lists of them. */
type Part = string | number | Html | Part[];

/** Markup with values in it: texts are escaped, pieces of markup stand as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const markup = strings.map((text, index) => text + markupOf(parts[index] ?? '')).join('');
  return { markup };
}

function markupOf(part: Part): string {
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return typeof part === 'object' ? part.markup : escape(String(part));
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

export interface PageResources {
  /** What the page may load styles from, as VS Code names it. */
  cspSource: string;
  styleUri: string;
}

/** A page without scripts: its links are commands of VS Code. */
export function page(title: string, body: Html, { cspSource, styleUri }: PageResources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="${styleUri}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.markup;
}
