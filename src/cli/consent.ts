import { createInterface } from 'node:readline/promises';
import { consentQuestion } from '../core/verify/words.ts';
import { CancelledError, UsageError } from './exit-codes.ts';

/**
 * Returns where the human agrees to calls of an agent: by `--yes`, or at the prompt of a terminal.
 * @throws UsageError where nobody can be asked, CancelledError where they say no.
 */
export async function askConsent(agent: string, calls: number, yes: boolean): Promise<void> {
  if (yes) return;
  const question = consentQuestion(agent, calls);
  if (!process.stdin.isTTY) {
    throw new UsageError(`${question} Nothing was sent: say --yes to agree.`);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${question} Go on? [y/N] `);
    if (!/^y(?:es)?$/i.test(answer.trim())) throw new CancelledError();
  } finally {
    prompt.close();
  }
}
