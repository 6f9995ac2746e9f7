import { Command, Option } from 'commander';
import { listRequirements, renderRequirements } from '../core/report/requirements-text.ts';

/** `foundry-identity requirements`: who needs which data action where, and on whose word. */
export function requirementsCommand(): Command {
  return new Command('requirements')
    .description('list who needs which data action where, with the sources')
    .addOption(
      new Option('--format <format>', 'how the list is printed')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(({ format }: { format: 'text' | 'json' }) => {
      const rows = listRequirements();
      console.log(format === 'json' ? JSON.stringify(rows, null, 2) : renderRequirements(rows));
    });
}
