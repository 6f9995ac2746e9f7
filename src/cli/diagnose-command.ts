import { Command, Option } from 'commander';
import type { Asked, DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { diagnose } from '../core/diagnose.ts';
import { renderMarkdown } from '../core/report/markdown.ts';
import type { Report } from '../core/report/report.ts';
import { renderText } from '../core/report/text.ts';
import { addAgentOptions, agentOptionNames, askedOf, nonEmpty } from './agent-options.ts';
import { wantsColor } from './color.ts';
import { outcomeExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import { loadFacts, saveFacts } from './saved-facts.ts';
import { addSourceOptions, type Source } from './source.ts';

const formats = {
  text: (report: Report) => renderText(report, { color: wantsColor(process.stdout) }),
  json: (report: Report) => JSON.stringify(report, null, 2),
  markdown: renderMarkdown,
} as const satisfies Record<string, (report: Report) => string>;

interface DiagnoseOptions extends Asked, Source {
  facts?: string;
  saveFacts?: string;
  format: keyof typeof formats;
}

/** `foundry-identity diagnose`. The outcome goes to `exitWith` as an exit code. */
export function diagnoseCommand(exitWith: (code: number) => void): Command {
  const named = [...agentOptionNames, 'targetAccount'];
  const command = new Command('diagnose').description(
    'find out why an agent gets a 401; exit code 0 healthy, 1 problem, 2 undecided',
  );
  addSourceOptions(command, ['facts']);
  addAgentOptions(command);
  return command
    .addOption(
      new Option('--facts <file>', 'judge saved facts again, without any network').conflicts([
        ...['sample', 'tenant', 'cloud'],
        ...named,
      ]),
    )
    .option(
      '--target-account <name>',
      'account that the model calls reach, by name or ARM id',
      nonEmpty,
    )
    .option('--save-facts <file>', 'write what was read, to judge it again elsewhere')
    .addOption(formatOption(Object.keys(formats), 'how the report is printed'))
    .action(async (options: DiagnoseOptions) => {
      const facts = await factsOf(options);
      const report = diagnose(facts);
      process.stdout.write(`${formats[options.format](report).trimEnd()}\n`);
      // After the report: where the file cannot be written, the reads were not for nothing.
      if (options.saveFacts !== undefined) await saveFacts(options.saveFacts, facts);
      exitWith(outcomeExitCodes[report.outcome]);
    });
}

async function factsOf(options: DiagnoseOptions): Promise<DiagnosisFacts> {
  const { targetAccount } = options;
  const asked = { ...askedOf(options), ...(targetAccount !== undefined && { targetAccount }) };
  if (options.facts !== undefined) return loadFacts(options.facts);
  return gatherFrom(options, async (connection) => {
    const { gatherFacts } = await import('../gather/index.ts');
    return gatherFacts({ asked, ...connection });
  });
}
