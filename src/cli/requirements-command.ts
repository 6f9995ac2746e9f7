import { Command } from 'commander';
import { listRequirements, renderRequirements } from '../core/report/requirements-text.ts';
import { formatOption } from './format-option.ts';

/** `foundry-identity requirements`: who needs which data action where, and on whose word. */
export function requirementsCommand(): Command {
  return new Command('requirements')
    .description('list who needs which data action where, with the sources')
    .addOption(formatOption(['text', 'json'], 'how the list is printed'))
    .action(({ format }: { format: 'text' | 'json' }) => {
      const rows = listRequirements();
      console.log(format === 'json' ? JSON.stringify(rows, null, 2) : renderRequirements(rows));
    });
}
