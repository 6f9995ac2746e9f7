import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding } from '../../../core/rules/finding.ts';
import type { Fix } from '../../../core/fixes/fix.ts';
import type { Report } from '../../../core/report/report.ts';
import { fixWords, severityWords } from '../../../core/report/vocabulary.ts';
import type { PanelCommand } from '../protocol.ts';
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
  const { severity, confidence, code, title, explanation, evidence, fixes, withFix } = finding;
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
    ${titled(fixes).map(({ fix, title: fixTitle }, fixIndex) =>
      fixCard(
        fix,
        fixTitle,
        `finding-${index}-fix-${fixIndex}`,
        fixIndex === 0 ? withFix : '',
        actions,
      ),
    )}
    ${followUps(fixes, actions)}
  </article>`;
}

/** The fixes of a finding with their titles. Those of one title are numbered, to be told apart by ear. */
function titled(fixes: Fix[]): { fix: Fix; title: string }[] {
  const titles = fixes.map(({ kind, shell }) =>
    shell === 'none' ? fixWords[kind] : `${fixWords[kind]} (${shell})`,
  );
  return fixes.map((fix, index) => {
    const title = titles[index]!;
    const alike = titles.filter((other) => other === title).length;
    const number = titles.slice(0, index + 1).filter((other) => other === title).length;
    return { fix, title: alike === 1 ? title : `${title}, ${number} of ${alike}` };
  });
}

/**
 * `outlook` says what a diagnosis would conclude with the fix made; it may be empty. A card is a
 * group and no landmark: a report has too many of them to jump between.
 */
function fixCard(
  { kind, command, why }: Fix,
  title: string,
  key: string,
  outlook: string,
  actions: Actions,
): TemplateResult {
  return html`<div class="fix" role="group" aria-label=${title}>
    <h4>${title}</h4>
    <p>${why}</p>
    ${commandBlock({ key, text: command, what: `${whatIsCopied[kind]}: ${title}` }, actions)}
    ${outlook === '' ? nothing : html`<p class="outlook">${outlook}</p>`}
  </div>`;
}

/** What the product itself can do once a fix of the kind was made. */
const followUpsOf: Partial<Record<Fix['kind'], { command: PanelCommand; label: string }[]>> = {
  'role-assignment': [{ command: 'watchFix', label: 'Watch for the Fix…' }],
  verify: [
    { command: 'verifyAgent', label: 'Invoke to Verify…' },
    // An invoke makes a session, whose log says what the answer hides.
    { command: 'showAgentLog', label: 'Show Agent Log…' },
  ],
};

/** The buttons of each kind of fix once, under all the cards. */
function followUps(fixes: Fix[], actions: Actions): TemplateResult | typeof nothing {
  const kinds = [...new Set(fixes.map(({ kind }) => kind))];
  const buttons = kinds.flatMap((kind) => followUpsOf[kind] ?? []);
  if (buttons.length === 0) return nothing;
  return html`<div class="toolbar" role="group" aria-label="After the fix">
    ${buttons.map(
      ({ command, label }) =>
        html`<vscode-button secondary @click=${() => actions.run(command)}
          >${label}</vscode-button
        >`,
    )}
  </div>`;
}

/** A request is a text for somebody else, not a command. */
const whatIsCopied: Record<Fix['kind'], string> = {
  'role-assignment': 'the command',
  verify: 'the command',
  read: 'the command',
  setting: 'the command',
  code: 'the code',
  request: 'the text',
};
