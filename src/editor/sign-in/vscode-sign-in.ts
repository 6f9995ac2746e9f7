/**
 * The account of VS Code. This module is loaded by `import()`, when somebody first asks for it: it
 * brings the Azure libraries along.
 */
import type { TokenCredential } from '@azure/core-auth';
import {
  getConfiguredAuthProviderId,
  getConfiguredAzureEnv,
  VSCodeAzureSubscriptionProvider,
} from '@microsoft/vscode-azext-azureauth';
import pLimit from 'p-limit';
import * as vscode from 'vscode';
import { withTokenCache } from '../../gather/credential/token-cache.ts';
import { UserError } from '../commands/user-error.ts';
import type { Log } from '../log.ts';
import { createVsCodeCredential, signInAgain, type Challenge } from './vscode-credential.ts';
import { tenantKey, type VsCodeTenant } from './vscode-tenant.ts';

export interface VsCodeSignIn extends vscode.Disposable {
  /** The authority that VS Code signs in to, by its setting for sovereign clouds. */
  authority(): string;
  /** The tenants of all accounts, in the order of their names. Nobody is asked anything. */
  tenants(): Promise<VsCodeTenant[]>;
  /** A credential of a tenant, the same every time. `mayPrompt` lets a challenge ask the human. */
  credential(tenant: VsCodeTenant, mayPrompt: boolean): TokenCredential;
  /**
   * Asks the human to sign in: again where an API has asked for it, else to this tenant, else to
   * any account.
   */
  signIn(tenant?: VsCodeTenant): Promise<void>;
  /** Accounts came or went. */
  onDidChange: vscode.Event<void>;
}

/** Silent sessions that are asked for at the same time: each may take a round trip to Entra. */
const concurrentSessions = 5;

export function createVsCodeSignIn(log: Log): VsCodeSignIn {
  const provider = new VSCodeAzureSubscriptionProvider();
  const changed = new vscode.EventEmitter<void>();
  const credentials = new Map<string, TokenCredential>();
  const challenges = new Map<string, { tenant: VsCodeTenant; challenge: Challenge }>();
  let listing: Promise<VsCodeTenant[]> | undefined;

  const forget = (): void => {
    listing = undefined;
    credentials.clear();
  };
  const sessionsChanged = (): void => {
    forget();
    challenges.clear();
    changed.fire();
  };
  const parts = [
    provider,
    changed,
    provider.onDidSignIn(sessionsChanged),
    provider.onDidSignOut(sessionsChanged),
    // Another cloud has other accounts.
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('microsoft-sovereign-cloud')) forget();
    }),
  ];

  const identityOf = ({ account, tenantId }: VsCodeTenant) => ({
    providerId: getConfiguredAuthProviderId(),
    account,
    tenantId,
  });

  return {
    authority: () => configuredEnvironment().activeDirectoryEndpointUrl,
    tenants() {
      if (listing !== undefined) return listing;
      const begun = listTenants(provider, log).catch((error: unknown) => {
        if (listing === begun) listing = undefined;
        throw failure('VS Code could not list the tenants of its accounts', error);
      });
      listing = begun;
      return begun;
    },
    credential(tenant, mayPrompt) {
      const key = `${tenantKey(tenant)} ${String(mayPrompt)}`;
      const credential =
        credentials.get(key) ??
        withTokenCache(
          createVsCodeCredential(identityOf(tenant), {
            mayPrompt,
            onChallenge: (challenge) => challenges.set(tenantKey(tenant), { tenant, challenge }),
          }),
        );
      credentials.set(key, credential);
      return credential;
    },
    async signIn(tenant) {
      const [waiting] = challenges.entries();
      try {
        if (tenant === undefined && waiting !== undefined) {
          const [key, { tenant: challenged, challenge }] = waiting;
          await signInAgain(identityOf(challenged), challenge);
          challenges.delete(key);
        } else {
          await provider.signIn(tenant?.tenantId, tenant?.account);
        }
      } catch (error) {
        throw isRefusal(error)
          ? new vscode.CancellationError()
          : failure('VS Code could not sign you in', error);
      } finally {
        forget();
      }
    },
    onDidChange: changed.event,
    dispose() {
      vscode.Disposable.from(...parts).dispose();
    },
  };
}

/** Whether the human left the dialog. VS Code says so in words only. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /did not consent|cancell?ed/i.test(error.message);
}

async function listTenants(
  provider: VSCodeAzureSubscriptionProvider,
  log: Log,
): Promise<VsCodeTenant[]> {
  const accounts = await vscode.authentication.getAccounts(getConfiguredAuthProviderId());
  const perAccount = await Promise.allSettled(
    accounts.map((account) => provider.getTenants(account)),
  );
  const listed = perAccount.filter((result) => result.status === 'fulfilled');
  const failed = perAccount.filter((result) => result.status === 'rejected');
  // One account that fails does not hide the others.
  for (const { reason } of failed) log.error(reason);
  if (listed.length === 0 && failed[0] !== undefined) throw failed[0].reason;
  const limit = pLimit(concurrentSessions);
  const tenants = await Promise.all(
    listed
      .flatMap(({ value }) => value)
      .map(({ tenantId, displayName, defaultDomain, account }) =>
        limit(async (): Promise<VsCodeTenant> => ({
          tenantId: tenantId ?? '',
          name: displayName ?? defaultDomain ?? null,
          account,
          signedIn: await provider.isSignedIn(tenantId, account),
        })),
      ),
  );
  return tenants.sort((a, b) => (a.name ?? a.tenantId).localeCompare(b.name ?? b.tenantId));
}

/** What VS Code and its account extension throw, with what they were doing. */
function failure(what: string, error: unknown): UserError {
  const said = error instanceof Error ? error.message : String(error);
  const line = said.split('\n', 1)[0] ?? '';
  return new UserError(`${what}: ${/[.!?]$/.test(line) ? line : `${line}.`}`, [
    'open-settings',
    'show-log',
  ]);
}

function configuredEnvironment(): ReturnType<typeof getConfiguredAzureEnv> {
  try {
    return getConfiguredAzureEnv();
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), ['open-settings']);
  }
}
