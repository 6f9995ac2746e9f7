import * as vscode from 'vscode';
import { namedSession } from '../../core/session-log/session-log.ts';
import type { MeantAgent } from '../agent/meant-agent.ts';
import { withErrorBoundary } from '../commands/register.ts';
import { chooseSession, type ChosenLog } from './choose-session.ts';
import type { SessionLogContext } from './feature.ts';
import { findSessions, type FoundSessions } from './find-sessions.ts';
import { followLog } from './follow-log.ts';
import { readLog } from './read-log.ts';
import { noSession } from './words.ts';

/**
 * Shows the log of a session of the agent that is meant: of the one that is named, or of one that the
 * user chooses. Throws a CancellationError where the user leaves.
 */
export async function showSessionLog(
  meant: MeantAgent,
  named: string | null,
  context: SessionLogContext,
): Promise<void> {
  const found = await findSessions(meant, context.log);
  if (named === null && found.sessions.length === 0) {
    // Not awaited: the command has found what there is, whatever becomes of the message.
    void withErrorBoundary('Show Agent Log', () => offerVerify(found, context), context.log);
    return;
  }
  const chosen = named === null ? await chooseSession(found) : consoleOf(named, found);
  await (chosen.follow ? followLog : readLog)(found, chosen, context);
}

/** The console log of a session that is known by its id: one that has just begun may not be listed. */
function consoleOf(id: string, { sessions }: FoundSessions): ChosenLog {
  const session = sessions.find((listed) => listed.id === id) ?? namedSession(id);
  return { session, kind: 'console', follow: false };
}

async function offerVerify(
  { origin, agent }: FoundSessions,
  { agents }: SessionLogContext,
): Promise<void> {
  const verify = 'Verify by Invoking…';
  const chosen = await vscode.window.showInformationMessage(noSession(agent.name), verify);
  if (chosen === verify) await agents.verify(origin, agent);
}
