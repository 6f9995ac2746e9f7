import * as vscode from 'vscode';
import type { SignInCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
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
): SignInFeature {
  const changed = new vscode.EventEmitter<void>();
  const status = createSignInStatus();
  let account: Promise<VsCodeSignIn> | undefined;

  const loadAccount = async (): Promise<VsCodeSignIn> => {
    const { createVsCodeSignIn } = await import('./vscode-sign-in.ts');
    const created = createVsCodeSignIn();
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

  return {
    commands: {
      'foundryIdentity.signIn': async () => {
        const method = await methodOf(originOfSettings());
        if (method.kind === 'vscode') await method.account.signIn();
        if (method.kind === 'identity') {
          await parts.identity.signIn(method.place, method.identity);
        }
        changed.fire();
      },
    },
    async connections(origin) {
      try {
        const method = await methodOf(origin);
        const connections = await connectionsOf(method, origin, parts);
        await status.signedIn(origin, method, connections);
        return connections;
      } catch (error) {
        await status.failed(error);
        throw error;
      }
    },
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

/** What changes who is signed in, and where. */
const settings = [
  'foundryIdentity.signIn',
  'foundryIdentity.cloudFile',
  'microsoft-sovereign-cloud',
  'azureResourceGroups.selectedSubscriptions',
];
