import type { Subscription } from '../../../core/facts/azure.ts';
import type { Unknown } from '../../../core/facts/fact.ts';
import type { InventoryResources } from '../../../core/inventory/inventory.ts';
import { empty, failureNode, identityNodes, loading } from './build-nodes.ts';
import { bystandersOf } from './bystanders.ts';
import type { TreeContents } from './contents.ts';
import {
  failureOf,
  foundryAccounts,
  isUnderWay,
  knownSoFar,
  projectsOf,
  readingOf,
  type TenantInventory,
} from './inventory-state.ts';
import { resourceNodeId, subscriptionNodeId } from './node-ids.ts';
import type { NodeOf, ReadTarget, TreeNode } from './nodes.ts';
import { byName } from './paging.ts';

export function childrenOfTenant(tenant: TenantInventory, { search }: TreeContents): TreeNode[] {
  const retry: ReadTarget = { what: 'tenant', tenant };
  const resources = knownSoFar(tenant.resources);
  const subscriptions = knownSoFar(tenant.subscriptions) ?? [];
  return [
    ...failureNode(tenant.key, 'Subscriptions', failureOf(tenant.subscriptions), retry),
    ...failureNode(tenant.key, 'Foundry resources', failureOf(tenant.resources), retry),
    ...withSomething(subscriptions, resources)
      .filter((subscription) => search.subscription(tenant, subscription))
      .sort((a, b) => byName(a.displayName, b.displayName))
      .map((subscription): TreeNode => ({
        kind: 'subscription',
        id: subscriptionNodeId(tenant, subscription.subscriptionId),
        tenant,
        subscription,
      })),
    ...(failureOf(tenant.subscriptions) === null &&
    (isUnderWay(tenant.subscriptions) || isUnderWay(tenant.resources))
      ? [loading(tenant.key, 'Reading accounts and projects', resources?.projects.length ?? 0)]
      : []),
  ];
}

/** Subscriptions that have anything to show. A company has hundreds that have not. */
function withSomething(
  subscriptions: Subscription[],
  resources: InventoryResources | null,
): Subscription[] {
  if (resources === null) return [];
  const { hubWorkspaces, missing } = resources;
  const ids = new Set(
    [...foundryAccounts(resources), ...hubWorkspaces].map(({ subscriptionId }) =>
      subscriptionId.toLowerCase(),
    ),
  );
  return subscriptions.filter(
    ({ subscriptionId }) =>
      ids.has(subscriptionId.toLowerCase()) || subscriptionId.toLowerCase() in missing,
  );
}

export function childrenOfSubscription(
  { id, tenant, subscription }: NodeOf<'subscription'>,
  { search }: TreeContents,
): TreeNode[] {
  const { subscriptionId } = subscription;
  const resources = knownSoFar(tenant.resources);
  if (resources === null) return [];
  const missing = resources.missing[subscriptionId.toLowerCase()] ?? null;
  const access = readingOf(tenant.access, subscriptionId);
  const { assignments, roleDefinitions } =
    access.state === 'read' ? access.answer : { assignments: null, roleDefinitions: null };
  const retryAccess: ReadTarget = { what: 'access', tenant, subscriptionId };
  const unread = (fact: typeof assignments | typeof roleDefinitions): Unknown | null =>
    fact?.status === 'unknown' ? fact : null;
  const accounts = foundryAccounts(resources)
    .filter((account) => account.subscriptionId.toLowerCase() === subscriptionId.toLowerCase())
    .filter((account) => search.account(tenant, account))
    .sort((a, b) => byName(a.name, b.name));
  return [
    ...failureNode(id, 'Foundry resources', missing, {
      what: 'subscription',
      tenant,
      subscriptionId,
    }),
    ...failureNode(id, 'Role assignments', unread(assignments), retryAccess),
    ...failureNode(id, 'Role definitions', unread(roleDefinitions), retryAccess),
    ...accounts.map((account): TreeNode => ({
      kind: 'account',
      id: resourceNodeId(tenant, account.id),
      tenant,
      account,
    })),
    ...bystandersOf(id, tenant, subscription, resources, search),
  ];
}

export function childrenOfAccount(
  { id, tenant, account }: NodeOf<'account'>,
  { assessor, search }: TreeContents,
): TreeNode[] {
  const resources = knownSoFar(tenant.resources);
  const projects = resources === null ? [] : projectsOf(resources, account);
  const owner = { tenant, account, project: null, agent: null };
  const identities = assessor
    .ofAccount(tenant, account)
    .filter((assessed) => search.identity(assessed, owner));
  return [
    ...identityNodes(id, { tenant }, null, identities),
    ...projects
      .filter((project) => search.project(tenant, account, project))
      .sort((a, b) => byName(a.name, b.name))
      .map((project): TreeNode => ({
        kind: 'project',
        id: resourceNodeId(tenant, project.id),
        tenant,
        account,
        project,
      })),
    ...(projects.length === 0 && !isUnderWay(tenant.resources)
      ? [empty(id, 'No project in this account')]
      : []),
  ];
}
