import * as vscode from 'vscode';
import type { AgentActions } from '../agent/actions.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { TreeCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import { pickSample } from '../diagnose/pick-sample.ts';
import type { Log } from '../log.ts';
import type { Origin } from '../origin/origin.ts';
import type { SampleTenant } from '../origin/sample-tenant.ts';
import { originOfSettings } from '../origin/settings.ts';
import type { QuestionsFeature } from '../questions/feature.ts';
import type { SignInFeature } from '../sign-in/feature.ts';
import { startAutoRefresh } from './auto-refresh.ts';
import type { NodeCommandContext } from './commands/context.ts';
import type * as NodeCommands from './commands/index.ts';
import { registerDecorations } from './decorations.ts';
import { createIdentityView } from './identity-view.ts';
import { accountsOf, type KnownAccount } from './known-accounts.ts';
import type { TreePreferences } from './model/preferences.ts';
import { createPreferenceStore } from './preference-store.ts';

export interface TreeFeature {
  commands: Pick<CommandTable, TreeCommandId>;
  /** The accounts that were read by now. Asking for them reads nothing. */
  knownAccounts(): KnownAccount[];
  /** More was read, or what was read is forgotten. */
  onDidRead: vscode.Event<unknown>;
}

export interface TreeNeighbours {
  signIn: Pick<SignInFeature, 'connections' | 'describe' | 'onDidChange'>;
  agents: AgentActions;
  questions: Pick<QuestionsFeature, 'compareIn'>;
  documents: AnswerDocuments;
  sampleTenant: SampleTenant;
}

/** Ties the side bar together: what it looks at, how, and what can be done with its nodes. */
export function activateTree(
  context: vscode.ExtensionContext,
  log: Log,
  { signIn, agents, questions, documents, sampleTenant }: TreeNeighbours,
): TreeFeature {
  const store = createPreferenceStore(context.workspaceState);
  const origin = (): Origin => {
    const sample = store.sample();
    return sample === null ? originOfSettings() : { kind: 'sample', name: sample };
  };
  const onError = (error: unknown): void => log.error(error);
  const view = createIdentityView({
    async open(onChange) {
      const [{ openTree }, { workspaceHasBicep }] = await Promise.all([
        import('./open-tree.ts'),
        import('./commands/reveal-bicep.ts'),
      ]);
      void workspaceHasBicep().then((has) => setContext('foundryIdentity.hasBicep', has), onError);
      await setContext('foundryIdentity.treeSample', store.sample() !== null);
      return openTree({
        connections: () => signIn.connections(origin()),
        preferences: store.preferences(),
        onChange,
        onError,
      });
    },
    describeSignIn: () => signIn.describe(),
    onError,
  });
  context.subscriptions.push(
    view,
    registerDecorations(),
    signIn.onDidChange(() => view.reset()),
    startAutoRefresh(() => view.refresh()),
  );

  const withNode =
    (
      run: (
        commands: typeof NodeCommands,
        argument: unknown,
        context: NodeCommandContext,
      ) => Promise<void>,
    ) =>
    async (argument?: unknown): Promise<void> => {
      const [commands, tree] = await Promise.all([import('./commands/index.ts'), view.tree()]);
      await run(commands, argument, {
        tree,
        origin: origin(),
        selection: view.selection(),
        memory: context.globalState,
        agents,
        questions,
        documents,
      });
    };

  const prefer = async (change: Partial<TreePreferences>): Promise<void> => {
    const tree = await view.tree();
    tree.prefer(await store.prefer(change));
    await view.ensureVisible();
  };
  const lookAt = async (sample: string | null): Promise<void> => {
    await store.chooseSample(sample);
    view.reset();
    await view.reveal();
  };

  return {
    knownAccounts: () => accountsOf(view.inventories(), origin().kind === 'sample'),
    onDidRead: view.onDidChange,
    commands: {
      'foundryIdentity.diagnoseNode': withNode((on, node, of) => on.onAgent('diagnose', node, of)),
      'foundryIdentity.verifyNode': withNode((on, node, of) => on.onAgent('verify', node, of)),
      'foundryIdentity.watchNode': withNode((on, node, of) => on.onAgent('watch', node, of)),
      'foundryIdentity.showNodeLog': withNode((on, node, of) => on.onAgent('agent-log', node, of)),
      'foundryIdentity.copyFix': withNode((on, node, of) => on.copyFix(node, of)),
      'foundryIdentity.copyId': withNode((on, node, of) => on.copyId(node, of)),
      'foundryIdentity.openInPortal': withNode((on, node, of) => on.openInPortal(node, of)),
      'foundryIdentity.showAssignments': withNode((on, node, of) => on.showAssignments(node, of)),
      'foundryIdentity.compareNode': withNode((on, node, of) => on.compareNode(node, of)),
      'foundryIdentity.revealBicep': withNode((on, node, of) => on.revealBicep(node, of)),
      'foundryIdentity.refreshNode': withNode((on, node, of) => on.refreshNode(node, of)),
      'foundryIdentity.retryNode': withNode((on, node, of) => on.retryNode(node, of)),
      'foundryIdentity.showMore': withNode((on, node, of) => on.showMore(node, of)),
      'foundryIdentity.refreshTree': async () => {
        await view.ensureVisible();
        view.refresh();
      },
      'foundryIdentity.stopReading': async () => (await view.tree()).pause(),
      'foundryIdentity.filterTree': async () => {
        const { askForFilter } = await import('./commands/index.ts');
        await prefer({ filter: await askForFilter(store.preferences().filter) });
      },
      'foundryIdentity.clearFilter': () => prefer({ filter: '', onlyProblems: false }),
      'foundryIdentity.showOnlyProblems': () => prefer({ onlyProblems: true }),
      'foundryIdentity.showEverything': () => prefer({ onlyProblems: false }),
      'foundryIdentity.showFlat': () => prefer({ grouping: 'flat' }),
      'foundryIdentity.groupBySubscription': () => prefer({ grouping: 'subscription' }),
      'foundryIdentity.browseSample': async () =>
        lookAt(await pickSample(sampleTenant, 'Look at a sample tenant in the side bar')),
      'foundryIdentity.leaveSample': () => lookAt(null),
    },
  };
}

async function setContext(key: string, value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}
