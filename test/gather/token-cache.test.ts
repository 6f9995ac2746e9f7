import type { TokenCredential } from '@azure/core-auth';
import { describe, expect, it } from 'vitest';
import { callerOf } from '../../src/gather/credential/caller.ts';
import { withTokenCache } from '../../src/gather/credential/token-cache.ts';

/** A credential that counts how often it is really asked, with tokens that last `lifetime` ms. */
function counting(lifetime: number) {
  const asked: string[] = [];
  const credential: TokenCredential = {
    async getToken(scopes) {
      asked.push(String(scopes));
      return { token: `token ${asked.length}`, expiresOnTimestamp: Date.now() + lifetime };
    },
  };
  return { asked, cached: withTokenCache(credential) };
}

describe('withTokenCache', () => {
  it('asks once per audience, also for those who ask at the same time', async () => {
    const { asked, cached } = counting(3_600_000);
    await Promise.all([cached.getToken('a'), cached.getToken('a'), cached.getToken('b')]);
    await cached.getToken('a');
    expect(asked).toEqual(['a', 'b']);
  });

  it('asks again for a token that is about to expire, and for one that was challenged', async () => {
    const { asked, cached } = counting(60_000);
    await cached.getToken('a');
    await cached.getToken('a');
    await cached.getToken('a', { claims: 'x' });
    expect(asked).toHaveLength(3);
  });

  it('answers with the token that a challenge brought from then on', async () => {
    const { asked, cached } = counting(3_600_000);
    await cached.getToken('a');
    await cached.getToken('a', { claims: 'x' });
    expect(await cached.getToken('a')).toMatchObject({ token: 'token 2' });
    expect(asked).toHaveLength(2);
  });

  it('does not remember a failure', async () => {
    let fail = true;
    const cached = withTokenCache({
      async getToken() {
        if (fail) throw new Error('later');
        return { token: 't', expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    });
    await expect(cached.getToken('a')).rejects.toThrow('later');
    fail = false;
    expect(await cached.getToken('a')).toMatchObject({ token: 't' });
  });
});

describe('callerOf', () => {
  const token = (claims: object) =>
    `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

  it('tells users from applications', () => {
    expect(callerOf(token({ oid: 'o', tid: 't', upn: 'ann@example.com' }))).toEqual({
      ...{ objectId: 'o', tenantId: 't', name: 'ann@example.com', kind: 'user' },
    });
    expect(callerOf(token({ oid: 'o', tid: 't', appid: 'app', idtyp: 'app' }))).toMatchObject({
      ...{ name: 'app', kind: 'application' },
    });
  });

  it.each([
    ['by what the token says', { acct: 1 }, true],
    ['by who signed the user in', { idp: 'https://sts.windows.net/home/' }, true],
    ['not where that is the tenant itself', { idp: 'https://sts.windows.net/T-1/' }, undefined],
    ['not where the token says member', { acct: 0, idp: 'live.com' }, undefined],
    ['not where it says nothing', {}, undefined],
  ])('tells guests %s', (_name, claims, guest) => {
    const { guest: told } = callerOf(token({ oid: 'o', tid: 't-1', upn: 'a@b.c', ...claims }));
    expect(told).toBe(guest);
  });

  it('refuses a token that does not say whose it is', () => {
    expect(() => callerOf('opaque')).toThrow('does not say whose it is');
  });
});
