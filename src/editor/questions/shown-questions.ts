import * as vscode from 'vscode';
import { UserError } from '../commands/user-error.ts';
import type { AnsweredQuestion } from './answer.ts';

/** What was asked and answered, by the document that shows it, for as long as that is open. */
export interface ShownQuestions extends vscode.Disposable {
  keep(uri: vscode.Uri, answered: AnsweredQuestion): void;
  /**
   * The question of a document: the one that a command was called on, else the one in front. Throws a
   * UserError where there is none.
   */
  of(argument: unknown): AnsweredQuestion;
}

export function createShownQuestions(): ShownQuestions {
  const byUri = new Map<string, AnsweredQuestion>();
  const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    byUri.delete(uri.toString());
  });
  return {
    keep: (uri, answered) => void byUri.set(uri.toString(), answered),
    of(argument) {
      const active = vscode.window.activeTextEditor?.document.uri;
      const uri = argument instanceof vscode.Uri ? argument : active;
      const answered = uri && byUri.get(uri.toString());
      if (answered) return answered;
      throw new UserError('There is no question to go on with. Ask it first.');
    },
    dispose() {
      closing.dispose();
    },
  };
}
