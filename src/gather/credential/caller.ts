import type { Caller } from '../../core/facts/diagnosis-facts.ts';
import { ReadFailure } from '../errors/failure.ts';
import { readClaims, type TokenClaims } from './token-claims.ts';

/** Who a token belongs to, by its claims. */
export function callerOf(accessToken: string): Caller {
  const { oid, tid, ...claims } = readClaims(accessToken) ?? {};
  if (oid === undefined || tid === undefined) {
    throw new ReadFailure('malformed', 'The token of the sign-in does not say whose it is.');
  }
  const { app_displayname, appid, azp } = claims;
  return {
    objectId: oid,
    tenantId: tid,
    name: personOf(claims) ?? app_displayname ?? appid ?? azp ?? oid,
    kind: kindOf(claims),
  };
}

/** The user of a token; undefined on an application's. */
function personOf(claims: TokenClaims): string | undefined {
  return claims.upn ?? claims.unique_name ?? claims.preferred_username;
}

/** Whether a token is a user's or an application's, which version 1 tokens do not always say. */
function kindOf(claims: TokenClaims): Caller['kind'] {
  if (claims.idtyp !== undefined) return claims.idtyp === 'app' ? 'application' : 'user';
  return personOf(claims) === undefined ? 'application' : 'user';
}
