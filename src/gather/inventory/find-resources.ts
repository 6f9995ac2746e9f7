import * as z from 'zod';
import type { Fact } from '../../core/facts/fact.ts';
import type { InventoryResources } from '../../core/inventory/inventory.ts';
import { known, mapFact } from '../fact.ts';
import type { Reading } from '../session.ts';
import { queryResourceGraph } from '../steps/resource-graph.ts';
import { listResources } from './list-resources.ts';
import { createResourceCollection, type ResourceCollection } from './resource-collection.ts';

const resourcesQuery =
  "resources | where type in~ ('microsoft.cognitiveservices/accounts', 'microsoft.cognitiveservices/accounts/projects', 'microsoft.managedidentity/userassignedidentities') or (type =~ 'microsoft.machinelearningservices/workspaces' and kind in~ ('hub', 'project')) | project id, name, type, kind, location, subscriptionId, resourceGroup, identity, properties | order by id asc";

const readableQuery =
  "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId | order by id asc";

const ReadableRow = z.object({ subscriptionId: z.string() });

/**
 * The Foundry resources of subscriptions by one query of Resource Graph, or by ARM's own lists where
 * it is refused or shows only a part. Resource Graph passes over what the caller may not read, so a
 * subscription that it shows neither by itself nor by a resource is asked about in ARM, which says why.
 */
export async function findResources(
  reading: Reading,
  subscriptionIds: string[],
  onPage: (soFar: InventoryResources) => void = () => undefined,
): Promise<Fact<InventoryResources>> {
  if (subscriptionIds.length === 0) {
    return known(createResourceCollection().soFar(), 'inventory');
  }
  const found = createResourceCollection();
  const [rows, readable] = await Promise.all([
    readRows(reading, subscriptionIds, found, onPage),
    readReadable(reading, subscriptionIds),
  ]);
  if (rows.status === 'unknown') {
    if (rows.reason === 'refused' || rows.reason === 'incomplete') {
      return listInstead(reading, subscriptionIds, createResourceCollection(), onPage);
    }
    if (found.isEmpty()) return rows;
    // Nobody knows whose rows the pages that did not come would have held.
    for (const id of subscriptionIds) found.miss(id, rows);
    return known(found.soFar(), rows.source);
  }
  const shown = readable.status === 'known' ? readable.value : new Set<string>();
  const doubtful = subscriptionIds.filter((id) => !found.has(id) && !shown.has(id.toLowerCase()));
  return listInstead(reading, doubtful, found, onPage);
}

/** Adds what ARM lists in the subscriptions to what was found already. */
async function listInstead(
  reading: Reading,
  subscriptionIds: string[],
  found: ResourceCollection,
  onPage: (soFar: InventoryResources) => void,
): Promise<Fact<InventoryResources>> {
  await Promise.all(
    subscriptionIds.map(async (subscriptionId) => {
      await listResources(reading, subscriptionId, found);
      onPage(found.soFar());
    }),
  );
  return known(found.soFar(), 'inventory');
}

function readRows(
  reading: Reading,
  subscriptions: string[],
  found: ResourceCollection,
  onPage: (soFar: InventoryResources) => void,
): Promise<Fact<null>> {
  const rows = 'Foundry resources';
  return reading.ledger.fact('inventory', `the ${rows}`, async () => {
    const query = { query: resourcesQuery, rows, subscriptions };
    await queryResourceGraph(reading, query, (page) => {
      found.add(page);
      onPage(found.soFar());
    });
    return null;
  });
}

/** The subscriptions that Resource Graph shows to the caller, lower case. */
async function readReadable(reading: Reading, subscriptions: string[]): Promise<Fact<Set<string>>> {
  const shown: string[] = [];
  const read = await reading.ledger.fact('inventory', 'the subscriptions', () =>
    queryResourceGraph(
      reading,
      { query: readableQuery, rows: 'subscriptions', subscriptions },
      (page) => {
        for (const row of page) shown.push(ReadableRow.parse(row).subscriptionId.toLowerCase());
      },
    ),
  );
  return mapFact(read, () => new Set(shown));
}
