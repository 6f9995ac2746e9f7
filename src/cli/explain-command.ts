import { text as readAll } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { explainText, renderExplanation } from '../core/symptoms/explanation.ts';
import { readText } from '../gather/read-file.ts';
import { explanationExitCodes, UsageError } from './exit-codes.ts';

/** `foundry-identity explain`: what an error text means, whoever wrapped it. */
export function explainCommand(exitWith: (code: number) => void): Command {
  return new Command('explain')
    .description('say what an error text means; exit code 0 known, 2 unknown')
    .argument('[file]', 'file with the text; - or nothing reads standard input', '-')
    .addOption(
      new Option('--format <format>', 'how the explanation is printed')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, { format }: { format: 'text' | 'json' }) => {
      const text = file === '-' ? await readStandardInput() : await readText(file, 'error text');
      if (text.trim() === '') {
        throw new UsageError('The text is empty: paste the error, as long as it is.');
      }
      const explanation = explainText(text);
      process.stdout.write(
        format === 'json'
          ? `${JSON.stringify(explanation, null, 2)}\n`
          : renderExplanation(explanation),
      );
      exitWith(explanationExitCodes[explanation.symptom === null ? 'unknown' : 'known']);
    });
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    console.error('Paste the error text, then press Ctrl+D (Ctrl+Z and Enter on Windows).');
  }
  return readAll(process.stdin);
}
