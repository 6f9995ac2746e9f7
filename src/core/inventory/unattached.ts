import { sameScope, subscriptionOf } from '../arm/scope.ts';
import type { Account } from '../facts/azure.ts';
import type { CoveragePlace } from './coverage.ts';
import { userAssignedIdentity, type InventoryIdentity } from './identities.ts';
import type { InventoryResources } from './inventory.ts';

/** The user-assigned identities that are attached to no account and to no project. */
export function unattachedIdentities({
  accounts,
  projects,
  userAssignedIdentities,
}: InventoryResources): InventoryIdentity[] {
  const attached = new Set(
    [...accounts, ...projects].flatMap(({ identity }) =>
      identity.userAssigned.map(({ resourceId }) => resourceId.toLowerCase()),
    ),
  );
  return userAssignedIdentities
    .filter(({ id }) => !attached.has(id.toLowerCase()))
    .map(({ id, ...identity }) => userAssignedIdentity({ ...identity, resourceId: id }));
}

/** Where such an identity is judged, since it belongs to nothing: at each account beside it. */
export function placesOfUnattached(
  { resourceId }: Pick<InventoryIdentity, 'resourceId'>,
  accounts: Account[],
): CoveragePlace[] {
  const here = resourceId === null ? null : subscriptionOf(resourceId)?.toLowerCase();
  return accounts
    .filter(({ subscriptionId }) => subscriptionId.toLowerCase() === here)
    .map((account) => ({ account, project: null, route: null, target: null }));
}

/** Whether an identity is attached to one of the resources of the place where it is judged. */
export function isAttached(
  { resourceId }: Pick<InventoryIdentity, 'resourceId'>,
  { account, project }: CoveragePlace,
): boolean {
  return [account, ...(project ? [project] : [])].some(({ identity }) =>
    identity.userAssigned.some(
      (attached) => resourceId !== null && sameScope(attached.resourceId, resourceId),
    ),
  );
}
