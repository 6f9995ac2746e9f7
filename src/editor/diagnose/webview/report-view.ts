import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '../../../core/report/report.ts';
import { outcomeWords, routeWords } from '../../../core/report/vocabulary.ts';
import { wholeReport } from '../protocol.ts';
import type { Actions } from './actions.ts';
import { coverageView } from './coverage-view.ts';
import { denialsView } from './denials-view.ts';
import { findingsView } from './findings-view.ts';
import { icon } from './icons.ts';
import { logView } from './log-view.ts';
import { outcomeSigns } from './signs.ts';
import { timelineView } from './timeline-view.ts';
import { verdictsView } from './verdicts-view.ts';

/** The whole report: the outcome first, then the picture, what to do, and what it rests on. */
export function reportView(report: Report, source: string, actions: Actions): TemplateResult {
  return html`<main>
    ${outcomeView(report, source)} ${toolbar(actions)} ${coverageView(report)}
    ${findingsView(report, actions)} ${denialsView(report)} ${subjectView(report)}
    ${timelineView(report, actions)} ${logView(report, actions)} ${verdictsView(report)}
  </main>`;
}

function outcomeView({ outcome, summary, generatedAt }: Report, source: string): TemplateResult {
  const { icon: picture, tone } = outcomeSigns[outcome];
  const read = new Date(generatedAt).toLocaleString();
  return html`<header class="outcome ${tone}">
    <h1>
      <span class="state ${tone}">${icon(picture)}${outcomeWords[outcome]}</span>
      <span class="summary">${summary}</span>
    </h1>
    <p class="hint">${source} · read <time datetime=${generatedAt}>${read}</time></p>
  </header>`;
}

function toolbar(actions: Actions): TemplateResult {
  const copied = actions.wasCopied(wholeReport);
  return html`<div class="toolbar" role="group" aria-label="Report">
    <vscode-button @click=${() => actions.run('diagnoseAgain')}>
      <span class="label">${icon('refresh')}Diagnose Again</span>
    </vscode-button>
    <vscode-button secondary @click=${() => actions.run('copyReport')}>
      <span class="label">
        ${icon(copied ? 'check' : 'markdown')}${copied ? 'Copied' : 'Copy as Markdown'}
      </span>
    </vscode-button>
    <vscode-button secondary @click=${() => actions.run('exportReport')}>
      <span class="label">${icon('save')}Export…</span>
    </vscode-button>
  </div>`;
}

function subjectView({ subject }: Report): TemplateResult {
  const { agent, project, account, targetAccount, route } = subject;
  const rows: [string, string | undefined][] = [
    ['Agent', agent ? `${agent.name}, version ${agent.version}` : undefined],
    ['Project', project?.id],
    ['Project endpoint', project?.endpoint ?? undefined],
    ['Account', account?.id],
    ['Model calls go to', route === 'unknown' ? undefined : routeWords[route]],
    ['Account reached', targetAccount?.id === account?.id ? undefined : targetAccount?.id],
  ];
  const known = rows.filter(([, value]) => value !== undefined);
  if (known.length === 0) return html`${nothing}`;
  return html`<section aria-labelledby="subject">
    <h2 id="subject">What was diagnosed</h2>
    <dl>
      ${known.map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
