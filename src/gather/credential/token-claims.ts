import type { AccessToken } from '@azure/core-auth';
import * as z from 'zod';
import type { TokenSummary } from '../../core/questions/who-am-i.ts';

/** The claims of an Entra access token that say who asked for it, for what and until when. */
const Claims = z.object({
  aud: z.string().optional(),
  exp: z.number().optional(),
  oid: z.string().optional(),
  tid: z.string().optional(),
  idtyp: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  app_displayname: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
  acct: z.number().optional(),
  idp: z.string().optional(),
});

export type TokenClaims = z.infer<typeof Claims>;

/**
 * The claims of a token, read on this machine; null where it is opaque. The signature is not checked:
 * the token came from the credential itself, and the service will check it.
 */
export function readClaims(accessToken: string): TokenClaims | null {
  return Claims.safeParse(decodePayload(accessToken)).data ?? null;
}

/** What a token that does not say when it expires is taken to be good for. Milliseconds. */
const shortLife = 10 * 60_000;

/** When a token expires, in milliseconds since the epoch. */
export function expiryOf(accessToken: string): number {
  const seconds = readClaims(accessToken)?.exp;
  return seconds === undefined ? Date.now() + shortLife : seconds * 1000;
}

/** The user of a token; undefined on an application's. */
export function personOf(claims: TokenClaims): string | undefined {
  return claims.upn ?? claims.unique_name ?? claims.preferred_username;
}

/** Whether a token is a user's or an application's, which version 1 tokens do not always say. */
export function kindOf(claims: TokenClaims): 'user' | 'application' {
  if (claims.idtyp !== undefined) return claims.idtyp === 'app' ? 'application' : 'user';
  return personOf(claims) === undefined ? 'application' : 'user';
}

/**
 * Whether a user belongs to another tenant. `acct` says it where the token has it; else the provider
 * that signed the user in is another one than the tenant, which tokens name only then.
 */
export function isGuest(claims: TokenClaims): boolean {
  const { acct, idp, tid } = claims;
  if (kindOf(claims) === 'application') return false;
  if (acct !== undefined) return acct === 1;
  return idp !== undefined && tid !== undefined && !idp.toLowerCase().includes(tid.toLowerCase());
}

/** What may be shown of a token. One that is opaque says only when it expires. */
export function summaryOf({ token, expiresOnTimestamp }: AccessToken): TokenSummary {
  const claims = readClaims(token) ?? {};
  return {
    audience: claims.aud ?? null,
    tenantId: claims.tid ?? null,
    objectId: claims.oid ?? null,
    kind: kindOf(claims),
    name: personOf(claims) ?? claims.app_displayname ?? null,
    clientId: claims.appid ?? claims.azp ?? null,
    expiresAt: new Date(expiresOnTimestamp).toISOString(),
  };
}

function decodePayload(token: string): unknown {
  const payload = token.split('.')[1] ?? '';
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
