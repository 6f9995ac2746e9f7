import { Command } from 'commander';
import { lintExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';

/** `foundry-identity byok`: where model providers of one's own are configured, and what is wrong. */
export function byokCommand(exitWith: (code: number) => void): Command {
  return new Command('byok')
    .description(
      'check model providers of your own: chatLanguageModels.json, settings, Copilot SDK providers; exit code 0 fine, 1 a problem, 2 a file was not readable',
    )
    .argument('<paths...>', 'files, or folders to search for them')
    .addOption(formatOption(['text', 'json'], 'how findings are printed'))
    .action(async (paths: string[], { format }: { format: 'text' | 'json' }) => {
      const [{ checkPaths }, { renderByokText }] = await Promise.all([
        import('./byok/check-paths.ts'),
        import('./byok/text.ts'),
      ]);
      const report = await checkPaths(paths);
      for (const { path, reason } of report.unread) {
        console.error(`${path} was not read: ${reason}.`);
      }
      console.log(format === 'json' ? JSON.stringify(report, null, 2) : renderByokText(report));
      const isProblem = report.findings.some(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      if (isProblem) exitWith(lintExitCodes.findings);
      else if (report.unread.length > 0) exitWith(lintExitCodes.incomplete);
    });
}
