import * as vscode from 'vscode';
import { resolveLog } from '../../core/session-log/resolve.ts';
import { longestTail } from '../../core/session-log/session-log.ts';
import { renderSessionLog } from '../../core/session-log/text.ts';
import { withoutControls } from '../../core/text/terminal-controls.ts';
import { documentName } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { ChosenLog } from './choose-session.ts';
import type { SessionLogContext } from './feature.ts';
import type { FoundSessions } from './find-sessions.ts';
import { createRefusalTeller } from './tell-refusal.ts';
import { kindNames } from './words.ts';

/** Reads the end of a log into a document, and says what a refusal in it means. */
export async function readLog(
  found: FoundSessions,
  { session, kind }: ChosenLog,
  context: SessionLogContext,
): Promise<void> {
  const { of, agent } = found;
  const name = `${kindNames[kind]} log of ${of.agent}`;
  const log = await withCancellableProgress(name, async ({ signal, say }) => {
    say(`session ${session.id}`);
    const { readSessionLog } = await import('../../gather/index.ts');
    return readSessionLog({
      ...agent.connection,
      ...{ of, session, kind, signal },
      tail: longestTail,
      follow: false,
    });
  });
  if (log.status === 'unknown') throw new UserError(log.detail, ['show-log']);
  context.log.info(`${name}: ${log.value.lines.length} lines of session ${session.id}.`);
  const key = `${of.endpoint} ${session.id}`;
  const text = renderSessionLog(log.value, resolveLog(log.value, found.facts)?.who);
  await context.documents.show(documentName(name, 'txt'), key, withoutControls(text));
  revealEnd();
  createRefusalTeller(found, context).tell(log.value.lines);
}

/** The newest lines of a log are its last, and what they mean stands below them. */
function revealEnd(): void {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const end = new vscode.Position(editor.document.lineCount - 1, 0);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
}
