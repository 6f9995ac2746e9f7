import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { call, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { credentialOf, serve } from './start.ts';

/** A clock that stands still until it is told to go on. */
function stoppedClock() {
  let time = Date.parse('2026-11-01T12:00:00Z');
  return {
    now: () => new Date(time),
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

const resourceGroups = (subscription: string): string =>
  `/subscriptions/${subscription}/resourceGroups?api-version=2022-12-01`;

describe('Resource Graph', () => {
  const query = (emulator: RunningEmulator): Promise<Answer> =>
    call(emulator, '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01', {
      method: 'POST',
      body: { query: 'resources | project id' },
    });

  it('counts queries in windows of five seconds, and says what is left', async () => {
    const clock = stoppedClock();
    const emulator = await serve('healthy', { settings: { resourceGraphQuota: 2 } }, clock.now);
    expect((await query(emulator)).headers).toMatchObject({
      'x-ms-user-quota-remaining': '1',
      'x-ms-user-quota-resets-after': '00:00:05',
    });
    expect((await query(emulator)).headers['x-ms-user-quota-remaining']).toBe('0');

    clock.pass(2);
    const refused = await query(emulator);
    expect([refused.status, refused.at('error.code')]).toEqual([429, 'RateLimiting']);
    expect(refused.headers['retry-after']).toBe('3');
    clock.pass(3);
    expect((await query(emulator)).status).toBe(200);
  });
});

describe('ARM', () => {
  const settings = { armReads: { bucket: 2, refillPerSecond: 1 } };

  it('counts reads for each subscription, and lets as many through as flow in again', async () => {
    const clock = stoppedClock();
    const emulator = await serve('healthy', { settings }, clock.now);
    const path = resourceGroups(ids.subscription);
    const first = await call(emulator, path);
    expect(first.headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('1');
    await call(emulator, path);
    const refused = await call(emulator, path);
    expect(refused.status).toBe(429);
    expect(refused.at('error.code')).toBe('SubscriptionRequestsThrottled');
    expect(refused.headers['retry-after']).toBe('1');

    expect((await call(emulator, resourceGroups(ids.modelSubscription))).status).toBe(200);
    const ofTenant = await call(emulator, '/subscriptions?api-version=2022-12-01');
    expect(ofTenant.headers['x-ms-ratelimit-remaining-tenant-reads']).toBe('1');
    clock.pass(1);
    expect((await call(emulator, path)).status).toBe(200);
  });

  it('counts each caller by itself', async () => {
    const emulator = await serve('healthy', { settings }, stoppedClock().now);
    const path = resourceGroups(ids.subscription);
    const statuses = [];
    for (const as of ['doctor', 'doctor', 'administrator', 'doctor']) {
      statuses.push((await call(emulator, path, { as })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('ends tokens before the time that their receivers were told', async () => {
    const clock = stoppedClock();
    const emulator = await serve('healthy', { settings: { tokenLifetime: 'PT10M' } }, clock.now);
    const { token } = await credentialOf(emulator).getToken(
      'https://management.azure.com/.default',
    );
    const read = (): Promise<Answer> =>
      call(emulator, resourceGroups(ids.subscription), {
        as: null,
        headers: { authorization: `Bearer ${token}` },
      });
    clock.pass(599);
    expect((await read()).status).toBe(200);
    clock.pass(1);
    const ended = await read();
    expect([ended.status, ended.at('error.code')]).toEqual([401, 'ExpiredAuthenticationToken']);
    expect(ended.at('error.message')).toBe(
      "The access token expiry UTC time '11/1/2026 12:10:00 PM' is earlier than current UTC time '11/1/2026 12:10:00 PM'.",
    );
    expect((await call(emulator, resourceGroups(ids.subscription))).status).toBe(200);
  });

  it('challenges for claims, as a fault that carries the header', async () => {
    const challenge = 'Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';
    const emulator = await serve('healthy', {
      settings: {
        faults: {
          one: { path: '/resourceGroups', status: 401, headers: { 'www-authenticate': challenge } },
        },
      },
    });
    const { status, headers } = await call(emulator, resourceGroups(ids.subscription));
    expect([status, headers['www-authenticate']]).toEqual([401, challenge]);
  });
});
