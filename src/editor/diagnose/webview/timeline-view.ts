import { html, nothing, type TemplateResult } from 'lit';
import type { Report, Step } from '../../../core/report/report.ts';
import type { Actions } from './actions.ts';
import { commandBlock } from './copy-button.ts';
import { icon } from './icons.ts';
import { stepSigns } from './signs.ts';

const statusWords: Record<Step['status'], string> = {
  done: 'done',
  partial: 'partly read',
  failed: 'not read',
  skipped: 'not needed',
};

/** The steps of the investigation with their reads. */
export function timelineView(report: Report, actions: Actions): TemplateResult | typeof nothing {
  if (report.steps.length === 0) return nothing;
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">What was looked at</h2>
    <ol class="timeline">
      ${report.steps.map((step) => stepView(step, actions))}
    </ol>
  </section>`;
}

function stepView(step: Step, actions: Actions): TemplateResult {
  const { icon: picture, tone } = stepSigns[step.status];
  return html`<li>
    <div class="step">
      <span class="state ${tone}"
        >${icon(picture)}<span class="for-screen-readers">${statusWords[step.status]}:</span></span
      >
      <h3>${step.title}</h3>
      <span class="figures">${statusWords[step.status]} · ${milliseconds(step.durationMs)}</span>
    </div>
    ${step.note === '' ? nothing : html`<p class="note">${step.note}</p>`}
    ${step.reads.length === 0 ? nothing : readsView(step, actions)}
  </li>`;
}

function readsView({ id, title, reads }: Step, actions: Actions): TemplateResult {
  const count = reads.length === 1 ? '1 read' : `${reads.length} reads`;
  return html`<details id="reads-${id}">
    <summary>${count}<span class="for-screen-readers"> of ${title}</span></summary>
    <ul class="reads">
      ${reads.map(
        ({ method, url, status, durationMs, az }, index) =>
          html`<li>
            <p>
              <span class="badge">${status === null ? 'no answer' : `HTTP ${status}`}</span>
              <span class="figures">${milliseconds(durationMs)}</span>
              <code class="url">${method} ${url}</code>
            </p>
            ${commandBlock(
              { key: `${id}-read-${index}`, text: az, what: 'the az command that reads the same' },
              actions,
            )}
          </li>`,
      )}
    </ul>
  </details>`;
}

function milliseconds(duration: number): string {
  return `${Math.round(duration)} ms`;
}
