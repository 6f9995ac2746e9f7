import { Command, Option } from 'commander';
import { severities, type Severity } from '../bicep/rules/finding.ts';
import { wantsColor } from './color.ts';
import { lintExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import type { LintReport } from './lint/lint-report.ts';

const thresholds = {
  error: 'error',
  warning: 'warning',
  info: 'information',
} as const satisfies Record<string, Severity>;

interface LintCommandOptions {
  format: 'text' | 'json' | 'sarif' | 'github';
  failOn: keyof typeof thresholds;
  config?: string;
}

/** `foundry-identity lint`: what Bicep files say that leads, or may lead, to a refusal. */
export function lintCommand(exitWith: (code: number) => void): Command {
  return new Command('lint')
    .description('find role assignments in Bicep that lead to a 401, or to a failed deployment')
    .argument('<paths...>', 'Bicep files, or folders to search for them')
    .addOption(formatOption(['text', 'json', 'sarif', 'github'], 'how findings are printed'))
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the run fail')
        .choices(Object.keys(thresholds))
        .default('error'),
    )
    .option('--config <file>', 'the configuration, in place of the nearest foundry-identity.json')
    .action(async (paths: string[], options: LintCommandOptions) => {
      const report = await lint(paths, options.config);
      for (const { file, reason } of report.unread) {
        console.error(`${file} was not read: ${reason}.`);
      }
      const output = await render(report, options.format);
      if (output !== '') console.log(output);
      exitWith(exitCodeOf(report, thresholds[options.failOn]));
    });
}

async function lint(paths: string[], config: string | undefined): Promise<LintReport> {
  const [{ lintBicep }, { loadConfiguration }, { loadWorkspace }, { lintReport }] =
    await Promise.all([
      import('../bicep/lint/index.ts'),
      import('./lint/load-configuration.ts'),
      import('./lint/load-workspace.ts'),
      import('./lint/lint-report.ts'),
    ]);
  const { configuration, ignores } = await loadConfiguration(config);
  const loaded = await loadWorkspace(paths);
  const result = lintBicep(loaded.workspace, {
    configuration,
    ...loaded.evidence,
    // azure.yaml belongs to the run as soon as the templates of its project do.
    ignores: (path) => ignores(path) || (path.endsWith('.bicep') && !loaded.asked.has(path)),
  });
  return lintReport(result, loaded, process.cwd());
}

async function render(report: LintReport, format: LintCommandOptions['format']): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./lint/text.ts')).renderText(report, wantsColor(process.stdout));
    case 'json':
      return (await import('./lint/json.ts')).renderJson(report);
    case 'sarif':
      return (await import('./lint/sarif.ts')).renderSarif(report, process.cwd());
    case 'github':
      return (await import('./lint/github.ts')).renderGithub(report);
  }
}

/** A file that was not read leaves open what it would have shown. */
function exitCodeOf({ findings, unread }: LintReport, least: Severity): number {
  const counts = severities.slice(0, severities.indexOf(least) + 1);
  if (findings.some(({ severity }) => counts.includes(severity))) return lintExitCodes.findings;
  return unread.length > 0 ? lintExitCodes.incomplete : lintExitCodes.clean;
}
