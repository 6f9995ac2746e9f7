import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../../../core/report/report.ts';
import { logNotes } from '../../../core/report/log-words.ts';
import { logWayWords } from '../../../core/report/vocabulary.ts';
import type { Actions } from './actions.ts';
import { commandBlock } from './copy-button.ts';

/** The query of the logs, to copy or to open in the portal. */
export function logView(report: Report, actions: Actions): TemplateResult | typeof nothing {
  const { log } = report;
  if (log === undefined) return nothing;
  const { query, way, scope, portalUrl } = log;
  return html`<section aria-labelledby="log">
    <h2 id="log">The query of the log</h2>
    <p class="hint">Asked of ${logWayWords[way]} ${scope}</p>
    ${notesView(logNotes(log))}
    <details id="log-query">
      <summary>Query in KQL</summary>
      ${commandBlock({ key: 'log-query', text: query, what: 'the query of the log' }, actions)}
    </details>
    ${portalUrl === null ? nothing : html`<p><a href=${portalUrl}>Open the query in the portal</a></p>`}
  </section>`;
}

/** What is missing, what failed, and where else a log would be. */
function notesView(notes: string[]): TemplateResult | typeof nothing {
  return notes.length === 0
    ? nothing
    : html`<ul id="log-notes">
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>`;
}
