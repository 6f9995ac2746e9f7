import { describe, expect, it } from 'vitest';
import { publicCloud } from '../../../src/core/arm/cloud.ts';
import { createLedger } from '../../../src/gather/ledger.ts';
import { findResources } from '../../../src/gather/inventory/find-resources.ts';
import type { Clients } from '../../../src/gather/pipeline/clients.ts';

const subscription = '3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915';
const other = 'a81d5c36-0e47-4c9d-b2f3-7d90e6b15c24';

function account(name: string, id = subscription) {
  const group = `/subscriptions/${id}/resourceGroups/rg`;
  return {
    id: `${group}/providers/Microsoft.CognitiveServices/accounts/${name}`,
    name,
    type: 'microsoft.cognitiveservices/accounts',
    properties: {},
  };
}

/** Finds resources in a Resource Graph that answers with these pages, an error for one that fails. */
function find(pages: (unknown[] | Error)[]) {
  let next = 0;
  const resources = async ({ query }: { query: string }) => {
    if (query.startsWith('resourcecontainers')) {
      return { data: {}, resultTruncated: 'false' };
    }
    const page = pages[next++] ?? [];
    if (page instanceof Error) throw page;
    return {
      data: { ...page },
      resultTruncated: 'false',
      ...(next < pages.length && { skipToken: String(next) }),
    };
  };
  const clients = { resourceGraph: { resources } } as unknown as Clients;
  const reading = { cloud: publicCloud, clients, ledger: createLedger({}) };
  return findResources(reading, [subscription]);
}

describe('findResources', () => {
  it('keeps what came before a page that failed, and says that nothing is whole', async () => {
    const found = await find([[account('a')], new Error('broken')]);
    expect(found).toMatchObject({
      value: { accounts: [{ name: 'a' }], missing: { [subscription]: { reason: 'server-error' } } },
    });
  });

  it('leaves out one resource in an unknown shape, and no other', async () => {
    const strange = { ...account('b', other), properties: 'none' };
    const found = await find([[account('a'), strange, account('c')]]);
    expect(found).toMatchObject({
      value: {
        accounts: [{ name: 'a' }, { name: 'c' }],
        missing: { [other]: { reason: 'malformed' } },
      },
    });
  });

  it('is unknown where the first page fails', async () => {
    expect(await find([new Error('broken')])).toMatchObject({ reason: 'server-error' });
  });
});
