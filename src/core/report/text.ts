import { describeCoverage, type CoverageCell } from './coverage.ts';
import { drawStrips } from './denials/strip.ts';
import { denialWords, newestMinutes } from './denials/words.ts';
import type { DenialLane } from './denials/schema.ts';
import { logNotes } from './log-words.ts';
import type { Finding, Outcome } from '../rules/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Report } from './report.ts';
import {
  fixWords,
  logWayWords,
  outcomeWords,
  principalWords,
  routeWords,
  severityWords,
  stateSigns,
  stateWords,
  stepSigns,
} from './vocabulary.ts';
import { prose } from '../text/prose.ts';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
type Paint = (style: Style, text: string) => string;

const codes: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

const outcomeStyles: Record<Outcome, Style> = {
  problem: 'red',
  healthy: 'green',
  inconclusive: 'yellow',
};

const severityStyles: Record<Finding['severity'], Style> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/** Minutes with denials that are listed for each identity; the drawing shows them all. */
const mostMinutes = 10;

/** The report for a terminal: what is wrong and what mends it first, then what was looked at. */
export function renderText(report: Report, { color }: { color: boolean }): string {
  const paint: Paint = color
    ? (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`
    : (_style, text) => text;
  const sections = [
    headline(report, paint),
    subject(report, paint),
    ...report.findings.map((finding) => describeFinding(finding, report.summary, paint)),
    coverage(report, paint),
    timeline(report, paint),
    denials(report, paint),
    log(report, paint),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function headline({ outcome, summary }: Report, paint: Paint): string {
  const word = paint('bold', paint(outcomeStyles[outcome], outcomeWords[outcome].toUpperCase()));
  return prose(`${word}  ${summary}`);
}

function subject({ subject: of, cloud, generatedAt }: Report, paint: Paint): string {
  const rows: [string, string | undefined][] = [
    ['Agent', of.agent ? `${of.agent.name}, version ${of.agent.version}` : undefined],
    ['Project', of.project?.id],
    ['Model calls', of.route === 'unknown' ? undefined : `go to ${routeWords[of.route]}`],
    ['Reached account', of.targetAccount?.id],
    ['Read at', `${generatedAt}, cloud ${cloud}`],
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${paint('dim', label.padEnd(16))}${value}`)
    .join('\n');
}

function describeFinding(finding: Finding, summary: string, paint: Paint): string {
  const { severity, confidence, code, title, explanation, evidence, fixes, withFix } = finding;
  const style = severityStyles[severity];
  return [
    `${paint('bold', paint(style, severityWords[severity]))} ${paint('dim', `(${code}, ${confidence})`)}`,
    // The headline has said it already.
    ...(title === summary ? [] : [prose(paint('bold', title))]),
    prose(explanation),
    ...evidence.map((line) => prose(`• ${line}`, '  ', '    ')),
    ...fixes.flatMap((fix, index) => [
      '',
      ...describeFix(fix, paint),
      ...(index === 0 && withFix !== '' ? ['', prose(withFix)] : []),
    ]),
  ].join('\n');
}

function describeFix({ kind, shell, command, why }: Fix, paint: Paint): string[] {
  const title = shell === 'none' ? fixWords[kind] : `${fixWords[kind]} (${shell})`;
  const lines = command.split('\n').map((line) => `    ${paint('cyan', line)}`);
  return [paint('bold', title), prose(why), '', ...lines];
}

/** Which identity may call the model where: an identity, then a line for each scope. */
function coverage(report: Report, paint: Paint): string {
  const { columns, rows } = describeCoverage(report);
  if (rows.length === 0) return '';
  const width = Math.max(...columns.map(({ label, name }) => `${label} ${name}`.length));
  const lines = rows.flatMap(({ principal: { id, role, displayName }, cells }) => [
    `  ${principalWords[role]}${displayName === null ? '' : ` ${displayName}`} ${paint('dim', id)}`,
    ...columns.flatMap(({ label, name }, index) => {
      const cell = cells[index];
      return cell ? [`    ${`${label} ${name}`.padEnd(width)}  ${cellText(cell, paint)}`] : [];
    }),
  ]);
  return [paint('bold', 'Who gets in where'), ...lines].join('\n');
}

function cellText({ shown, required, reason }: CoverageCell, paint: Paint): string {
  // What no call needs is nothing to worry about, so only a required gap gets a cross.
  const missing = required && shown.state !== 'allowed';
  const sign = stateSigns[shown.state] === '✗' && !required ? '·' : stateSigns[shown.state];
  const word = `${sign} ${stateWords[shown.state]}${required ? ' (required)' : ''}`;
  const by = reason === '' ? '' : paint('dim', `: ${reason}`);
  return `${missing ? paint('red', word) : word}${by}`;
}

function timeline({ steps }: Report, paint: Paint): string {
  const lines = steps.map(({ status, title, durationMs, reads, note }) => {
    const figures = `${reads.length} ${reads.length === 1 ? 'read' : 'reads'}, ${Math.round(durationMs)} ms`;
    const head = `${stepSigns[status]} ${title} ${paint('dim', `(${figures})`)}`;
    return note === '' ? head : `${head}\n${prose(note, '    ')}`;
  });
  return [paint('bold', 'What was looked at'), ...lines].join('\n');
}

/** When which identity was refused, and what happened around it. */
function denials({ denials: seen, generatedAt }: Report, paint: Paint): string {
  if (seen === undefined) return '';
  const { caption, lanes } = drawStrips({ denials: seen, generatedAt });
  const lines = lanes.flatMap(({ lane, label, drawing: [columns = '', ...below], legend }) => [
    '',
    prose(label, '  ', '    '),
    `    ${paint('red', columns)}`,
    ...below.map((line) => `    ${line}`),
    ...legend.map((line) => prose(line, '    ', '              ')),
    ...minuteLines(lane, paint),
  ]);
  return [paint('bold', 'Denials in the log'), prose(caption), ...lines].join('\n');
}

function minuteLines({ minutes }: DenialLane, paint: Paint): string[] {
  if (minutes.length === 0) return ['    Nothing was denied to it.'];
  const { shown, rest } = newestMinutes(minutes, mostMinutes);
  return [
    ...(rest === '' ? [] : [`    ${rest}`]),
    ...shown.map((denial) => `    ${paint('dim', denial.minute)}  ${denialWords(denial)}`),
  ];
}

/** The query of the logs, for whoever wants to look further than the report does. */
function log({ log: searched }: Report, paint: Paint): string {
  if (searched === undefined) return '';
  const { query, way, scope, portalUrl } = searched;
  return [
    paint('bold', 'The query of the log'),
    prose(`Asked of ${logWayWords[way]} ${scope}:`),
    '',
    ...query.split('\n').map((line) => `    ${paint('cyan', line)}`),
    ...(portalUrl === null ? [] : ['', `Open it in the portal: ${portalUrl}`]),
    ...noted(logNotes(searched)),
  ].join('\n');
}

function noted(notes: string[]): string[] {
  return notes.length === 0 ? [] : ['', ...notes.map((note) => prose(`• ${note}`, '  ', '    '))];
}
