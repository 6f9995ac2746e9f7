import { drawStrips } from './denials/strip.ts';
import { newestMinutes, shortAction } from './denials/words.ts';
import { markdownText } from '../text/markdown-text.ts';
import { logNotes } from './log-words.ts';
import type { Finding } from '../rules/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Report } from './report.ts';
import {
  logWayWords,
  outcomeWords,
  principalWords,
  routeWords,
  severityWords,
  stateWords,
} from './vocabulary.ts';

/** Minutes with denials in the table for each identity; the drawing shows them all. */
const mostMinutes = 20;

/** The report as Markdown, for an issue, a ticket or a chat. */
export function renderMarkdown(report: Report): string {
  const sections = [
    `# ${outcomeWords[report.outcome]}: ${markdownText(report.summary)}`,
    subject(report),
    ...report.findings.map(finding),
    verdicts(report),
    steps(report),
    denials(report),
    log(report),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function subject({ subject: of, cloud, generatedAt }: Report): string {
  const rows: [string, string | undefined][] = [
    ['Agent', of.agent ? `${of.agent.name}, version ${of.agent.version}` : undefined],
    ['Project', of.project?.id],
    ['Account', of.account?.id],
    ['Model calls go to', of.route === 'unknown' ? undefined : routeWords[of.route]],
    ['Account reached', of.targetAccount?.id],
    ['Read at', `${generatedAt}, cloud ${cloud}`],
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `- **${label}:** ${markdownText(value ?? '')}`)
    .join('\n');
}

function finding(found: Finding): string {
  const { severity, code, confidence, title, explanation, evidence, fixes, withFix } = found;
  return [
    `## ${severityWords[severity]}: ${markdownText(title)}`,
    `\`${code}\`, ${confidence}`,
    markdownText(explanation),
    evidence.map((line) => `- ${markdownText(line)}`).join('\n'),
    ...fixes.map(fix),
    markdownText(withFix),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function fix({ shell, command, why }: Fix): string {
  return `${markdownText(why)}\n\n${codeBlock(shell === 'none' ? '' : shell, command)}`;
}

/** When which identity was refused: a drawing of all of it, and the newest minutes as a table. */
function denials({ denials: seen, generatedAt }: Report): string {
  if (seen === undefined) return '';
  const { caption, lanes } = drawStrips({ denials: seen, generatedAt });
  const drawing = lanes.map(({ label, drawing: lines, legend }) =>
    [label, ...[...lines, ...legend].map((line) => `  ${line}`)].join('\n'),
  );
  const parts = lanes.map(({ lane: { principalId, minutes } }) => ({
    who: principalId ?? 'not named',
    ...newestMinutes(minutes, mostMinutes),
  }));
  const rows = parts.flatMap(({ who, shown, rest }) => [
    ...(rest === '' ? [] : [[who, rest, '', '', '']]),
    ...shown.map(({ minute, count, actions, sources }) => [
      ...[who, minute, String(count)],
      ...[actions.map(shortAction).join(', '), sources.join(', ')],
    ]),
  ]);
  return [
    '## Denials in the log',
    markdownText(caption),
    codeBlock('text', drawing.join('\n\n')),
    [
      '| Identity | Minute | Rows | Actions | Source |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map((cells) => `| ${cells.map(markdownText).join(' | ')} |`),
    ].join('\n'),
  ].join('\n\n');
}

/** The query of the logs, with its page in the portal. */
function log({ log: searched }: Report): string {
  if (searched === undefined) return '';
  const { query, way, scope, portalUrl } = searched;
  return [
    '## The query of the log',
    `Asked of ${logWayWords[way]} ${markdownText(scope)}:`,
    codeBlock('kusto', query),
    ...(portalUrl === null ? [] : [`[Open it in the portal](<${portalUrl}>)`]),
    logNotes(searched)
      .map((note) => `- ${markdownText(note)}`)
      .join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function codeBlock(language: string, code: string): string {
  // A fence longer than any run of backticks inside cannot be closed by the code itself.
  const longestRun = Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longestRun + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

function verdicts({ subject: of, verdicts: rows }: Report): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ principalId, action, scope, state, required, decidedBy }) => {
    const principal = of.principals.find(({ id }) => id === principalId);
    const who = principal
      ? `${principalWords[principal.role]} ${principal.displayName ?? ''} (${principalId})`
      : principalId;
    const by = decidedBy ? `${decidedBy.roleName}, ${decidedBy.path}` : '';
    const cells = [who, action, scope, stateWords[state], required ? 'yes' : 'no', by];
    return `| ${cells.map(markdownText).join(' | ')} |`;
  });
  return [
    '## Identities and scopes',
    '',
    '| Identity | Data action | Scope | Verdict | Required | Decided by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function steps({ steps: rows }: Report): string {
  const lines = rows.map(
    ({ title, status, durationMs, reads, note }) =>
      `| ${[title, status, `${Math.round(durationMs)} ms`, String(reads.length), note].map(markdownText).join(' | ')} |`,
  );
  return [
    '## What was looked at',
    '',
    '| Step | Status | Time | Reads | Note |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
