import type * as vscode from 'vscode';
import type { Log } from '../log.ts';
import { azureYamlLensesOf } from './azure-yaml-lenses.ts';
import { codeActionsOf } from './code-actions.ts';
import { completionsOf } from './completion.ts';
import { showDiagnostics } from './diagnostics.ts';
import { hoverOf } from './hover-provider.ts';
import { inlayHintsOf } from './inlay-hints.ts';
import { lensesOf } from './lens-provider.ts';
import { startBicepService, type BicepService } from './service.ts';

/** The features that need the analysis, each for a document as it stands. */
export interface LanguageFeatures extends vscode.Disposable {
  service: BicepService;
  lenses(document: vscode.TextDocument): vscode.CodeLens[];
  azureYamlLenses(document: vscode.TextDocument): vscode.CodeLens[];
  hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null;
  codeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[];
  inlayHints: typeof inlayHintsOf;
  completions: typeof completionsOf;
}

/** Reads the workspace and begins to show diagnostics. Resolves when everything has been read. */
export async function startLanguageFeatures(
  extensionUri: vscode.Uri,
  log: Log,
): Promise<LanguageFeatures> {
  const service = await startBicepService(log);
  const diagnostics = showDiagnostics(service, extensionUri);
  return {
    service,
    lenses: (document) => lensesOf(document, service),
    azureYamlLenses: (document) => azureYamlLensesOf(document, service),
    hover: (document, position) => hoverOf(document, position, service),
    codeActions: (document, range, context) => codeActionsOf(document, range, context, service),
    inlayHints: inlayHintsOf,
    completions: completionsOf,
    dispose() {
      diagnostics.dispose();
      service.dispose();
    },
  };
}
