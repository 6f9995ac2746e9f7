import type { TokenCredential } from '@azure/core-auth';
import { openCloud, type Connection, type Place } from '../origin/connect.ts';
import type { Origin } from '../origin/origin.ts';
import type { SampleTenant } from '../origin/sample-tenant.ts';
import type { IdentitySignIn } from './identity-sign-in.ts';
import type { Selection } from './selection.ts';
import type { IdentityKind, SignInKind } from './sign-in-kind.ts';
import { NotSignedInError, notSignedIn, type TenantConnection } from './tenant-connection.ts';
import type { VsCodeSignIn } from './vscode-sign-in.ts';
import { tenantKey, type VsCodeTenant } from './vscode-tenant.ts';
import { whoAnswers } from './who-answers.ts';

/** What the ways of signing in share. */
export interface SignInParts {
  sampleTenant: SampleTenant;
  identity: IdentitySignIn;
  /** The account of VS Code, loaded when it is first asked for. */
  vscodeSignIn: () => Promise<VsCodeSignIn>;
  selection: Selection;
}

/** How an origin is signed in to, by its cloud and the setting. */
export type Method =
  | { kind: 'sample'; place: Place; credential: TokenCredential }
  | { kind: 'vscode'; place: Place; account: VsCodeSignIn }
  /** `instead` says why it is not the account of VS Code, where the setting names that. */
  | { kind: 'identity'; place: Place; identity: IdentityKind; instead: string | null };

/** Decides how an origin is signed in to, starting the sample tenant where it is one. */
export async function methodFor(
  origin: Origin,
  kind: SignInKind,
  { sampleTenant, identity, vscodeSignIn }: SignInParts,
): Promise<Method> {
  if (origin.kind === 'sample') {
    const { cloud, ca, signIn } = await sampleTenant.start(origin.name);
    const place = { cloud, ca };
    return { kind: 'sample', place, credential: await identity.credential(place, signIn) };
  }
  const place = await openCloud(origin);
  if (kind !== 'vscode') return { kind: 'identity', place, identity: kind, instead: null };
  const [account, { sameAuthority }] = await Promise.all([
    vscodeSignIn(),
    import('../../gather/index.ts'),
  ]);
  if (sameAuthority(account.authority(), place.cloud.authority)) {
    return { kind: 'vscode', place, account };
  }
  const instead = `The account of VS Code belongs to ${account.authority()}, the cloud to ${place.cloud.authority}: the chain of the Azure CLI, azd and the environment is used.`;
  return { kind: 'identity', place, identity: 'default', instead };
}

/**
 * A connection for each tenant that is signed in to and chosen. Nobody is asked anything.
 * @throws NotSignedInError where there is none, UserError where it cannot be found out.
 */
export async function connectionsOf(
  method: Method,
  origin: Origin,
  { identity, selection }: SignInParts,
): Promise<TenantConnection[]> {
  const withFilter = (connection: Omit<TenantConnection, 'subscriptionFilter'>) => ({
    ...connection,
    subscriptionFilter: selection.subscriptions(origin, connection.tenantId),
  });
  if (method.kind === 'vscode') {
    const tenants = await vscodeTenants(method.account, origin, selection);
    return tenants.map((tenant) => withFilter(vscodeConnection(method, tenant, false)));
  }
  const { place } = method;
  const credential = await credentialOf(method, identity);
  const kind = method.kind === 'sample' ? 'environment' : method.identity;
  const caller = await whoAnswers(place, credential, kind);
  return [withFilter({ ...place, ...caller, credential, tenantName: null })];
}

/** The connection of a method with one credential, before anybody knows whether it is signed in. */
export async function lazyConnection(
  method: Exclude<Method, { kind: 'vscode' }>,
  identity: IdentitySignIn,
): Promise<Connection> {
  return { ...method.place, credential: await credentialOf(method, identity), tenantId: null };
}

function credentialOf(
  method: Exclude<Method, { kind: 'vscode' }>,
  identity: IdentitySignIn,
): Promise<TokenCredential> {
  if (method.kind === 'sample') return Promise.resolve(method.credential);
  return identity.credential(method.place, method.identity);
}

/** The tenants of VS Code's accounts that are signed in to and chosen. @throws NotSignedInError */
export async function vscodeTenants(
  account: VsCodeSignIn,
  origin: Origin,
  selection: Selection,
): Promise<VsCodeTenant[]> {
  const signedIn = (await account.tenants()).filter((tenant) => tenant.signedIn);
  if (signedIn.length === 0) throw notSignedIn('vscode');
  const chosen = selection.tenants(origin);
  const shown = signedIn.filter((tenant) => chosen?.includes(tenantKey(tenant)) ?? true);
  if (shown.length === 0) {
    throw new NotSignedInError(
      'None of the tenants that you chose is signed in to. Sign in, or choose others with “Foundry Identity: Select Tenants…”.',
    );
  }
  return shown;
}

/** The connection of one tenant of VS Code's accounts. */
export function vscodeConnection(
  { place, account }: Extract<Method, { kind: 'vscode' }>,
  tenant: VsCodeTenant,
  mayPrompt: boolean,
): Omit<TenantConnection, 'subscriptionFilter'> {
  return {
    ...place,
    credential: account.credential(tenant, mayPrompt),
    tenantId: tenant.tenantId,
    tenantName: tenant.name,
    account: tenant.account.label,
  };
}
