import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';

/** A token is asked for anew when it has less than this left. Milliseconds. */
const renewBefore = 5 * 60_000;

/** A credential that remembers tokens, and can be told that a service refused one. */
interface CachingCredential extends TokenCredential {
  forget(token: string): void;
}

/** Makes a caching credential ask anew instead of answering with this token; others have no memory. */
export function forgetToken(credential: TokenCredential, token: string): void {
  if ('forget' in credential) (credential as CachingCredential).forget(token);
}

/**
 * Remembers a credential's tokens, one per audience and tenant, and lets everybody who asks at the
 * same time wait for the same answer. The CLI credentials start a process for every token, and every
 * SDK client asks for its own.
 *
 * `anew` makes the credential once more, for those that have a memory of their own: only a new one
 * asks for a new token while an old one, by the clock, is still good.
 */
export function withTokenCache(
  credential: TokenCredential,
  anew?: () => TokenCredential,
): CachingCredential {
  let source = credential;
  const tokens = new Map<string, AccessToken>();
  const pending = new Map<string, Promise<AccessToken | null>>();

  async function fetchToken(
    key: string,
    scopes: string | string[],
    options: GetTokenOptions,
  ): Promise<AccessToken | null> {
    const token = await source.getToken(scopes, options);
    if (token) tokens.set(key, token);
    return token;
  }

  return {
    forget(refused) {
      for (const [key, { token }] of tokens) {
        if (token !== refused) continue;
        tokens.delete(key);
        if (anew) source = anew();
      }
    },
    getToken(scopes, options = {}) {
      const key = `${options.tenantId ?? ''} ${[scopes].flat().join(' ')}`;
      // A claims challenge asks for a new token on purpose, so the memory may not answer it. The
      // service will challenge the remembered one as well, so the new one takes its place.
      if (options.claims !== undefined) return fetchToken(key, scopes, options);
      const token = tokens.get(key);
      if (token && token.expiresOnTimestamp - Date.now() > renewBefore) {
        return Promise.resolve(token);
      }
      const waiting = pending.get(key);
      if (waiting) return waiting;
      // Others may be waiting for it, so the cancellation of one asker does not end it.
      const lasting = options.tenantId === undefined ? {} : { tenantId: options.tenantId };
      const fetching = fetchToken(key, scopes, lasting).finally(() => pending.delete(key));
      pending.set(key, fetching);
      return fetching;
    },
  };
}
