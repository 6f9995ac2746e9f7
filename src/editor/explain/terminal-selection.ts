import * as vscode from 'vscode';
import { UserError } from '../commands/user-error.ts';

/**
 * What is selected in the active terminal. VS Code hands it out through the clipboard only, whose
 * text is put back.
 */
export async function readTerminalSelection(): Promise<string> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  try {
    // What is empty after the copy was not selected: VS Code copies nothing then.
    await clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    const selected = await clipboard.readText();
    if (selected.trim() !== '') return selected;
  } finally {
    await clipboard.writeText(before);
  }
  throw new UserError('Nothing is selected in the terminal: select the error there first.');
}
