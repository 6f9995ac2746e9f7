import * as vscode from 'vscode';

/** Asks for the part of a name that the tree is narrowed to; empty shows everything again. */
export async function askForFilter(last: string): Promise<string> {
  const text = await vscode.window.showInputBox({
    title: 'Filter the side bar',
    prompt: 'A part of a name or of an id. Empty shows everything.',
    value: last,
  });
  if (text === undefined) throw new vscode.CancellationError();
  return text.trim();
}
