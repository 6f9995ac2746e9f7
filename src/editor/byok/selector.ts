import type * as vscode from 'vscode';
import { mayConfigure } from '../../core/byok/file-kinds.ts';

/** Files that may configure a model provider, by name; most of them do not. */
export const byokSelector: vscode.DocumentSelector = [
  { pattern: '**/*.{json,jsonc,code-workspace,env,ts,mts,cts,tsx,js,mjs,cjs,jsx,py}' },
  { pattern: '**/.env{,.*}' },
];

/** Where people's own files are: on disk, on a remote, in the user's data, or not saved yet. */
const ownSchemes = ['file', 'vscode-remote', 'vscode-userdata', 'vscode-vfs', 'untitled'];

/** Whether a document is worth loading the checks for. */
export function mayHoldProviders(document: vscode.TextDocument): boolean {
  const { scheme, path } = document.uri;
  return ownSchemes.includes(scheme) && mayConfigure(path, document.getText());
}
