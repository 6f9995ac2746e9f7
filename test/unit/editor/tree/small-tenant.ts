import type { Agent, Subscription } from '../../../../src/core/facts/azure.ts';
import type {
  InventoryResources,
  ProjectAgents,
  SubscriptionAccess,
} from '../../../../src/core/inventory/inventory.ts';
import { createAssessor } from '../../../../src/editor/tree/model/assessment.ts';
import type { TreeContents } from '../../../../src/editor/tree/model/contents.ts';
import {
  emptyInventory,
  type TenantInventory,
} from '../../../../src/editor/tree/model/inventory-state.ts';
import {
  defaultPreferences,
  type TreePreferences,
} from '../../../../src/editor/tree/model/preferences.ts';
import { createSearch } from '../../../../src/editor/tree/model/search.ts';
import { tallyAll, type Tallies } from '../../../../src/editor/tree/model/tally.ts';
import {
  account,
  agent,
  assignment,
  foundryUser,
  known,
  project,
  projectId,
  subscriptionId,
  version,
} from '../../core/sample-facts.ts';

/** A tenant as the side bar reads it, in which a test changes what it is about. */

export const subscription: Subscription = {
  subscriptionId,
  displayName: 'Contoso Shop',
  tenantId: '99999999-9999-4999-8999-999999999999',
  state: 'Enabled',
};

export function resources(change: Partial<InventoryResources> = {}): InventoryResources {
  return {
    accounts: [account()],
    projects: [project],
    hubWorkspaces: [],
    userAssignedIdentities: [],
    missing: {},
    ...change,
  };
}

/** The agent's identity has its role at the project, and nothing at the account. */
export function access(change: Partial<SubscriptionAccess> = {}): SubscriptionAccess {
  return {
    subscriptionId,
    assignments: known([assignment(projectId)]),
    denyAssignments: known([]),
    eligibilities: known([]),
    roleDefinitions: known({
      [foundryUser]: {
        guid: foundryUser,
        roleName: 'Foundry User',
        type: 'BuiltInRole',
        permissions: [
          {
            actions: [],
            notActions: [],
            dataActions: ['Microsoft.CognitiveServices/*'],
            notDataActions: [],
            condition: null,
          },
        ],
      },
    }),
    groupMembers: {},
    ...change,
  };
}

export function read<Answer>(answer: Answer): { state: 'read'; answer: Answer; stale: boolean } {
  return { state: 'read', answer, stale: false };
}

/** All agents of a project. */
export function listed(list: Agent[]): ProjectAgents {
  return { list, missing: null, published: known([]) };
}

/** A tenant of which everything was read. */
export function tenant(
  agents: Agent[] = [agent()],
  change: Partial<TenantInventory> = {},
): TenantInventory {
  const empty = emptyInventory({
    key: 't',
    name: 'Contoso',
    tenantId: subscription.tenantId,
    portal: 'https://portal.azure.com',
  });
  return {
    ...empty,
    subscriptions: read(known([subscription])),
    resources: read(known(resources())),
    access: new Map([[subscriptionId, read(access())]]),
    agents: new Map([[projectId.toLowerCase(), read(known(listed(agents)))]]),
    connections: new Map([[projectId.toLowerCase(), read(known([]))]]),
    readAt: 0,
    ...change,
  };
}

/** Agents of one project, each with an identity of its own. */
export function manyAgents(count: number): Agent[] {
  return Array.from({ length: count }, (_, index) => ({
    ...agent(
      version({
        instanceIdentity: { principalId: `agent-${index}`, clientId: null },
        blueprint: null,
      }),
    ),
    name: `agent ${index}`,
  }));
}

export function contentsOf(
  tenants: TenantInventory[],
  preferences: Partial<TreePreferences> = {},
  shown = new Map<string, number>(),
): TreeContents {
  const assessor = createAssessor();
  const counting = tallyAll(tenants, assessor);
  let step = counting.next();
  while (!step.done) step = counting.next();
  const tallies: Tallies = step.value;
  const preferred = { ...defaultPreferences, ...preferences };
  return {
    tenants,
    failure: null,
    preferences: preferred,
    shown,
    assessor,
    tallies,
    search: createSearch(preferred, tallies, assessor),
    reading: true,
  };
}
