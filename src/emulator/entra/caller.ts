import type { Principal } from '../tenant/principals.ts';

/** Who a request comes from, by its token. */
export interface Caller {
  /** Null for routes that need no token. */
  principal: Principal | null;
  audience: string;
}

export const anonymous: Caller = { principal: null, audience: '' };

/** How Azure's sentences call a principal: users by UPN, the rest by object id. */
export const principalName = (principal: Principal): string =>
  principal.userPrincipalName ?? principal.objectId;

/** The object id of an authenticated caller. */
export function callerId(caller: Caller): string {
  if (caller.principal === null) throw new Error('The route authenticates nobody.');
  return caller.principal.objectId;
}
