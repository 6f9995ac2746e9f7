import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../src/core/verify/freshness.ts';
import { watchedNeeds } from '../../src/core/watch/watched-needs.ts';
import { gatherEmulated } from './emulated.ts';

const asked = { account: 'contoso-foundry', project: 'shop', agent: 'concierge' };
const samples = ['byok-401', 'propagating', 'via-group', 'byok-other-account', 'session-log'];

describe('the extent of what is gathered', () => {
  it.each(samples)('tells of %s what the whole would', async (tenant) => {
    const [whole, needs, freshness] = await Promise.all([
      gatherEmulated({ tenant, request: { asked } }),
      gatherEmulated({ tenant, request: { asked, extent: 'needs' } }),
      gatherEmulated({ tenant, request: { asked, extent: 'freshness' } }),
    ]);
    expect(watchedNeeds(needs.facts)).toEqual(watchedNeeds(whole.facts));
    expect(freshnessOf(freshness.facts)?.kind).toBe(freshnessOf(whole.facts)?.kind);
  });

  it('asks no log and no directory how new an agent is', async () => {
    const { requests } = await gatherEmulated({ request: { asked, extent: 'freshness' } });
    const paths = requests.map(({ path }) => path);
    expect(paths.filter((path) => /loganalytics|graph\.microsoft|sessions/.test(path))).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(20);
  });

  it('asks the logs what has to be granted, and nobody for a name', async () => {
    const { requests } = await gatherEmulated({ request: { asked, extent: 'needs' } });
    const paths = requests.map(({ path }) => path);
    expect(paths.filter((path) => /graph\.microsoft/.test(path))).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(35);
  });
});
