import { UserError } from '../commands/user-error.ts';
import type { Connection } from '../origin/connect.ts';
import { howToSignIn, type SignInKind } from './sign-in-kind.ts';

/** A connection to one tenant that somebody is signed in to. */
export interface TenantConnection extends Connection {
  /** The tenant's display name or domain, where it is known. */
  tenantName: string | null;
  /** Who is signed in: a UPN or an application's name. */
  account: string | null;
  /** Ids of the subscriptions that the user wants to see, lower case; null means all. */
  subscriptionFilter: string[] | null;
}

export type SignInState = 'signed-in' | 'not-signed-in' | 'sample';

/** Nobody is signed in. Views show their welcome for it; commands show it as a message. */
export class NotSignedInError extends UserError {
  constructor(message: string) {
    super(message, ['sign-in', 'open-settings']);
  }
}

/** Nobody is signed in that way; `said` is what Entra or a command line gave as its reason. */
export function notSignedIn(kind: SignInKind, said: string | null = null): NotSignedInError {
  const reason = said === null ? '' : ` (${said})`;
  return new NotSignedInError(`You are not signed in to Azure${reason}. ${howToSignIn[kind]}`);
}
