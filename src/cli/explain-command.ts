import { Command } from 'commander';
import { explainText, renderExplanation, type Explanation } from '../core/symptoms/explanation.ts';
import { toExplainOutput } from '../core/resolution/explain-output.ts';
import { renderResolution } from '../core/resolution/next-step-text.ts';
import { resolveExplanation, type Resolution } from '../core/resolution/resolve.ts';
import { explanationExitCodes, UsageError } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import { readNamedOrStandardInput } from './read-input.ts';
import { sourceOptions, sourceWords, type Source } from './source.ts';

interface ExplainOptions extends Source {
  resolve?: true;
  format: keyof typeof formats;
}

/** What prints an explanation, and what was looked up about it, where it was. */
const formats = {
  text: (explanation, resolution, source) =>
    renderExplanation(explanation, resolution?.who) +
    (resolution === null ? '' : renderResolution(resolution, source)),
  json: (explanation, resolution, source) =>
    `${JSON.stringify(toExplainOutput(explanation, resolution, source), null, 2)}\n`,
} as const satisfies Record<
  string,
  (explanation: Explanation, resolution: Resolution | null, source: string[]) => string
>;

/** `foundry-identity explain`: what an error text means, whoever wrapped it. */
export function explainCommand(exitWith: (code: number) => void): Command {
  const command = new Command('explain')
    .description('say what an error text means; exit code 0 known, 2 unknown')
    .argument('[file]', 'file with the text; - or nothing reads standard input', '-')
    .option('--resolve', 'look up in Azure whom its ids stand for, and say what to ask next');
  // To name an Azure is to ask it.
  for (const option of sourceOptions()) command.addOption(option.implies({ resolve: true }));
  return command
    .addOption(formatOption(Object.keys(formats), 'how the explanation is printed'))
    .action(async (file: string, options: ExplainOptions) => {
      const text = await readNamedOrStandardInput(file, 'error text', 'Paste the error text');
      if (text.trim() === '') {
        throw new UsageError('The text is empty: paste the error, as long as it is.');
      }
      const explanation = explainText(text);
      const resolution = options.resolve ? await resolve(explanation, options) : null;
      process.stdout.write(formats[options.format](explanation, resolution, sourceWords(options)));
      exitWith(explanationExitCodes[explanation.symptom === null ? 'unknown' : 'known']);
    });
}

/** Looks in Azure for the principals that the text names. */
function resolve(explanation: Explanation, source: Source): Promise<Resolution> {
  return gatherFrom(source, async (connection) => {
    const { identifyPrincipals } = await import('../gather/index.ts');
    const facts = await identifyPrincipals({ ...connection, explanation });
    return resolveExplanation(explanation, facts);
  });
}
