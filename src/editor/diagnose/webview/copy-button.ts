import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import type { Actions } from './actions.ts';
import { icon } from './icons.ts';

/** A text that is copied by a button beside it. */
export interface Copyable {
  key: string;
  text: string;
  /** What the text is, for somebody who hears the button: "the command that lists agents". */
  what: string;
}

/** A button that says "Copied" for a moment when the text is on the clipboard. */
export function copyButton({ key, text, what }: Copyable, actions: Actions): TemplateResult {
  const copied = actions.wasCopied(key);
  return html`<vscode-button
    class="copy"
    secondary
    aria-label=${copied ? `Copied ${what}` : `Copy ${what}`}
    @click=${() => actions.copy(key, text)}
  >
    <span class="label">${icon(copied ? 'check' : 'copy')}${copied ? 'Copied' : 'Copy'}</span>
  </vscode-button>`;
}

/** A command as it is to be run, with its button. Words stay whole where they fit on a line. */
export function commandBlock(copyable: Copyable, actions: Actions): TemplateResult {
  return html`<div class="command">
    <pre><code>${copyable.text.split(/(\s+)/).map(word)}</code></pre>
    ${copyButton(copyable, actions)}
  </div>`;
}

/** One piece of a command: a word, or the white space between two. Long ids break after a slash. */
function word(piece: string): TemplateResult | string {
  if (piece.trim() === '') return piece;
  const parts = piece.split(/(?<=\/)/);
  return html`<span class="word">${parts.map((part) => html`${part}<wbr />`)}</span>`;
}
