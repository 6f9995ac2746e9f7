import { Command, Option } from 'commander';
import { judgeInventory } from '../core/inventory/judge-inventory.ts';
import { renderInventory } from '../core/inventory/text.ts';
import { outcomeExitCodes } from './exit-codes.ts';
import { gatherFrom } from './gather-from.ts';
import { surveyPrinter } from './progress.ts';
import { addSourceOptions, type Source } from './source.ts';

interface InventoryOptions extends Source {
  subscription?: string[];
  problems?: true;
  json?: true;
}

/** `foundry-identity inventory`: the side bar's tree in a terminal. */
export function inventoryCommand(exitWith: (code: number) => void): Command {
  const command = new Command('inventory').description(
    'list projects, agents and identities with their coverage; exit code 0 fine, 1 problem, 2 undecided',
  );
  addSourceOptions(command);
  return command
    .option('--subscription <id...>', 'only these subscriptions; default all that you see')
    .addOption(
      new Option(
        '--problems',
        'only identities with a problem, and what could not be read',
      ).conflicts('json'),
    )
    .option('--json', 'print the whole inventory as JSON')
    .action(async (options: InventoryOptions) => {
      const { subscription: subscriptions, problems, json } = options;
      const facts = await gatherFrom(options, async (connection) => {
        const { openInventory, surveyInventory } = await import('../gather/index.ts');
        const { signal } = connection;
        const printer = surveyPrinter();
        try {
          return await surveyInventory(openInventory(connection), {
            ...(subscriptions && { subscriptions }),
            ...(signal && { signal }),
            ...printer.options,
          });
        } finally {
          printer.clear();
        }
      });
      const report = judgeInventory(facts);
      process.stdout.write(
        json
          ? `${JSON.stringify(report, null, 2)}\n`
          : renderInventory(report, { problemsOnly: problems ?? false }),
      );
      exitWith(outcomeExitCodes[report.outcome]);
    });
}
