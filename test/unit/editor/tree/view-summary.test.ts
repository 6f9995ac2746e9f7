import { describe, expect, it } from 'vitest';
import { rootsOf } from '../../../../src/editor/tree/model/children.ts';
import type { TenantInventory } from '../../../../src/editor/tree/model/inventory-state.ts';
import {
  describeAge,
  describeFilter,
  viewStateOf,
  type ViewState,
} from '../../../../src/editor/tree/model/view-summary.ts';
import { known, subscriptionId, unknown } from '../../core/sample-facts.ts';
import { contentsOf, read, resources, tenant } from './small-tenant.ts';

const bare = resources({ accounts: [], projects: [] });

describe('what the view shows', () => {
  it.each<[ViewState, string, Partial<TenantInventory>]>([
    ['signed-out', 'no token', { subscriptions: read(unknown('not-signed-in')) }],
    [
      'no-subscription',
      'none to see',
      { subscriptions: read(known([])), resources: read(known(bare)) },
    ],
    ['no-account', 'nothing of Foundry', { resources: read(known(bare)) }],
    ['no-rights', 'a refusal', { subscriptions: read(unknown('refused')) }],
    ['no-rights', 'a refusal of all resources', { resources: read(unknown('refused')) }],
    [
      'no-rights',
      'each subscription refusing',
      { resources: read(known({ ...bare, missing: { [subscriptionId]: unknown('refused') } })) },
    ],
    ['tree', 'a network that fails', { subscriptions: read(unknown('unreachable')) }],
    ['tree', 'reading', { subscriptions: { state: 'reading', soFar: null } }],
    ['tree', 'something to show', {}],
  ])('is %s with %s', (state, _why, change) => {
    const contents = contentsOf([tenant(undefined, change)]);
    expect(viewStateOf(contents)).toBe(state);
    // A welcome shows only where there is no node, and a tree is never just empty.
    expect(rootsOf(contents).length > 0).toBe(state === 'tree');
  });

  it('is a welcome only where no tenant has anything', () => {
    const out = tenant(undefined, { subscriptions: read(unknown('not-signed-in')) });
    expect(viewStateOf(contentsOf([out, tenant()]))).toBe('tree');
    const failure = { reason: 'not-signed-in', detail: 'Sign in.' } as const;
    expect(viewStateOf({ ...contentsOf([]), failure })).toBe('signed-out');
    expect(
      rootsOf({ ...contentsOf([]), failure: { ...failure, reason: 'not-read' } }),
    ).toMatchObject([{ kind: 'error', detail: 'Sign in.' }]);
  });
});

it('says how old it is, and what is left out', () => {
  const minutes = (count: number): string => describeAge([tenant()], count * 60_000);
  expect([minutes(0.5), minutes(1), minutes(119), minutes(120)]).toEqual([
    'as of just now',
    'as of 1 min ago',
    'as of 119 min ago',
    'as of 2 h ago',
  ]);
  expect(describeAge([tenant(undefined, { readAt: null })], 0)).toBe('');
  expect(describeFilter({ filter: 'x', onlyProblems: true, grouping: 'flat' })).toBe(
    'Filter: x · Only problems and open questions',
  );
});
