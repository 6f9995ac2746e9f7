import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Fix, Report } from '../../../core/report/report.ts';
import { fixWords, severityWords } from '../../../core/report/vocabulary.ts';
import type { Actions } from './actions.ts';
import { commandBlock } from './copy-button.ts';
import { icon } from './icons.ts';
import { severitySigns } from './signs.ts';

/** What was found, each with its evidence and what to do. */
export function findingsView(report: Report, actions: Actions): TemplateResult | typeof nothing {
  if (report.findings.length === 0) return nothing;
  return html`<section aria-labelledby="findings">
    <h2 id="findings">What was found, and what to do</h2>
    ${report.findings.map((finding, index) => findingView(finding, index, actions))}
  </section>`;
}

function findingView(finding: Finding, index: number, actions: Actions): TemplateResult {
  const { severity, confidence, code, title, explanation, evidence, fixes } = finding;
  const { icon: picture, tone } = severitySigns[severity];
  return html`<article class="finding ${tone}">
    <h3>
      <span class="state ${tone}">${icon(picture)}${severityWords[severity]}</span>
      ${title}
    </h3>
    <p class="facts"><span class="badge">${confidence}</span> <code>${code}</code></p>
    <p>${explanation}</p>
    ${
      evidence.length === 0
        ? nothing
        : html`<h4>Evidence</h4>
            <ul class="evidence">
              ${evidence.map((line) => html`<li>${line}</li>`)}
            </ul>`
    }
    ${fixes.map((fix, fixIndex) => fixCard(fix, `finding-${index}-fix-${fixIndex}`, actions))}
  </article>`;
}

function fixCard({ kind, shell, command, why }: Fix, key: string, actions: Actions) {
  const title = shell === 'none' ? fixWords[kind] : `${fixWords[kind]} (${shell})`;
  return html`<section class="fix" aria-label=${title}>
    <h4>${title}</h4>
    <p>${why}</p>
    ${commandBlock({ key, text: command, what: `the command: ${title}` }, actions)}
  </section>`;
}
