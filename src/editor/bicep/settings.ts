import * as vscode from 'vscode';

const names = {
  lenses: 'bicep.lenses',
  diagnostics: 'bicep.diagnostics',
  inlayHints: 'bicep.inlayHints',
} as const;

/** Whether the user wants a feature in a file; all are on unless turned off. */
export function isEnabled(feature: keyof typeof names, uri: vscode.Uri): boolean {
  const settings = vscode.workspace.getConfiguration('foundryIdentity', uri);
  return settings.get<boolean>(names[feature], true);
}

/** Whether a change of settings is about the features in Bicep files. */
export function concernsBicep(change: vscode.ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('foundryIdentity.bicep');
}
