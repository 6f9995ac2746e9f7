import * as vscode from 'vscode';
import { redact } from '../../core/redact.ts';
import { UserError } from '../commands/user-error.ts';
import { readTerminalSelection } from './terminal-selection.ts';

export const title = 'Explain an error';

/**
 * The text to explain: what the argument holds (`{text}`, as key bindings and other extensions give
 * it, or the terminal of a context menu), else the selection of the editor, else what the user names.
 * Throws a CancellationError where they name nothing.
 */
export async function findErrorText(argument: unknown): Promise<string> {
  const text = await givenText(argument);
  if (text.trim() === '')
    throw new UserError('There is no text to explain: select or copy the error.');
  return text;
}

async function givenText(argument: unknown): Promise<string> {
  if (vscode.window.terminals.some((terminal) => terminal === argument)) {
    return readTerminalSelection();
  }
  if (typeof argument === 'object' && argument !== null && 'text' in argument) {
    if (typeof argument.text === 'string') return argument.text;
    throw new UserError('The argument "text" is not valid. Name the text of the error.');
  }
  const selected = selectedText();
  return selected === '' ? askWhere() : selected;
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return (editor?.selections ?? [])
    .map((selection) => editor?.document.getText(selection) ?? '')
    .filter((part) => part.trim() !== '')
    .join('\n');
}

interface Place extends vscode.QuickPickItem {
  read: () => Promise<string>;
}

async function askWhere(): Promise<string> {
  const clipboard = await vscode.env.clipboard.readText();
  const places: Place[] = [
    ...(clipboard.trim() === ''
      ? []
      : [
          {
            label: 'What I copied',
            detail: previewOf(clipboard),
            read: () => Promise.resolve(clipboard),
          },
        ]),
    ...(vscode.window.activeTerminal === undefined
      ? []
      : [
          {
            label: 'What I selected in the terminal',
            detail: vscode.window.activeTerminal.name,
            read: readTerminalSelection,
          },
        ]),
    { label: 'Paste or type it…', read: typeIn },
  ];
  const chosen = await vscode.window.showQuickPick(places, {
    title,
    placeHolder: 'Choose where the text of the error is',
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.read();
}

/** Characters of the clipboard that the list shows. */
const longestPreview = 100;

/** One redacted line, in which nothing is read as an icon. */
function previewOf(text: string): string {
  // A whole log need not be redacted for its first line; a secret that the cut halves is dropped.
  const line = redact(text.slice(0, 4_000)).replace(/\s+/g, ' ').trim();
  const shown = line.length > longestPreview ? `${line.slice(0, longestPreview)}…` : line;
  return shown.replaceAll('$(', '\\$(');
}

async function typeIn(): Promise<string> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'The text of the error, as long as it is',
    ignoreFocusOut: true,
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return typed;
}
