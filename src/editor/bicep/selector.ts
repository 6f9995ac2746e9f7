import type * as vscode from 'vscode';

/** Bicep files, also where no extension knows the language. */
export const bicepSelector: vscode.DocumentSelector = [
  { language: 'bicep' },
  { pattern: '**/*.bicep' },
];

/** The file of an azd project. */
export const azureYamlSelector: vscode.DocumentSelector = { pattern: '**/azure.{yaml,yml}' };

/** Files in which something may be found, and mended or suppressed. */
export const judgedSelector: vscode.DocumentSelector = [
  { language: 'bicep' },
  { pattern: '**/*.bicep' },
  { pattern: '**/azure.{yaml,yml}' },
];

export function isBicepDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'bicep' || uri.path.endsWith('.bicep');
}
