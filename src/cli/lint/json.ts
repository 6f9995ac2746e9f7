import type { LintReport, ReportedFinding } from './lint-report.ts';
import { rulePage } from './rule-pages.ts';

/** For scripts. Fields are added over time and never change their meaning within a schemaVersion. */
export function renderJson({ findings, suppressed, ...report }: LintReport): string {
  return JSON.stringify(
    {
      schemaVersion: 1,
      ...report,
      findings: findings.map(shown),
      suppressed: suppressed.map(({ finding, reason }) => ({ ...shown(finding), reason })),
    },
    null,
    2,
  );
}

function shown({ lineText: _, ...found }: ReportedFinding) {
  return { ...found, docs: rulePage(found.rule) };
}
