import * as vscode from 'vscode';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import type { Method } from './connections.ts';
import { NotSignedInError, type SignInState, type TenantConnection } from './tenant-connection.ts';

/** What was last found out about who is signed in. */
export interface SignInStatus {
  state(): SignInState;
  /** One line for a person. */
  describe(): string;
  signedIn(origin: Origin, method: Method, connections: TenantConnection[]): Promise<void>;
  /** Takes note of a failure only where it says that nobody is signed in. */
  failed(error: unknown): Promise<void>;
}

/** The context key that views hang their welcome on: a {@link SignInState}. */
const contextKey = 'foundryIdentity.signIn';

export function createSignInStatus(): SignInStatus {
  let state: SignInState = 'not-signed-in';
  let description = notSignedIn;

  const become = async (next: SignInState, text: string): Promise<void> => {
    state = next;
    description = text;
    await vscode.commands.executeCommand('setContext', contextKey, next);
  };
  return {
    state: () => state,
    describe: () => description,
    signedIn: (origin, method, connections) =>
      become(
        method.kind === 'sample' ? 'sample' : 'signed-in',
        describeSignIn(origin, method, connections),
      ),
    async failed(error) {
      if (error instanceof NotSignedInError) await become('not-signed-in', notSignedIn);
    },
  };
}

const notSignedIn = 'Not signed in';

/** Who is signed in, to which tenants, in which cloud, and how where it is not by the setting. */
export function describeSignIn(
  origin: Origin,
  method: Pick<Method, 'kind'> & { instead?: string | null },
  connections: Pick<TenantConnection, 'account' | 'tenantId' | 'tenantName'>[],
): string {
  const accounts = distinct(connections.map(({ account }) => account));
  const tenants = distinct(connections.map(({ tenantName, tenantId }) => tenantName ?? tenantId));
  const [tenant, ...others] = tenants;
  const parts = [
    accounts.join(', '),
    others.length === 0 ? tenant : `${tenants.length} tenants`,
    describeOrigin(origin),
    method.kind === 'sample' ? 'no sign-in' : undefined,
    method.instead === null || method.instead === undefined
      ? undefined
      : 'not by VS Code’s account',
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
