import * as z from 'zod';
import type { Caller } from '../../core/facts/diagnosis-facts.ts';
import { ReadFailure } from '../errors/failure.ts';

/** The claims of an Entra access token that say who asked for it. */
const Claims = z.object({
  oid: z.string(),
  tid: z.string(),
  idtyp: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  preferred_username: z.string().optional(),
  app_displayname: z.string().optional(),
  appid: z.string().optional(),
  azp: z.string().optional(),
});

/**
 * Who a token belongs to, read off its claims on this machine. The signature is not checked: the
 * token came from the credential itself, and the service will check it.
 */
export function callerOf(accessToken: string): Caller {
  const claims = Claims.safeParse(decodePayload(accessToken));
  if (!claims.success) {
    throw new ReadFailure('malformed', 'The token of the sign-in does not say whose it is.');
  }
  const { oid, tid, idtyp, upn, unique_name, preferred_username } = claims.data;
  const { app_displayname, appid, azp } = claims.data;
  const person = upn ?? unique_name ?? preferred_username;
  return {
    objectId: oid,
    tenantId: tid,
    name: person ?? app_displayname ?? appid ?? azp ?? oid,
    kind: idtyp === 'app' || (idtyp === undefined && person === undefined) ? 'application' : 'user',
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
