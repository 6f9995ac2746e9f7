import { html, nothing, type TemplateResult } from 'lit';
import {
  describeCoverage,
  type CoverageCell,
  type CoverageColumn,
  type CoverageRow,
} from '../../../core/report/coverage.ts';
import type { Report } from '../../../core/report/report.ts';
import { principalWords, stateWords } from '../../../core/report/vocabulary.ts';
import { icon } from './icons.ts';
import { verdictSign } from './signs.ts';

/** The picture of which identity is let in where. */
export function coverageView(report: Report): TemplateResult | typeof nothing {
  const { columns, rows } = describeCoverage(report);
  if (columns.length === 0 || rows.length === 0) return nothing;
  return html`<section aria-labelledby="coverage">
    <h2 id="coverage">Who gets in where</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Identities and scopes">
      <table class="coverage">
        <caption class="for-screen-readers">
          Identities of the agent in rows, scopes in columns. Each cell holds the verdict and what
          decided it.
        </caption>
        <thead>
          <tr>
            <th scope="col">Identity</th>
            ${columns.map(columnHead)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(row)}
        </tbody>
      </table>
    </div>
    <p class="hint">A frame marks what the agent’s model calls need.</p>
  </section>`;
}

function columnHead({ label, name, scope }: CoverageColumn): TemplateResult {
  return html`<th scope="col" title=${scope}>${label}<span class="name">${name}</span></th>`;
}

function row({ principal, cells }: CoverageRow): TemplateResult {
  return html`<tr>
    <th scope="row">
      <span class="role">${principalWords[principal.role]}</span>
      ${
        principal.displayName === null
          ? nothing
          : html`<span class="name">${principal.displayName}</span>`
      }
      <code class="id">${principal.id}</code>
    </th>
    ${cells.map((cell) => (cell === null ? emptyCell : filledCell(cell)))}
  </tr>`;
}

const emptyCell = html`<td class="empty">
  <span aria-hidden="true">–</span><span class="for-screen-readers">not judged</span>
</td>`;

function filledCell({ shown, required, reason }: CoverageCell): TemplateResult {
  const { icon: picture, tone } = verdictSign(shown);
  return html`<td class=${required ? 'required' : ''} title=${shown.action}>
    <div class="verdict-head">
      <span class="state ${tone}">${icon(picture)}${stateWords[shown.state]}</span>
      ${required ? html`<span class="badge">required</span>` : nothing}
    </div>
    ${reason === '' ? nothing : html`<span class="reason">${reason}</span>`}
  </td>`;
}
