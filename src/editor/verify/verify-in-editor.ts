import * as vscode from 'vscode';
import { usualRepetition } from '../../core/verify/repeat.ts';
import { renderVerification } from '../../core/verify/text.ts';
import type { Verification } from '../../core/verify/verification.ts';
import { consentQuestion, outcomeSentences } from '../../core/verify/words.ts';
import { clockWords } from '../../core/watch/words.ts';
import type { VerifyEvent } from '../../gather/index.ts';
import { documentName } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import type { VerifyContext } from './feature.ts';
import { findAgent } from './find-agent.ts';

/** What is said to an agent whose words nobody will read. */
export const greeting = 'hello';

/**
 * Calls an agent after a modal yes, which is asked for every time, and shows its whole answer. Throws
 * a CancellationError where the user says no or cancels.
 */
export async function verifyInEditor(argument: unknown, context: VerifyContext): Promise<void> {
  const { documents, log } = context;
  const { invocable, connection } = await findAgent('Verify an Agent', argument, context);
  const { subject, freshness } = invocable;
  const calls = freshness === null ? 1 : usualRepetition.calls;
  const yes = await vscode.window.showWarningMessage(
    `Invoke agent ${subject.agent}?`,
    { modal: true, detail: consentQuestion(subject.agent, calls) },
    'Invoke',
  );
  if (yes !== 'Invoke') throw new vscode.CancellationError();
  const title = `Verifying agent ${subject.agent}`;
  const verification = await withCancellableProgress(title, async ({ signal, say }) => {
    const { permitInvoke, verifyAgent } = await import('../../gather/index.ts');
    return verifyAgent({
      ...connection,
      ...{ subject, freshness, signal, input: greeting },
      permission: permitInvoke(subject, calls),
      repetition: { calls, pauseMs: usualRepetition.pauseMs },
      onEvent: (event) => say(eventWords(event)),
    });
  });
  log.info(`${title}: ${verification.outcome} after ${verification.attempts.length} calls.`);
  const name = documentName(`Answer of ${subject.agent}`, 'txt');
  await documents.show(name, subject.url, renderVerification(verification));
  // Not awaited: the command has done its work, whatever becomes of the message.
  void offerNext(verification);
}

function eventWords(event: VerifyEvent): string {
  switch (event.kind) {
    case 'call':
      return `call ${event.number} of at most ${event.of}`;
    case 'frame':
      return `${event.count} frames, the last one ${event.name}`;
    case 'ended':
      return event.attempt.outcome;
    case 'pause':
      return `denied; again in ${clockWords(event.ms)}`;
  }
}

/** Offers what helps after a denial: the diagnosis, or the watch where a grant is on its way. */
async function offerNext({ outcome }: Verification): Promise<void> {
  if (outcome !== 'silent-denial') return;
  const commands = new Map([
    ['Diagnose', 'foundryIdentity.diagnose'],
    ['Watch for the Fix', 'foundryIdentity.watchFix'],
  ]);
  const chosen = await vscode.window.showWarningMessage(
    outcomeSentences[outcome].title,
    ...commands.keys(),
  );
  const command = chosen === undefined ? undefined : commands.get(chosen);
  if (command !== undefined) await vscode.commands.executeCommand(command);
}
