import type { LintReport, ReportedFinding } from './lint-report.ts';
import { rulePage } from './rule-pages.ts';

/** A finding with the page of its rule. */
export interface LintOutputFinding extends Omit<ReportedFinding, 'lineText'> {
  /** The rule's page; null where this build brings none. */
  docs: string | null;
}

/** For scripts. Fields are added over time and never change their meaning within a schemaVersion. */
export interface LintOutput extends Omit<LintReport, 'findings' | 'suppressed'> {
  schemaVersion: 1;
  findings: LintOutputFinding[];
  suppressed: (LintOutputFinding & { reason: string })[];
}

export function renderJson({ findings, suppressed, ...report }: LintReport): string {
  const output: LintOutput = {
    schemaVersion: 1,
    ...report,
    findings: findings.map(shown),
    suppressed: suppressed.map(({ finding, reason }) => ({ ...shown(finding), reason })),
  };
  return JSON.stringify(output, null, 2);
}

function shown({ lineText: _, ...found }: ReportedFinding): LintOutputFinding {
  return { ...found, docs: rulePage(found.rule) };
}
