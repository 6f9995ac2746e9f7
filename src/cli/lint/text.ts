import type { Severity } from '../../bicep/rules/finding.ts';
import type { LintReport, ReportedFinding } from './lint-report.ts';

/** SGR codes for a severity's word. */
const colors: Record<Severity, number> = { error: 31, warning: 33, information: 36, hint: 90 };

/** For people: findings by file, with what would mend them, and a last line that counts. */
export function renderText(report: LintReport, colored: boolean): string {
  const paint = (code: number, text: string): string =>
    colored ? `\u001b[${code}m${text}\u001b[0m` : text;
  const blocks = [...byFile(report.findings)].map(([file, findings]) =>
    [
      paint(4, visible(file)),
      ...findings.flatMap(({ place, severity, rule, message, related, fixes }) => [
        `  ${place.line}:${place.column}  ${paint(colors[severity], severity)}  ${visible(message)}  ${paint(90, rule)}`,
        ...related.map(
          (one) =>
            `      ${visible(one.message)}: ${visible(one.place.file)}:${one.place.line}:${one.place.column}`,
        ),
        ...fixes.map(({ title }) => paint(90, `      fix in the editor: ${visible(title)}`)),
      ]),
    ].join('\n'),
  );
  return [...blocks, summary(report)].join('\n\n');
}

function byFile(findings: ReportedFinding[]): Map<string, ReportedFinding[]> {
  const files = new Map<string, ReportedFinding[]>();
  for (const found of findings) {
    files.set(found.place.file, [...(files.get(found.place.file) ?? []), found]);
  }
  return files;
}

function summary({ files, findings, suppressed }: LintReport): string {
  const count = (severity: Severity): number =>
    findings.filter((found) => found.severity === severity).length;
  const counts = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    plural(count('information'), 'note'),
    plural(count('hint'), 'hint'),
    ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`]),
  ];
  return `${counts.join(', ')} in ${plural(files, 'Bicep file')}.`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Names and comments from files may hold characters that move a terminal's cursor. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
