import * as vscode from 'vscode';
import type { LiveFacts } from '../../core/byok/rules/identity.ts';
import type { Log } from '../log.ts';
import type { TreeFeature } from '../tree/feature.ts';
import { byokSelector, mayHoldProviders } from './selector.ts';
import { concernsByok, isEnabled } from './settings.ts';

/** How long typing has to rest before a document is checked again, in milliseconds. */
const pause = 300;

/**
 * Checks the files that configure model providers of one's own while they are open. The checks are
 * loaded when the first document that may hold a provider is shown.
 */
export function activateByok(
  context: vscode.ExtensionContext,
  tree: Pick<TreeFeature, 'knownAccounts' | 'onDidRead'>,
  log: Log,
): void {
  const { workspace, languages } = vscode;
  const collection = languages.createDiagnosticCollection('foundry-identity-byok');
  const timers = new Map<string, NodeJS.Timeout>();
  const load = () => import('./language-features.ts');
  let live: Promise<LiveFacts> | undefined;
  const readLive = async (): Promise<LiveFacts> =>
    (await import('./live-facts.ts')).readLiveFacts(tree.knownAccounts(), log);

  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (document.isClosed) return;
    if (!isEnabled(document.uri) || !mayHoldProviders(document)) {
      collection.delete(document.uri);
      return;
    }
    const [{ diagnosticsOf }, facts] = await Promise.all([load(), (live ??= readLive())]);
    // The document may have been closed while the checks were loaded.
    if (!document.isClosed) {
      collection.set(document.uri, diagnosticsOf(document, facts, context.extensionUri));
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
  // Pages of a large tenant come faster than anybody reads what they change here.
  let rereading: NodeJS.Timeout | undefined;
  const onRead = (): void => {
    clearTimeout(rereading);
    rereading = setTimeout(() => {
      live = undefined;
      showAll();
    }, 1_000);
  };

  context.subscriptions.push(
    collection,
    { dispose: () => [...timers.values(), rereading].forEach((timer) => clearTimeout(timer)) },
    tree.onDidRead(onRead),
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
