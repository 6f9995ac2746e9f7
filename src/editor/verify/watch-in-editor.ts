import * as vscode from 'vscode';
import { consentQuestion } from '../../core/verify/words.ts';
import { usualPlan, usualWatchCalls } from '../../core/watch/schedule.ts';
import { watchedNeeds } from '../../core/watch/watched-needs.ts';
import { renderWatch, type WatchLook, type WatchReport } from '../../core/watch/watch-report.ts';
import { clockWords, reasonSentences, sightWords } from '../../core/watch/words.ts';
import type { WatchEvent } from '../../gather/index.ts';
import { findAgent } from '../agent/find-agent.ts';
import type { MeantAgent } from '../agent/meant-agent.ts';
import { documentName, type AnswerDocuments } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import type { VerifyContext } from './feature.ts';
import { greeting } from './verify-in-editor.ts';

const watchOnly = 'Watch the Assignment';
const watchAndInvoke = 'Watch and Invoke';

/**
 * Watches until a fix works, under a notification with a clock, and says how it ended. Whether the
 * agent is called as well is asked every time. Throws a CancellationError where the user cancels.
 */
export async function watchInEditor(
  meant: MeantAgent,
  { documents, log }: VerifyContext,
): Promise<void> {
  const { invocable, facts, agent } = await findAgent('Watch for the Fix', 'needs', meant, log);
  const { subject } = invocable;
  const mayCall = await askWhetherToCall(subject.agent);
  const title = `Watching agent ${subject.agent}`;
  const report = await withCancellableProgress(title, async ({ signal, say }) => {
    const { permitInvoke, watchForFix } = await import('../../gather/index.ts');
    return watchForFix({
      ...agent.connection,
      ...{ subject, signal, needs: watchedNeeds(facts), input: greeting },
      permission: mayCall ? permitInvoke(subject, usualWatchCalls) : null,
      plan: { ...usualPlan, calls: usualWatchCalls },
      onEvent: createTeller(say),
    });
  });
  log.info(
    `${title}: ${report.outcome}, ${report.end.reason}, after ${report.looks.length} looks.`,
  );
  // Not awaited: the watch has ended, whatever becomes of the message.
  void tellEnd(report, documents);
}

async function askWhetherToCall(agent: string): Promise<boolean> {
  const chosen = await vscode.window.showInformationMessage(
    `How shall agent ${agent} be watched?`,
    {
      modal: true,
      detail: `Watching the role assignment only reads. Only the agent’s own answer proves that the fix works. ${consentQuestion(agent, usualWatchCalls)}`,
    },
    watchOnly,
    watchAndInvoke,
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen === watchAndInvoke;
}

/** Says in one line what was seen last, how long the watch goes on, and when it looks again. */
function createTeller(say: (message: string) => void): (event: WatchEvent) => void {
  let last: WatchLook | undefined;
  return (event) => {
    if (event.kind === 'looked') {
      last = event.look;
      return;
    }
    const now =
      event.kind === 'waiting'
        ? `next look in ${clockWords(event.nextIn)}`
        : event.calling
          ? 'calling the agent'
          : 'looking';
    const seen = last === undefined ? '' : `${sightWords[last.grant]}, `;
    say(`${clockWords(event.elapsed)}: ${seen}${now}`);
  };
}

/** A message, not a document: the user has gone on with something else meanwhile. */
async function tellEnd(report: WatchReport, documents: AnswerDocuments): Promise<void> {
  const show =
    report.outcome === 'fixed'
      ? vscode.window.showInformationMessage
      : vscode.window.showWarningMessage;
  const details = 'Show Details';
  const chosen = await show(reasonSentences[report.end.reason], details);
  if (chosen !== details) return;
  const name = documentName(`Watch of ${report.subject.agent}`, 'txt');
  await documents.show(name, report.subject.url, renderWatch(report));
}
