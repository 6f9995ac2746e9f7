import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../../src/core/verify/freshness.ts';
import { invocableOf } from '../../../src/core/verify/subject.ts';
import { loadSample } from '../../../src/emulator/index.ts';
import { parseTenant } from '../../../src/emulator/tenant/load.ts';
import { mergePatch, type Json } from '../../../src/emulator/tenant/merge-patch.ts';
import { gatherEmulated, shop } from '../emulated.ts';

/** The sample with its serving version made at a time. */
function withVersionMade(createdAt: string): Parameters<typeof gatherEmulated>[0] {
  const agents = { concierge: { versions: { 3: { createdAt } } } };
  const accounts = { 'contoso-foundry': { projects: { shop: { agents } } } };
  const subscriptions = { [shop.subscription]: { resourceGroups: { 'rg-shop': { accounts } } } };
  const patched = mergePatch(loadSample('byok-401') as Json, { subscriptions });
  return { tenant: parseTenant(patched, 'The test tenant') };
}

describe('freshnessOf', () => {
  it('sees a version that has just started, and no old one', async () => {
    const young = await gatherEmulated(withVersionMade('-PT2M'));
    expect(freshnessOf(young.facts)).toMatchObject({ kind: 'version' });
    const old = await gatherEmulated(withVersionMade('-PT20M'));
    expect(freshnessOf(old.facts)).toBeNull();
  });

  it('sees a grant that is spreading', async () => {
    const { facts } = await gatherEmulated({ tenant: 'propagating' });
    expect(freshnessOf(facts)).toMatchObject({ kind: 'grant' });
  });
});

describe('invocableOf', () => {
  it('says what is missing in the words of the read that failed', async () => {
    const { facts } = await gatherEmulated({
      faults: [{ path: '/api/projects/shop/agents', status: 403 }],
    });
    expect(invocableOf(facts)).toMatchObject({
      status: 'missing',
      detail: expect.stringContaining('403') as string,
    });
  });
});
