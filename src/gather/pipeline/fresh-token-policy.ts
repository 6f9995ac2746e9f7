import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import { forgetToken } from '../credential/token-cache.ts';

/**
 * Asks for a new token and tries once more where a service calls the one it got expired: the clocks
 * may differ, and a sign-in may be withdrawn before its time. The SDKs keep a token until their own
 * clock ends it, so the same one would be sent again and again; it is replaced here from then on.
 *
 * A challenge with claims is left to the SDKs, which bring it to the credential.
 */
export function freshTokenPolicy(credential: TokenCredential, audience: string): PipelinePolicy {
  const refused = new Set<string>();
  let replacement: Promise<string | null> = Promise.resolve(null);

  async function renew(token: string): Promise<string | null> {
    forgetToken(credential, token);
    const fresh = await credential.getToken(`${audience}/.default`, { enableCae: true });
    return fresh === null ? null : bearer(fresh.token);
  }

  return {
    name: 'foundryIdentityFreshTokenPolicy',
    async sendRequest(request, next) {
      const given = request.headers.get('authorization');
      if (given === undefined) return next(request);
      const sent = refused.has(given) ? ((await replacement) ?? given) : given;
      request.headers.set('authorization', sent);
      const response = await next(request);
      if (!callsTokenExpired(response)) return response;
      // Everybody whose request was refused with the same token waits for the same new one.
      if (!refused.has(sent)) {
        refused.add(sent);
        const before = replacement;
        replacement = renew(sent.slice(scheme.length));
        // A sign-in that fails is tried again with the next refusal.
        replacement.catch(() => {
          refused.delete(sent);
          replacement = before;
        });
      }
      const fresh = await replacement;
      if (fresh === null) return response;
      request.headers.set('authorization', fresh);
      return next(request);
    },
  };
}

const scheme = 'Bearer ';
const bearer = (token: string): string => `${scheme}${token}`;

/** Whether a 401 is about the token's age or signature, and not about what its owner may do. */
function callsTokenExpired({ status, headers, bodyAsText }: PipelineResponse): boolean {
  if (status !== 401) return false;
  const challenge = headers.get('www-authenticate') ?? '';
  if (/\bclaims=/i.test(challenge)) return false;
  return (
    /\berror="?invalid_token/i.test(challenge) ||
    /"(?:Expired|Invalid)AuthenticationToken"/i.test(bodyAsText ?? '')
  );
}
