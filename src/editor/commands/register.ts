import * as vscode from 'vscode';
import type { Log } from '../log.ts';
import { commandIds, type CommandId } from './command-ids.ts';
import { explainError, type ErrorAction } from './user-error.ts';

/**
 * What each command does, with the argument of a key binding or another extension. A command without code, or the reverse, does not compile.
 */
export type CommandTable = Record<CommandId, (argument?: unknown) => Promise<void> | void>;

/**
 * Registers every command behind the one error boundary: commands throw, a cancellation is silent,
 * and anything else becomes one sentence with something to do about it.
 */
export function registerCommands(table: CommandTable, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (argument?: unknown) =>
        withErrorBoundary(id, () => table[id](argument), log),
      ),
    ),
  );
}

/**
 * Runs something behind that boundary that goes on after its command has ended, such as what the
 * button of a message does. `what` names it in the log.
 */
export async function withErrorBoundary(
  what: string,
  run: () => Promise<void> | void,
  log: Log,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    // Not awaited: it has ended, whatever the user does with the message.
    void showError(error, what, log);
  }
}

const actionLabels: Record<ErrorAction, string> = {
  'show-log': 'Show Log',
  'open-settings': 'Open Settings',
  'open-cloud-file-setting': 'Open Setting',
  diagnose: 'Diagnose BYOK 401',
  'sign-in': 'Sign In',
  'show-side-bar': 'Show Side Bar',
};

const actionCommands: Record<ErrorAction, [command: string, ...args: unknown[]]> = {
  'show-log': ['foundryIdentity.showLog'],
  'open-settings': ['workbench.action.openSettings', 'foundryIdentity'],
  'open-cloud-file-setting': ['workbench.action.openSettings', '@id:foundryIdentity.cloudFile'],
  diagnose: ['foundryIdentity.diagnose'],
  'sign-in': ['foundryIdentity.signIn'],
  'show-side-bar': ['foundryIdentity.identities.focus'],
};

async function showError(error: unknown, what: string, log: Log): Promise<void> {
  const message = explainError(error);
  if (message === null) {
    log.info(`${what} was cancelled.`);
    return;
  }
  log.error(error);
  const labels = message.actions.map((action) => actionLabels[action]);
  const chosen = await vscode.window.showErrorMessage(message.text, ...labels);
  const action = message.actions.find((candidate) => actionLabels[candidate] === chosen);
  if (action !== undefined) await vscode.commands.executeCommand(...actionCommands[action]);
}
