import { relative } from 'node:path';
import { checkByokFile } from '../../core/byok/check.ts';
import { kindOf } from '../../core/byok/file-kinds.ts';
import type { ByokCode, ByokSeverity } from '../../core/byok/finding.ts';
import { byokMessage, byokSeverities } from '../../core/byok/words.ts';
import { findFiles } from '../lint/find-files.ts';
import { readTextFile } from '../lint/read-text-file.ts';

export interface ByokReport {
  /** How many providers the files configure. */
  providers: number;
  findings: {
    path: string;
    /** Both count from one. */
    line: number;
    column: number;
    code: ByokCode;
    severity: ByokSeverity;
    message: string;
    /** What would make it right; null where there is no single way. */
    fix: string | null;
  }[];
  /** Files that could not be read, with the reason as the rest of a sentence. */
  unread: { path: string; reason: string }[];
}

/**
 * Checks the files below the given paths, in order. In folders, what `.gitignore` names is left out.
 * @throws {UsageError} Where a path does not exist.
 */
export async function checkPaths(paths: string[]): Promise<ByokReport> {
  const found = new Set((await Promise.all(paths.map(findFiles))).flat());
  const report: ByokReport = { providers: 0, findings: [], unread: [] };
  for (const file of found) {
    if (kindOf(file) === null) continue;
    const path = relative(process.cwd(), file) || file;
    const read = await readTextFile(file);
    if ('unread' in read) {
      report.unread.push({ path, reason: read.unread });
      continue;
    }
    const { providers, findings } = checkByokFile(file, read.text);
    report.providers += providers.length;
    for (const finding of findings) {
      const before = read.text.slice(0, finding.span.start).split('\n');
      report.findings.push({
        path,
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
        code: finding.code,
        severity: byokSeverities[finding.code],
        message: byokMessage(finding),
        fix: finding.fix?.title ?? null,
      });
    }
  }
  return report;
}
