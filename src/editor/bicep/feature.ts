import * as vscode from 'vscode';
import { codeActionKinds } from './code-action-kinds.ts';
import { UserError } from '../commands/user-error.ts';
import type { BicepCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { LanguageFeatures } from './language-features.ts';
import type { Pages } from './panel/show-page.ts';
import { rememberLastDeployments } from './last-deployments.ts';
import { azureYamlSelector, bicepSelector, judgedSelector } from './selector.ts';
import { concernsBicep } from './settings.ts';

export interface BicepFeature {
  commands: Pick<CommandTable, BicepCommandId>;
}

/**
 * Ties the features in Bicep files and azure.yaml together. They are registered at once and load the
 * analysis, and with it the files of the workspace, when the first such file is shown.
 */
export function activateBicep(
  context: vscode.ExtensionContext,
  connect: Connect,
  log: Log,
): BicepFeature {
  const refresh = new vscode.EventEmitter<void>();
  const pages: Pages = new Map();
  const lastDeployments = rememberLastDeployments();
  let started: Promise<LanguageFeatures> | undefined;

  const features = (): Promise<LanguageFeatures> => (started ??= start());
  const start = async (): Promise<LanguageFeatures> => {
    const { startLanguageFeatures } = await import('./language-features.ts');
    const loaded = await startLanguageFeatures(context.extensionUri, log);
    context.subscriptions.push(
      loaded,
      loaded.service.onDidChange(() => refresh.fire()),
    );
    return loaded;
  };

  const { languages } = vscode;
  context.subscriptions.push(
    refresh,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (concernsBicep(change)) refresh.fire();
    }),
    languages.registerCodeLensProvider(bicepSelector, {
      onDidChangeCodeLenses: refresh.event,
      provideCodeLenses: async (document) => (await features()).lenses(document),
    }),
    languages.registerCodeLensProvider(azureYamlSelector, {
      onDidChangeCodeLenses: refresh.event,
      provideCodeLenses: async (document) => (await features()).azureYamlLenses(document),
    }),
    languages.registerHoverProvider(bicepSelector, {
      provideHover: async (document, position) => (await features()).hover(document, position),
    }),
    languages.registerCodeActionsProvider(
      judgedSelector,
      {
        provideCodeActions: async (document, range, about) =>
          (await features()).codeActions(document, range, about),
      },
      { providedCodeActionKinds: codeActionKinds },
    ),
    languages.registerInlayHintsProvider(bicepSelector, {
      onDidChangeInlayHints: refresh.event,
      provideInlayHints: async (document, range) => (await features()).inlayHints(document, range),
    }),
    languages.registerCompletionItemProvider(
      bicepSelector,
      {
        provideCompletionItems: async (document, position) =>
          (await features()).completions(document, position),
      },
      "'",
    ),
  );

  return {
    commands: {
      'foundryIdentity.showGrants': async (argument) => {
        const [{ service }, { showGrants }] = await Promise.all([
          features(),
          import('./show-grants.ts'),
        ]);
        await showGrants(rootIn(argument), service, pages, context.extensionUri);
      },
      'foundryIdentity.compareWithLive': async (argument) => {
        const [{ service }, { showDrift }] = await Promise.all([
          features(),
          import('./show-drift.ts'),
        ]);
        await showDrift(rootIn(argument), {
          service,
          connect,
          lastDeployments,
          pages,
          extensionUri: context.extensionUri,
        });
      },
      'foundryIdentity.insertAccountGrant': async (argument) => {
        const [{ service }, { insertAccountGrant, placeOf }] = await Promise.all([
          features(),
          import('./grant-commands.ts'),
        ]);
        await insertAccountGrant(placeOf(argument), service);
      },
      'foundryIdentity.copyAccountCommand': async (argument) => {
        const [{ service }, { copyAccountCommand, placeOf }] = await Promise.all([
          features(),
          import('./grant-commands.ts'),
        ]);
        await copyAccountCommand(placeOf(argument), { service, connect, lastDeployments });
      },
      'foundryIdentity.addPostdeployHook': async (argument) => {
        const { addHook } = await import('./add-postdeploy-hook.ts');
        await addHook(argument);
      },
    },
  };
}

/** The root file that a lens names; undefined where the active editor's file is meant. */
function rootIn(argument: unknown): string | undefined {
  const root = (argument as { root?: unknown } | null | undefined)?.root;
  if (root === undefined || argument instanceof vscode.Uri) return undefined;
  if (typeof root === 'string') return root;
  throw new UserError('The argument "root" is not valid.');
}
