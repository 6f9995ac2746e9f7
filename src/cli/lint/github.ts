import type { Severity } from '../../bicep/rules/finding.ts';
import { ruleWords } from '../../bicep/rules/words.ts';
import type { LintReport } from './lint-report.ts';

/** GitHub shows ten annotations of a kind for a step, too few to spend on hints. */
const commands: Record<Severity, string | null> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: null,
};

/** Workflow commands, which GitHub Actions turns into annotations of the changed files. */
export function renderGithub({ findings }: LintReport): string {
  return findings
    .flatMap(({ severity, rule, place, message }) => {
      const command = commands[severity];
      if (command === null) return [];
      const properties = Object.entries({
        file: place.file,
        line: place.line,
        col: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
        title: `${ruleWords[rule].title} (${rule})`,
      }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
      return [`::${command} ${properties.join(',')}::${escapeData(message)}`];
    })
    .join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
