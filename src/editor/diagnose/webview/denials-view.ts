import './denial-chart.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { drawnRange, marksOf, splitMarks } from '../../../core/report/denials/marks.ts';
import type { DenialLane, ReportedDenials } from '../../../core/report/denials/schema.ts';
import {
  laneTitle,
  markWords,
  rangeWords,
  shortAction,
} from '../../../core/report/denials/words.ts';
import type { Report } from '../../../core/report/report.ts';
import { inLocalTime, utcTime } from './local-time.ts';

type DrawnReport = Report & { denials: ReportedDenials };

/** When which identity was refused: a chart for each, and the same as a table. */
export function denialsView(report: Report): TemplateResult | typeof nothing {
  const { denials } = report;
  if (denials === undefined) return nothing;
  const drawn = { ...report, denials };
  return html`<section aria-labelledby="denials">
    <h2 id="denials">Denials in the log</h2>
    <p class="hint">${rangeWords(denials, drawnRange(drawn), inLocalTime)}</p>
    ${denials.lanes.map((lane, index) => laneView(drawn, lane, index))}
  </section>`;
}

function laneView(report: DrawnReport, lane: DenialLane, index: number): TemplateResult {
  const { who, id, versions } = laneTitle(lane);
  const { before, after } = splitMarks(
    marksOf(lane, report.denials, report.generatedAt),
    drawnRange(report),
  );
  const outside = [...before, ...after].map(
    (mark) => `${markWords(mark)}, ${inLocalTime.time(mark.at)}`,
  );
  return html`<div class="lane">
    <h3>${who}</h3>
    <p class="facts">
      ${id === '' ? nothing : html`<code>${id}</code>`}
      ${versions === '' ? nothing : html`<span>${versions}</span>`}
    </p>
    <denial-chart .report=${report} .lane=${lane}></denial-chart>
    ${outside.length === 0 ? nothing : html`<p class="hint">Not drawn: ${outside.join('; ')}.</p>`}
    <details id="denials-${index}">
      <summary>As a table<span class="for-screen-readers">: denials of ${who}</span></summary>
      ${tableView(report, lane)}
    </details>
  </div>`;
}

/** One line of the table: what happened at a time. */
interface Entry {
  at: number;
  rows: string;
  what: string;
  sources: string;
}

function tableView(report: DrawnReport, lane: DenialLane): TemplateResult {
  const denied = lane.minutes.map(({ minute, count, actions, sources }): Entry => ({
    at: Date.parse(minute),
    rows: String(count),
    what: `denied ${actions.map(shortAction).join(', ')}`.trim(),
    sources: sources.join(', '),
  }));
  const events = marksOf(lane, report.denials, report.generatedAt).map((mark): Entry => ({
    at: mark.at,
    rows: '',
    what: markWords(mark),
    sources: '',
  }));
  const entries = [...denied, ...events].sort((a, b) => a.at - b.at);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Denials and events">
    <table class="entries">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Rows</th>
          <th scope="col">What</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ at, rows, what, sources }) =>
            html`<tr>
              <td>
                <time datetime=${new Date(at).toISOString()} title=${utcTime(at)}
                  >${inLocalTime.time(at)}</time
                >
              </td>
              <td class="figure">${rows}</td>
              <td>${what}</td>
              <td>${sources}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
