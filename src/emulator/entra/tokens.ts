import { createHash, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import type { Principal } from '../tenant/principals.ts';

/** Makes and checks the tenant's access tokens: JWTs signed with a key that lives with the server. */
export interface TokenService {
  issue(principal: Principal, audience: string): IssuedToken;
  /** The token's claims, when it ended, or why it is not to be trusted. */
  read(token: string): TokenClaims | { expiredAt: Date } | { invalid: string };
  /** The public key, as the discovery document's `jwks_uri` serves it. */
  keys(): unknown;
}

export interface IssuedToken {
  token: string;
  expiresInSeconds: number;
  expiresOn: Date;
}

export interface TokenClaims {
  aud: string;
  oid: string;
  tid: string;
  iat: number;
}

/** What every receiver of a token is told. */
const lifetimeSeconds = 3600;

export interface TokenOptions {
  tenantId: string;
  now(): Date;
  /** How long a token is taken, counted from its issue. */
  honouredForMs: number;
}

export function createTokenService(options: TokenOptions): TokenService {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicJwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256')
    .update(publicJwk.n ?? '')
    .digest('base64url');
  const header = encode({ typ: 'JWT', alg: 'RS256', kid, x5t: kid });

  return {
    issue(principal, audience) {
      const issuedAt = Math.floor(options.now().getTime() / 1000);
      const expires = issuedAt + lifetimeSeconds;
      const payload = encode({
        aud: audience,
        iss: `https://sts.windows.net/${options.tenantId}/`,
        iat: issuedAt,
        nbf: issuedAt,
        exp: expires,
        oid: principal.objectId,
        sub: principal.objectId,
        tid: options.tenantId,
        uti: randomUUID(),
        ver: '1.0',
        ...whoClaims(principal),
      });
      const signature = sign('sha256', Buffer.from(`${header}.${payload}`), privateKey);
      return {
        token: `${header}.${payload}.${signature.toString('base64url')}`,
        expiresInSeconds: lifetimeSeconds,
        expiresOn: new Date(expires * 1000),
      };
    },
    read(token) {
      const [head = '', payload = '', signature = '', ...rest] = token.split('.');
      const genuine =
        rest.length === 0 &&
        verify(
          'sha256',
          Buffer.from(`${head}.${payload}`),
          publicKey,
          Buffer.from(signature, 'base64url'),
        );
      if (!genuine) return { invalid: 'The access token is invalid.' };
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as TokenClaims;
      const end = claims.iat * 1000 + options.honouredForMs;
      return end <= options.now().getTime() ? { expiredAt: new Date(end) } : claims;
    },
    keys: () => ({ keys: [{ ...publicJwk, kid, use: 'sig', alg: 'RS256' }] }),
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Azure CLI's own client id: what a user's token names as its application. */
const azureCliAppId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

const whoClaims = (principal: Principal): Record<string, string> =>
  principal.kind === 'user'
    ? {
        idtyp: 'user',
        appid: azureCliAppId,
        upn: principal.userPrincipalName ?? '',
        unique_name: principal.userPrincipalName ?? '',
        name: principal.displayName,
        scp: 'user_impersonation',
      }
    : {
        idtyp: 'app',
        appid: principal.appId ?? '',
        app_displayname: principal.displayName,
      };
