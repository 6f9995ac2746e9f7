import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { call } from './call.ts';
import { serve } from './start.ts';

const subscriptions = '/subscriptions?api-version=2022-12-01';
const faulty = (fault: object) => ({
  settings: { faults: { one: { path: '^/subscriptions\\?', ...fault } } },
});

describe('faults', () => {
  it('answer with a status, for as often as they were asked for', async () => {
    const emulator = await serve('healthy', faulty({ status: 429, retryAfter: 7, times: 1 }));
    const first = await call(emulator, subscriptions);
    expect([first.status, first.headers['retry-after'], first.at('error.code')]).toEqual([
      429,
      '7',
      'TooManyRequests',
    ]);
    expect((await call(emulator, subscriptions)).status).toBe(200);
  });

  it('strike only the method and path that they name', async () => {
    const emulator = await serve('healthy', faulty({ status: 500, method: 'POST' }));
    expect((await call(emulator, subscriptions)).status).toBe(200);
  });

  it('cut the connection, or the JSON', async () => {
    const cut = await serve('healthy', faulty({ cutOff: true }));
    await expect(call(cut, subscriptions)).rejects.toThrow(/aborted|hang up|reset/);
    const truncated = await serve('healthy', faulty({ truncateJson: true }));
    const answer = await call(truncated, subscriptions);
    expect(answer.status).toBe(200);
    expect(() => answer.at('value')).toThrow(SyntaxError);
  });

  it('can be changed while the server runs', async () => {
    const emulator = await serve('healthy');
    const put = (body: unknown) =>
      call(emulator, '/_emulator/faults', { as: null, method: 'PUT', body });
    expect((await put({ slow: { path: '/subscriptions', status: 503 } })).status).toBe(200);
    expect((await call(emulator, subscriptions)).status).toBe(503);
    expect((await put({ slow: { path: '(' } })).status).toBe(400);
    expect((await put({})).status).toBe(200);
    expect((await call(emulator, subscriptions)).status).toBe(200);
  });

  it('and latency hold a request up, which the log of requests shows', async () => {
    const emulator = await serve('healthy', { settings: { latencyMs: 40 } });
    const before = performance.now();
    await call(emulator, subscriptions);
    expect(performance.now() - before).toBeGreaterThan(40);
    const record = emulator.requests().find(({ path }) => path === subscriptions);
    expect(record).toMatchObject({ method: 'GET', status: 200, caller: emulator.signIn.clientId });
    expect((record?.endMs ?? 0) - (record?.startMs ?? 0)).toBeGreaterThanOrEqual(39);
  });
});

describe('paths that nobody serves', () => {
  it('are refused in the words of the service', async () => {
    const emulator = await serve('healthy');
    const arm = await call(emulator, '/subscriptions/x/nothing/y?api-version=1');
    expect(arm.status).toBe(404);
    const none = await call(
      emulator,
      '/subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915/resourceGroups/rg-shop/providers/Microsoft.CognitiveServices/accounts/none?api-version=2025-06-01',
    );
    expect([none.status, none.at('error.code')]).toEqual([404, 'ResourceNotFound']);
    const group = await call(
      emulator,
      '/subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915/resourceGroups/none/providers/Microsoft.CognitiveServices/accounts?api-version=2025-06-01',
    );
    expect(group.at('error.code')).toBe('ResourceGroupNotFound');
    const subscription = await call(
      emulator,
      '/subscriptions/00000000-0000-0000-0000-000000000009?api-version=2022-12-01',
    );
    expect(subscription.at('error.code')).toBe('SubscriptionNotFound');
  });
});
