import { expect, it, vi } from 'vitest';
import type { Agent } from '../../../../src/core/facts/azure.ts';
import type { InventoryReader } from '../../../../src/gather/inventory/inventory-reader.ts';
import { emptyInventory } from '../../../../src/editor/tree/model/inventory-state.ts';
import { defaultPreferences } from '../../../../src/editor/tree/model/preferences.ts';
import { createTenantReading } from '../../../../src/editor/tree/reading/tenant-reading.ts';
import {
  createTreeSession,
  type TreeSession,
} from '../../../../src/editor/tree/reading/tree-session.ts';
import { agent, known, unknown } from '../../core/sample-facts.ts';
import { describeView } from './describe-tree.ts';
import { access, listed, manyAgents, resources, subscription } from './small-tenant.ts';

/** A reader that answers at once, but for what a test replaces. */
function reader(change: Partial<InventoryReader> = {}): InventoryReader {
  return {
    caller: async () => unknown('not-read'),
    subscriptions: async () => known([subscription]),
    resources: async () => known(resources()),
    agents: async () => known(listed([agent()])),
    agent: async () => known(agent()),
    connections: async () => known([]),
    access: async () => access(),
    ...change,
  };
}

function session(from: InventoryReader, connect?: () => Promise<never>): TreeSession {
  return createTreeSession({
    connect:
      connect ??
      (async (onChange) => [
        createTenantReading({
          inventory: emptyInventory({ key: 't', name: 'T', tenantId: null, portal: null }),
          reader: from,
          subscriptionFilter: null,
          onChange,
        }),
      ]),
    explain: (error) => ({ reason: 'not-read', detail: String(error) }),
    preferences: defaultPreferences,
    onChange: () => undefined,
    now: () => 0,
  });
}

const rows = (tree: TreeSession): string => describeView(tree.contents()).join('\n');
const untilRead = (tree: TreeSession): Promise<void> =>
  vi.waitFor(() => {
    expect(tree.contents().reading).toBe(false);
    expect(tree.contents().tallies.total.pending).toBe(false);
  });

it('reads everything that marks rest on without anybody opening a branch', async () => {
  const tree = session(reader());
  tree.resume();
  await untilRead(tree);
  expect(tree.contents().tallies.total).toMatchObject({ problems: 1, unread: 0 });
  tree.dispose();
});

it('shows pages as they come, with what is still to come', async () => {
  let finish: (() => void) | undefined;
  const tree = session(
    reader({
      agents: (_project, options) => {
        options?.onPage?.(listed(manyAgents(100)));
        return new Promise((resolve) => {
          finish = () => resolve(known(listed(manyAgents(150))));
        });
      },
    }),
  );
  tree.resume();
  await vi.waitFor(() => expect(rows(tree)).toContain('Reading agents… | 100 so far'));
  expect(rows(tree)).toContain('shop | 100 agents+');
  finish?.();
  await untilRead(tree);
  expect(rows(tree)).toContain('shop | 150 agents');
  tree.dispose();
});

it('ends its reads when nobody looks, keeps what it has, and reads the rest later', async () => {
  const signals: AbortSignal[] = [];
  let mayAnswer = false;
  const tree = session(
    reader({
      agents: (_project, options) => {
        const { signal } = options ?? {};
        if (signal) signals.push(signal);
        if (mayAnswer) return Promise.resolve(known(listed([agent()])));
        return new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    }),
  );
  tree.resume();
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  tree.pause();
  expect(signals[0]?.aborted).toBe(true);
  await vi.waitFor(() => expect(rows(tree)).toContain('Reading agents | stopped'));
  mayAnswer = true;
  tree.resume();
  await untilRead(tree);
  expect(rows(tree)).toContain('concierge');
  tree.dispose();
});

it('keeps the old answer on the screen while a branch is read anew', async () => {
  const answers: Agent[][] = [[agent()], [{ ...agent(), name: 'renamed' }]];
  let asked = 0;
  const tree = session(
    reader({
      agents: async () => {
        if (asked > 0) expect(rows(tree)).toContain('concierge');
        return known(listed(answers[asked++] ?? []));
      },
    }),
  );
  tree.resume();
  await untilRead(tree);
  tree.refresh({ what: 'everything' });
  await vi.waitFor(() => expect(rows(tree)).toContain('renamed'));
  expect(asked).toBe(2);
  tree.dispose();
});

it('reads only the branch again that somebody retries', async () => {
  const read = vi.fn<InventoryReader['resources']>(async () => known(resources()));
  const agents = vi
    .fn<InventoryReader['agents']>(async () => known(listed([agent()])))
    .mockResolvedValueOnce(unknown('server-error', 'Foundry failed.'));
  const tree = session(reader({ resources: read, agents }));
  tree.resume();
  await untilRead(tree);
  expect(rows(tree)).toContain('Agents: failed in Azure | Foundry failed.');
  const [tenant] = tree.contents().tenants;
  tree.refresh({ what: 'project', tenant: tenant!, project: resources().projects[0]! });
  await vi.waitFor(() => expect(rows(tree)).toContain('concierge'));
  expect(read).toHaveBeenCalledTimes(1);
  tree.dispose();
});

it('shows why it could not connect, and connects again on a retry', async () => {
  let may = false;
  const tree = session(reader(), async () => {
    if (!may) throw new Error('No network.');
    return [] as never;
  });
  tree.resume();
  await vi.waitFor(() => expect(rows(tree)).toContain('Azure: not read | Error: No network.'));
  may = true;
  tree.refresh({ what: 'everything' });
  await vi.waitFor(() => expect(rows(tree)).not.toContain('No network'));
  tree.dispose();
});
