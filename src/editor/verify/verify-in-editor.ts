import * as vscode from 'vscode';
import { usualRepetition } from '../../core/verify/repeat.ts';
import { renderVerification } from '../../core/verify/text.ts';
import type { Verification } from '../../core/verify/verification.ts';
import { consentQuestion, outcomeSentences } from '../../core/verify/words.ts';
import { clockWords } from '../../core/watch/words.ts';
import type { VerifyEvent } from '../../gather/index.ts';
import type { AgentActions } from '../agent/actions.ts';
import { findAgent, type FoundAgent } from '../agent/find-agent.ts';
import type { MeantAgent } from '../agent/meant-agent.ts';
import { documentName } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { withErrorBoundary } from '../commands/register.ts';
import type { VerifyContext } from './feature.ts';

/** What is said to an agent whose words nobody will read. */
export const greeting = 'hello';

/**
 * Calls an agent after a modal yes, which is asked for every time, and shows its whole answer. Throws
 * a CancellationError where the user says no or cancels.
 */
export async function verifyInEditor(meant: MeantAgent, context: VerifyContext): Promise<void> {
  const { documents, log, agents } = context;
  const found = await findAgent('Verify an Agent', 'freshness', meant, log);
  const { subject, freshness } = found.invocable;
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
      ...found.agent.connection,
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
  void withErrorBoundary(title, () => offerNext(verification, found, agents), log);
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

/**
 * Says how it ended, and offers what helps: after a denial the diagnosis, or the watch where a grant is
 * on its way; and the log of the session that answered.
 */
async function offerNext(
  { outcome, attempts }: Verification,
  { origin, agent }: FoundAgent,
  agents: VerifyContext['agents'],
): Promise<void> {
  const sessionId = attempts.at(-1)?.sessionId ?? null;
  const actions = new Map([
    ...(outcome === 'silent-denial' ? afterDenial(agents) : []),
    ...(sessionId === null ? [] : [showingLog(agents, sessionId)]),
  ]);
  if (actions.size === 0) return;
  const show = fine.includes(outcome)
    ? vscode.window.showInformationMessage
    : vscode.window.showWarningMessage;
  const chosen = await show(outcomeSentences[outcome].title, ...actions.keys());
  if (chosen !== undefined) await actions.get(chosen)?.(origin, agent);
}

/** Outcomes that nobody has to do anything about. */
const fine: Verification['outcome'][] = ['answered', 'recovered'];

type Offer = [label: string, action: AgentActions['diagnose']];

function afterDenial(agents: VerifyContext['agents']): Offer[] {
  return [
    ['Diagnose', agents.diagnose],
    ['Watch for the Fix', agents.watch],
  ];
}

function showingLog(agents: VerifyContext['agents'], sessionId: string): Offer {
  return ['Show Agent Log', (origin, agent) => agents.showLog(origin, agent, sessionId)];
}
