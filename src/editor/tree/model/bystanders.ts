import type { Subscription } from '../../../core/facts/azure.ts';
import type { HubWorkspace, InventoryResources } from '../../../core/inventory/inventory.ts';
import { unattachedIdentities } from '../../../core/inventory/unattached.ts';
import { subscriptionOf } from '../../../core/arm/scope.ts';
import type { TenantInventory } from './inventory-state.ts';
import { childNodeId, resourceNodeId } from './node-ids.ts';
import type { TreeNode } from './nodes.ts';
import { byName } from './paging.ts';
import type { Search } from './search.ts';

/**
 * What a subscription has beside Foundry accounts: hubs with their classic projects, and
 * user-assigned identities that no account and no project has.
 */
export function bystandersOf(
  parentId: string,
  tenant: TenantInventory,
  { subscriptionId }: Subscription,
  resources: InventoryResources,
  search: Search,
): TreeNode[] {
  const isHere = (id: string | null): boolean => id?.toLowerCase() === subscriptionId.toLowerCase();
  const hubs = resources.hubWorkspaces
    .filter((workspace) => isHere(workspace.subscriptionId))
    .filter((workspace) => isTop(workspace, resources.hubWorkspaces))
    .filter(({ name }) => search.bystander(tenant, subscriptionId, [name, 'hub', 'classic']))
    .sort((a, b) => byName(a.name, b.name));
  const identities = unattachedIdentities(resources)
    .filter(({ resourceId }) => isHere(resourceId && subscriptionOf(resourceId)))
    .filter(({ name, principalId, clientId }) =>
      search.bystander(tenant, subscriptionId, [name, principalId, clientId ?? '']),
    )
    .sort((a, b) => byName(a.name, b.name));
  return [
    ...hubs.map((workspace): TreeNode => ({
      kind: workspace.kind === 'hub' ? 'hub' : 'hub-project',
      id: resourceNodeId(tenant, workspace.id),
      tenant,
      workspace,
    })),
    ...(identities.length === 0
      ? []
      : [
          {
            kind: 'loose-identities' as const,
            id: childNodeId(parentId, 'loose'),
            tenant,
            identities,
          },
        ]),
  ];
}

/** Hubs, and projects whose hub is not among what the caller may see. */
function isTop({ kind, hubId }: HubWorkspace, all: HubWorkspace[]): boolean {
  return kind === 'hub' || !all.some(({ id }) => id.toLowerCase() === hubId?.toLowerCase());
}
