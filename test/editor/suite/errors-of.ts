import * as vscode from 'vscode';

/** Runs a command and returns the error messages that it showed. */
export async function errorsOf(command: string, argument?: unknown): Promise<string[]> {
  const messages: string[] = [];
  const original = vscode.window.showErrorMessage;
  vscode.window.showErrorMessage = (message: string) => {
    messages.push(message);
    return Promise.resolve(undefined);
  };
  try {
    await vscode.commands.executeCommand(command, argument);
  } finally {
    vscode.window.showErrorMessage = original;
  }
  return messages;
}
