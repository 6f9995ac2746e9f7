import type { Caller } from '../../core/facts/diagnosis-facts.ts';
import { ReadFailure } from '../errors/failure.ts';
import { isGuest, kindOf, personOf, readClaims } from './token-claims.ts';

/** Who a token belongs to, by its claims. */
export function callerOf(accessToken: string): Caller {
  const claims = readClaims(accessToken) ?? {};
  const { oid, tid } = claims;
  if (oid === undefined || tid === undefined) {
    throw new ReadFailure('malformed', 'The token of the sign-in does not say whose it is.');
  }
  const { app_displayname, appid, azp } = claims;
  return {
    objectId: oid,
    tenantId: tid,
    name: personOf(claims) ?? app_displayname ?? appid ?? azp ?? oid,
    kind: kindOf(claims),
    ...(isGuest(claims) && { guest: true }),
  };
}
