import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-ring/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ProgressLine } from '../protocol.ts';
import type { Actions } from './actions.ts';
import { icon } from './icons.ts';

/** Before anything was diagnosed. */
export function emptyView(actions: Actions): TemplateResult {
  return html`<main class="empty">
    <h1>No report yet</h1>
    <p>
      A diagnosis finds out why a Foundry agent gets a 401, and which role assignment mends it. It
      only reads.
    </p>
    <vscode-button @click=${() => actions.run('diagnose')}>Diagnose BYOK 401</vscode-button>
  </main>`;
}

/** While a diagnosis runs: its steps as they come. */
export function runningView(source: string, progress: ProgressLine[]): TemplateResult {
  return html`<main aria-busy="true">
    <h1 class="running">
      <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
      Diagnosing
    </h1>
    <p class="hint">${source}</p>
    <ol class="timeline">
      ${progress.map(progressLine)}
    </ol>
  </main>`;
}

function progressLine({ title, state, reads, note }: ProgressLine): TemplateResult {
  const finished = state === 'finished';
  const figures = [reads === 1 ? '1 read' : `${reads} reads`, note].filter(Boolean).join(' · ');
  return html`<li>
    <div class="step">
      <span class="state ${finished ? 'good' : 'neutral'}">
        ${icon(finished ? 'pass' : 'history')}
        <span class="for-screen-readers">${state}:</span>
      </span>
      <span>${title}</span>
      ${finished ? html`<span class="figures">${figures}</span>` : nothing}
    </div>
  </li>`;
}
