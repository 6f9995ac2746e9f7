import { describe, expect, it } from 'vitest';
import { surveyInventory } from '../../../src/gather/index.ts';
import { company, withInventory } from './emulated-inventory.ts';

const isToken = /oauth2|openid-configuration/;

describe('the requests of one reader', () => {
  it('are eight at a time at most, whatever is asked for at once', async () => {
    const requests = await withInventory(
      { settings: { latencyMs: 20 } },
      async (reader, emulator) => {
        await surveyInventory(reader);
        return emulator.requests().filter(({ path }) => !isToken.test(path));
      },
    );
    const mostAtOnce = Math.max(
      ...requests.map(
        ({ startMs: at }) =>
          requests.filter(({ startMs, endMs }) => startMs <= at && at < endMs).length,
      ),
    );
    expect(requests.length).toBeGreaterThan(20);
    expect(mostAtOnce).toBeGreaterThan(3);
    expect(mostAtOnce).toBeLessThanOrEqual(8);
  });

  it('are reads only', async () => {
    const requests = await withInventory({}, async (reader, emulator) => {
      await surveyInventory(reader);
      return emulator.requests();
    });
    const posts = requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
    expect(posts.every((path) => isToken.test(path) || /ResourceGraph/.test(path))).toBe(true);
  });

  it('end with the call that they are made for, and with no other', async () => {
    const controller = new AbortController();
    const reason = new Error('hidden');
    const faults = [{ path: `${company.shop}/.*/roleAssignments\\?`, delayMs: 60_000 }];
    await withInventory({ faults }, async (reader) => {
      const hanging = reader.access(company.shop, { signal: controller.signal });
      const other = reader.access(company.models);
      expect((await other).assignments.status).toBe('known');
      controller.abort(reason);
      await expect(hanging).rejects.toBe(reason);
      expect((await reader.subscriptions()).status).toBe('known');
    });
  });

  it('that several calls share are not cancelled by one of them', async () => {
    const controller = new AbortController();
    const faults = [{ path: '/accounts/contoso-foundry/connections\\?', delayMs: 300, times: 1 }];
    await withInventory({ faults }, async (reader) => {
      const resources = await reader.resources([company.shop]);
      const [first, second] = resources.status === 'known' ? resources.value.projects : [];
      if (first === undefined || second === undefined) throw new Error('Two projects are needed.');
      const leaving = reader.connections(first, { signal: controller.signal });
      const staying = reader.connections(second);
      controller.abort(new Error('gone'));
      await expect(leaving).rejects.toThrow('gone');
      expect((await staying).status).toBe('known');
    });
  });

  it('are none before something is asked for', async () => {
    await withInventory({}, async (_reader, emulator) => {
      expect(emulator.requests()).toEqual([]);
    });
  });
});
