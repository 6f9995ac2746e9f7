import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../../../core/report/report.ts';
import type { Verdict } from '../../../core/rbac/verdict.ts';
import { principalWords, stateWords } from '../../../core/report/vocabulary.ts';
import { icon } from './icons.ts';
import { verdictSign } from './signs.ts';

/** Every verdict with all that belongs to it, folded away until somebody wants to know. */
export function verdictsView(report: Report): TemplateResult | typeof nothing {
  if (report.verdicts.length === 0) return nothing;
  return html`<section aria-labelledby="verdicts">
    <h2 id="verdicts">Verdicts in detail</h2>
    ${report.verdicts.map((verdict, index) => verdictView(verdict, index, report))}
  </section>`;
}

function verdictView(verdict: Verdict, index: number, report: Report): TemplateResult {
  const { principalId, action, scope, state, required, basis, decidedBy, note } = verdict;
  const principal = report.subject.principals.find(({ id }) => id === principalId);
  const who = principal === undefined ? principalId : principalWords[principal.role];
  const { icon: picture, tone } = verdictSign(verdict);
  return html`<details class="verdict" id="verdict-${index}">
    <summary>
      <span class="state ${tone}">${icon(picture)}${stateWords[state]}</span>
      ${who} at ${scope.split('/').at(-1)}
      ${required ? html`<span class="badge">required</span>` : nothing}
    </summary>
    <dl>
      ${entry('Identity', html`<code>${principalId}</code>`)}
      ${entry('Data action', html`<code>${action}</code>`)}
      ${entry('Scope', html`<code>${scope}</code>`)}
      ${
        decidedBy === null
          ? nothing
          : entry(
              'Decided by',
              html`${decidedBy.roleName}, ${decidedBy.path}<br /><code>${decidedBy.id}</code>`,
            )
      }
      ${note === '' ? nothing : entry('Note', note)}
      ${basis.kind === 'none' ? nothing : entry('Basis', html`${basis.text} (${basis.kind}) ${sourceLink(basis.source)}`)}
    </dl>
  </details>`;
}

function entry(term: string, description: unknown): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd>${description}</dd>
  </div>`;
}

/** A report may come from elsewhere, so only web addresses become links. */
function sourceLink(source: string): unknown {
  return source.startsWith('https://') ? html`<a href=${source}>${source}</a>` : source;
}
