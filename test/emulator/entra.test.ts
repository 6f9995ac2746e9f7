import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { call } from './call.ts';
import { ids } from './ids.ts';
import { credentialOf, serve } from './start.ts';

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;

/** A plain-http GET, as a managed identity's client makes it. */
const get = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number; body: Record<string, string> }>((resolve, reject) => {
    request(url, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(text) as Record<string, string>,
        }),
      );
    })
      .on('error', reject)
      .end();
  });

describe('tokens', () => {
  it('name the application, and are good for one audience only', async () => {
    const emulator = await serve('byok-401');
    const { token } = await credentialOf(emulator).getToken('https://ai.azure.com/.default');
    expect(claimsOf(token)).toMatchObject({
      aud: 'https://ai.azure.com',
      oid: ids.doctor,
      tid: emulator.signIn.tenantId,
      appid: emulator.signIn.clientId,
      idtyp: 'app',
    });
    const arm = await call(emulator, '/subscriptions?api-version=2022-12-01', {
      audience: 'https://ai.azure.com',
    });
    expect([arm.status, arm.at('error.code')]).toEqual([401, 'InvalidAuthenticationTokenAudience']);
    expect(arm.headers['www-authenticate']).toContain('authorization_uri=');
  });

  it('are not given for a wrong secret, nor believed when somebody else made them', async () => {
    const emulator = await serve('byok-401');
    const other = await serve('byok-401');
    const wrong = await call(emulator, `/${emulator.signIn.tenantId}/oauth2/v2.0/token`, {
      as: null,
      method: 'POST',
      body: `grant_type=client_credentials&client_id=${emulator.signIn.clientId}&client_secret=guess&scope=https%3A%2F%2Fai.azure.com%2F.default`,
    });
    expect([wrong.status, wrong.at('error')]).toEqual([401, 'invalid_client']);

    const { token } = await credentialOf(other).getToken('https://management.azure.com/.default');
    const forged = await call(emulator, '/subscriptions?api-version=2022-12-01', {
      as: null,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(forged.at('error.code')).toBe('InvalidAuthenticationToken');
    const nothing = await call(emulator, '/subscriptions?api-version=2022-12-01', { as: null });
    expect([nothing.status, nothing.at('error.code')]).toEqual([401, 'AuthenticationFailed']);
  });

  it('name the user who signs in with a password', async () => {
    const emulator = await serve('byok-401');
    const form = new URLSearchParams({
      grant_type: 'password',
      client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      username: 'ada@contoso.onmicrosoft.com',
      password: 'loopback-only-ada',
      scope: 'https://graph.microsoft.com/.default',
    });
    const answer = await call(emulator, '/organizations/oauth2/v2.0/token', {
      as: null,
      method: 'POST',
      body: form.toString(),
    });
    const token = String(answer.at('access_token'));
    expect(claimsOf(token)).toMatchObject({ idtyp: 'user', upn: 'ada@contoso.onmicrosoft.com' });
    const me = await call(emulator, '/graph.microsoft.com/v1.0/me', {
      as: null,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(me.at('displayName')).toBe('Ada Lindgren');
  });
});

describe('the managed identity endpoint', () => {
  it('speaks plain http, and gives nothing but tokens', async () => {
    const emulator = await serve('byok-401');
    const origin = emulator.managedIdentityOrigin;
    const query = 'resource=https%3A%2F%2Fmanagement.azure.com&api-version=2018-02-01';
    const metadata = await get(`${origin}/metadata/identity/oauth2/token?${query}`, {
      metadata: 'true',
    });
    expect(metadata.status).toBe(200);
    const appService = await get(`${origin}/msi/token?${query}`, { secret: 'x' });
    expect(claimsOf(appService.body.access_token ?? '')).toMatchObject({
      aud: 'https://management.azure.com',
      appid: emulator.signIns.administrator?.clientId,
    });
    expect((await get(`${origin}/metadata/identity/oauth2/token?${query}`, {})).status).toBe(400);
    expect((await get(`${origin}/subscriptions?api-version=2022-12-01`, {})).status).toBe(404);
  });
});
