import type * as vscode from 'vscode';

/** Bicep files, also where no extension knows the language. */
export const bicepSelector: vscode.DocumentSelector = [
  { language: 'bicep' },
  { pattern: '**/*.bicep' },
];

/** The file of an azd project. */
export const azureYamlSelector: vscode.DocumentSelector = { pattern: '**/azure.{yaml,yml}' };

export function isBicepDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'bicep' || uri.path.endsWith('.bicep');
}
