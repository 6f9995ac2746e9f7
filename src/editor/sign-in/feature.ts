import * as vscode from 'vscode';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { SignInCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import { UserError } from '../commands/user-error.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { Origin } from '../origin/origin.ts';
import type { SampleTenant } from '../origin/sample-tenant.ts';
import { originOfSettings, signInOfSettings } from '../origin/settings.ts';
import {
  connectionsOf,
  lazyConnection,
  methodFor,
  vscodeConnection,
  vscodeTenants,
  type Method,
  type SignInParts,
} from './connections.ts';
import { createIdentitySignIn } from './identity-sign-in.ts';
import { createSelection } from './selection.ts';
import { createSignInStatus } from './status.ts';
import type { SignInState, TenantConnection } from './tenant-connection.ts';
import type { VsCodeSignIn } from './vscode-sign-in.ts';

export interface SignInFeature {
  commands: Pick<CommandTable, SignInCommandId>;
  /**
   * A connection for each tenant that is signed in to and chosen, for reads in the background:
   * nobody is asked anything. Rejects with a NotSignedInError where nobody is signed in, and with a
   * UserError where that could not be found out.
   */
  connections(origin: Origin): Promise<TenantConnection[]>;
  /** One connection, for a command. */
  connect: Connect;
  /** How it stands as far as was asked; before the first {@link connections}, nobody is signed in. */
  state(): SignInState;
  /** Who is signed in, to which tenants of which cloud, as one line for a person. */
  describe(): string;
  /** Somebody signed in or out, or chose other tenants, subscriptions or settings. */
  onDidChange: vscode.Event<void>;
}

/** Ties the sign-in together: which way, which tenants, and what is shown of it. */
export function activateSignIn(
  context: vscode.ExtensionContext,
  log: Log,
  sampleTenant: SampleTenant,
  documents: AnswerDocuments,
): SignInFeature {
  const changed = new vscode.EventEmitter<void>();
  const status = createSignInStatus();
  let account: Promise<VsCodeSignIn> | undefined;

  const loadAccount = async (): Promise<VsCodeSignIn> => {
    const { createVsCodeSignIn } = await import('./vscode-sign-in.ts');
    const created = createVsCodeSignIn(log);
    context.subscriptions.push(
      created,
      created.onDidChange(() => changed.fire()),
    );
    return created;
  };
  const parts: SignInParts = {
    sampleTenant,
    identity: createIdentitySignIn(),
    vscodeSignIn: () => (account ??= loadAccount()),
    selection: createSelection(context.globalState),
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (settings.some((setting) => change.affectsConfiguration(setting))) changed.fire();
    }),
  );

  const methodOf = async (origin: Origin): Promise<Method> => {
    const method = await methodFor(origin, signInOfSettings(), parts);
    if (method.kind === 'identity' && method.instead !== null) log.info(method.instead);
    return method;
  };

  const connections = async (origin: Origin): Promise<TenantConnection[]> => {
    try {
      const method = await methodOf(origin);
      const found = await connectionsOf(method, origin, parts);
      await status.signedIn(origin, method, found);
      return found;
    } catch (error) {
      await status.failed(error);
      throw error;
    }
  };

  /** Runs a command that changes who is signed in or what is chosen, and tells everybody. */
  const changing = async (
    run: (method: Method, origin: Origin) => Promise<void>,
  ): Promise<void> => {
    const origin = originOfSettings();
    await run(await methodOf(origin), origin);
    changed.fire();
  };

  return {
    commands: {
      'foundryIdentity.signIn': () => changing((method) => signIn(method, parts)),
      'foundryIdentity.selectTenants': () =>
        changing(async (method, origin) => {
          if (method.kind !== 'vscode') throw new UserError(oneTenant, ['open-settings']);
          const { selectTenants } = await import('./select-tenants.ts');
          await selectTenants(method.account, origin, parts.selection);
        }),
      'foundryIdentity.selectSubscriptions': () =>
        changing(async (_method, origin) => {
          const { selectSubscriptions } = await import('./select-subscriptions.ts');
          await selectSubscriptions(await connections(origin), origin, parts.selection);
        }),
      'foundryIdentity.whoAmI': async () => {
        const origin = originOfSettings();
        const { showWhoAmI } = await import('./show-who-am-i.ts');
        await showWhoAmI(await methodOf(origin), origin, parts, documents);
      },
    },
    connections,
    async connect(origin, options = {}) {
      const method = await methodOf(origin);
      if (method.kind !== 'vscode') return lazyConnection(method, parts.identity);
      const { pickTenant } = await import('./pick-tenant.ts');
      const tenants = await vscodeTenants(method.account, origin, parts.selection);
      const tenant = await pickTenant(tenants, origin, options, context.workspaceState);
      return vscodeConnection(method, tenant, true);
    },
    state: () => status.state(),
    describe: () => status.describe(),
    onDidChange: changed.event,
  };
}

const oneTenant =
  'Only the account of VS Code has several tenants. The setting foundryIdentity.signIn names another sign-in, or a sample tenant is looked at.';

async function signIn(method: Method, { identity }: SignInParts): Promise<void> {
  switch (method.kind) {
    case 'sample':
      throw new UserError('The sample tenant needs no sign-in.');
    case 'vscode':
      return method.account.signIn();
    case 'identity':
      return identity.signIn(method.place, method.identity);
  }
}

/** What changes who is signed in, and where. */
const settings = [
  'foundryIdentity.signIn',
  'foundryIdentity.cloudFile',
  'microsoft-sovereign-cloud',
  'azureResourceGroups.selectedSubscriptions',
];
