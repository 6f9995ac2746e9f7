import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';

/** A token is asked for anew when it has less than this left. Milliseconds. */
const renewBefore = 5 * 60_000;

/**
 * Remembers a credential's tokens, one per audience and tenant, and lets everybody who asks at the
 * same time wait for the same answer. The CLI credentials start a process for every token, and every
 * SDK client asks for its own.
 */
export function withTokenCache(credential: TokenCredential): TokenCredential {
  const tokens = new Map<string, AccessToken>();
  const pending = new Map<string, Promise<AccessToken | null>>();

  async function fetchToken(
    key: string,
    scopes: string | string[],
    options: GetTokenOptions,
  ): Promise<AccessToken | null> {
    try {
      const token = await credential.getToken(scopes, options);
      if (token) tokens.set(key, token);
      return token;
    } finally {
      pending.delete(key);
    }
  }

  return {
    getToken(scopes, options = {}) {
      // A claims challenge asks for a new token on purpose, so neither cache may answer it.
      if (options.claims !== undefined) return credential.getToken(scopes, options);
      const key = `${options.tenantId ?? ''} ${[scopes].flat().join(' ')}`;
      const token = tokens.get(key);
      if (token && token.expiresOnTimestamp - Date.now() > renewBefore) {
        return Promise.resolve(token);
      }
      const waiting = pending.get(key);
      if (waiting) return waiting;
      // Others may be waiting for it, so the cancellation of one asker does not end it.
      const lasting = options.tenantId === undefined ? {} : { tenantId: options.tenantId };
      const fetching = fetchToken(key, scopes, lasting);
      pending.set(key, fetching);
      return fetching;
    },
  };
}
