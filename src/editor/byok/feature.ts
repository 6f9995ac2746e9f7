import * as vscode from 'vscode';
import type { Log } from '../log.ts';
import { byokSelector, mayHoldProviders } from './selector.ts';
import { concernsByok, isEnabled } from './settings.ts';

/** How long typing has to rest before a document is checked again, in milliseconds. */
const pause = 300;

/**
 * Checks the files that configure model providers of one's own while they are open. The checks are
 * loaded when the first document that may hold a provider is shown.
 */
export function activateByok(context: vscode.ExtensionContext, log: Log): void {
  const { workspace, languages } = vscode;
  const collection = languages.createDiagnosticCollection('foundry-identity-byok');
  const timers = new Map<string, NodeJS.Timeout>();
  const load = () => import('./language-features.ts');

  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (document.isClosed) return;
    if (!isEnabled(document.uri) || !mayHoldProviders(document)) {
      collection.delete(document.uri);
      return;
    }
    const { diagnosticsOf } = await load();
    // The document may have been closed while the checks were loaded.
    if (!document.isClosed) {
      collection.set(document.uri, diagnosticsOf(document, context.extensionUri));
    }
  };
  const showSoon = (document: vscode.TextDocument, delay: number): void => {
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const check = (): void => {
      timers.delete(key);
      void show(document).catch((error: unknown) => log.error(error));
    };
    timers.set(key, setTimeout(check, delay));
  };
  const showAll = (): void => workspace.textDocuments.forEach((one) => showSoon(one, 0));
  showAll();

  context.subscriptions.push(
    collection,
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
    workspace.onDidOpenTextDocument((document) => showSoon(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => showSoon(document, pause)),
    workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    workspace.onDidChangeConfiguration((change) => {
      if (concernsByok(change)) showAll();
    }),
    languages.registerHoverProvider(byokSelector, {
      provideHover: async (document, position) =>
        mayHoldProviders(document) ? (await load()).hoverOf(document, position) : null,
    }),
    languages.registerCodeActionsProvider(
      byokSelector,
      {
        provideCodeActions: async (document, range, { diagnostics }) =>
          isEnabled(document.uri) && mayHoldProviders(document)
            ? (await load()).codeActionsOf(document, range, diagnostics)
            : [],
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}
