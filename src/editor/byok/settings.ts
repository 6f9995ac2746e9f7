import * as vscode from 'vscode';

const name = 'byok.diagnostics';

/** Whether the user wants model providers checked in a file; on unless turned off. */
export function isEnabled(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('foundryIdentity', uri).get<boolean>(name, true);
}

/** Whether a change of settings is about that. */
export function concernsByok(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration(`foundryIdentity.${name}`);
}
