import { createInterface, type Interface } from 'node:readline/promises';
import { consentQuestion } from '../core/verify/words.ts';
import { CancelledError, UsageError } from './exit-codes.ts';

/**
 * Returns where the human agrees to calls of an agent: by `--yes`, or at the prompt of a terminal.
 * @throws UsageError where nobody can be asked, CancelledError where they say anything but yes.
 */
export async function askConsent(agent: string, calls: number, yes: boolean): Promise<void> {
  if (yes) return;
  const question = consentQuestion(agent, calls);
  if (!process.stdin.isTTY) {
    throw new UsageError(`${question} Nothing was sent: say --yes to agree.`);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    if (!(await isYes(prompt, `${question} Go on? [y/N] `))) throw new CancelledError();
  } finally {
    prompt.close();
  }
}

/** Ctrl+C and Ctrl+D leave the prompt, which is no yes. */
async function isYes(prompt: Interface, question: string): Promise<boolean> {
  try {
    return /^y(?:es)?$/i.test((await prompt.question(question)).trim());
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return false;
    throw error;
  }
}
