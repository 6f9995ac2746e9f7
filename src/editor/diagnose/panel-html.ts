export interface PanelResources {
  /** What the webview may load styles from, as VS Code names it. */
  cspSource: string;
  /** Fresh for every document: only the script that carries it runs. */
  nonce: string;
  scriptUri: string;
  styleUri: string;
}

/** The panel's document. It holds no data: that arrives as messages and is never parsed as markup. */
export function panelHtml({ cspSource, nonce, scriptUri, styleUri }: PanelResources): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Foundry Identity Report</title>
    <link rel="stylesheet" href="${styleUri}">
  </head>
  <body>
    <div id="report"></div>
    <p id="announcement" class="for-screen-readers" role="status" aria-live="polite"></p>
    <script type="module" nonce="${nonce}" src="${scriptUri}"></script>
  </body>
</html>`;
}
