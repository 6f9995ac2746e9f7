import * as z from 'zod';
import { subscriptionOf } from '../../core/arm/scope.ts';
import type { Unknown } from '../../core/facts/fact.ts';
import type { InventoryResources } from '../../core/inventory/inventory.ts';
import { toUnknown } from '../errors/to-unknown.ts';
import { parseAccount, parseProject } from '../wire/accounts.ts';
import { parseHubWorkspace, parseUserAssignedIdentity } from '../wire/inventory-resources.ts';

const Row = z.object({ id: z.string(), type: z.string() });

/** Puts a resource, as ARM and Resource Graph both spell it, where the inventory keeps its type. */
const parsers: Record<string, (row: unknown, into: InventoryResources) => void> = {
  'microsoft.cognitiveservices/accounts': (row, { accounts }) => accounts.push(parseAccount(row)),
  'microsoft.cognitiveservices/accounts/projects': (row, { projects }) =>
    projects.push(parseProject(row)),
  'microsoft.machinelearningservices/workspaces': (row, { hubWorkspaces }) => {
    const workspace = parseHubWorkspace(row);
    if (workspace) hubWorkspaces.push(workspace);
  },
  'microsoft.managedidentity/userassignedidentities': (row, { userAssignedIdentities }) =>
    userAssignedIdentities.push(parseUserAssignedIdentity(row)),
};

/** The resources of a tenant while they come in. */
export interface ResourceCollection {
  /** What there is by now; it grows. */
  resources: InventoryResources;
  /** Takes resources of the types that an inventory has; throws `ZodError` where a row is none. */
  add(rows: unknown[]): void;
  /** Notes why something of a subscription is missing; the first reason stands. */
  miss(subscriptionId: string, why: Unknown): void;
  /** Whether something of the subscription has come. */
  has(subscriptionId: string): boolean;
  isEmpty(): boolean;
  /** A copy of what there is by now. */
  soFar(): InventoryResources;
}

export function createResourceCollection(): ResourceCollection {
  const resources: InventoryResources = {
    accounts: [],
    projects: [],
    hubWorkspaces: [],
    userAssignedIdentities: [],
    missing: {},
  };
  const subscriptions = new Set<string>();
  const miss: ResourceCollection['miss'] = (subscriptionId, why) => {
    resources.missing[subscriptionId.toLowerCase()] ??= why;
  };
  return {
    resources,
    miss,
    add(rows) {
      for (const row of rows) {
        const { id, type } = Row.parse(row);
        const subscription = subscriptionOf(id)?.toLowerCase() ?? '';
        subscriptions.add(subscription);
        try {
          parsers[type.toLowerCase()]?.(row, resources);
        } catch (error) {
          // One resource in an unknown shape hides itself and no other.
          miss(subscription, toUnknown(error, { what: `the resource ${id}`, cancelled: false }));
        }
      }
    },
    has: (subscriptionId) => subscriptions.has(subscriptionId.toLowerCase()),
    isEmpty: () => subscriptions.size === 0,
    soFar: () => ({
      accounts: [...resources.accounts],
      projects: [...resources.projects],
      hubWorkspaces: [...resources.hubWorkspaces],
      userAssignedIdentities: [...resources.userAssignedIdentities],
      missing: { ...resources.missing },
    }),
  };
}
