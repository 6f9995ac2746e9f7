import { posix, sep } from 'node:path';
import type { BicepFix, Severity } from '../../bicep/rules/finding.ts';
import type { BicepFinding } from '../../bicep/rules/finding.ts';
import type { RuleId } from '../../bicep/rules/rule-ids.ts';
import type { Location } from '../../bicep/grants/role-grant.ts';
import type { LintResult } from '../../bicep/lint/index.ts';
import { lineMap, type LineMap } from '../../bicep/syntax/line-map.ts';
import { redact } from '../../core/redact.ts';
import type { LoadedWorkspace } from './load-workspace.ts';

/** A range as people and SARIF count: lines and columns from one, the end column behind the last. */
export interface Region {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A place in a file, relative to the working folder. */
export interface Place extends Region {
  file: string;
}

/** A replacement in a file; an empty region inserts. */
export interface Replacement extends Place {
  newText: string;
}

/** A finding as all formats show it, without anything secret. */
export interface ReportedFinding {
  rule: RuleId;
  severity: Severity;
  place: Place;
  message: string;
  related: { place: Place; message: string }[];
  fixes: { title: string; preferred: boolean; replacements: Replacement[] }[];
  /** The line's text, for telling the finding again after lines have moved. Never shown. */
  lineText: string;
}

/** What a run says. */
export interface LintReport {
  /** How many Bicep files were judged. */
  files: number;
  findings: ReportedFinding[];
  suppressed: { finding: ReportedFinding; reason: string }[];
  unread: { file: string; reason: string }[];
}

/** Turns what was found into what is shown, with paths from a folder on. */
export function lintReport(
  result: LintResult,
  loaded: LoadedWorkspace,
  folder: string,
): LintReport {
  const lines = new Map<string, LineMap>();
  const linesOf = (file: string): LineMap => {
    const known = lines.get(file) ?? lineMap(loaded.texts.get(file) ?? '');
    lines.set(file, known);
    return known;
  };
  const relative = (file: string): string => posix.relative(folder.split(sep).join('/'), file);
  const placeOf = ({ file, span }: Location): Place => {
    const start = linesOf(file).positionAt(span.start);
    const end = linesOf(file).positionAt(span.end);
    return {
      file: relative(file),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
  const fixOf = ({ title, preferred, edits }: BicepFix): ReportedFinding['fixes'][number] => ({
    title,
    preferred,
    replacements: edits.flatMap(({ file, edits: inFile }) =>
      inFile.map(({ newText, ...span }) => ({ ...placeOf({ file, span }), newText })),
    ),
  });
  const report = ({ rule, severity, location, ...found }: BicepFinding): ReportedFinding => ({
    rule,
    severity,
    place: placeOf(location),
    message: redact(found.message),
    related: found.related.map((one) => ({
      place: placeOf(one.location),
      message: redact(one.message),
    })),
    fixes: found.fixes.map(fixOf),
    lineText: lineText(loaded.texts.get(location.file) ?? '', location.span.start),
  });
  return {
    files: loaded.asked.size,
    findings: result.findings.map(report),
    suppressed: result.suppressed.map(({ finding, reason }) => ({
      finding: report(finding),
      reason: redact(reason),
    })),
    unread: loaded.unread.map(({ path, reason }) => ({ file: relative(path), reason })),
  };
}

function lineText(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[^\r\n]*/.exec(text.slice(start))?.[0].trim() ?? '';
}
