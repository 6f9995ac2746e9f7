import { roleGuid } from '../../core/arm/role-id.ts';
import type {
  DenyAssignment,
  PermissionSet,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
} from '../../core/facts/azure.ts';
import { valueOf, type Fact } from '../../core/facts/fact.ts';
import { bearsOnModelCalls } from '../../core/inventory/bears-on-model-calls.ts';
import type { SubscriptionAccess } from '../../core/inventory/inventory.ts';
import { createTextPool } from '../../core/inventory/text-pool.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import { listAll } from '../pipeline/list-all.ts';
import { listPages } from '../pipeline/list-pages.ts';
import type { Reading } from '../session.ts';
import { listDenyAssignments, listEligibilities, withoutSlash } from '../steps/access-lists.ts';
import { readGroupMembers } from '../steps/read-groups.ts';
import {
  parseRoleAssignmentResource,
  parseRoleDefinition,
  type AssignmentRows,
} from '../wire/authorization.ts';
import type { SharedReads } from './shared-reads.ts';

/** What one reader keeps of the access of all subscriptions, since it is the same in each. */
export interface AccessSharing {
  groupMembers: SharedReads<string[]>;
  /** Built-in roles by GUID: a tenant has hundreds, and every subscription lists them all. */
  builtInRoles: Map<string, RoleDefinition>;
}

/** Everything that bears on access in a subscription, and the members of the groups that matter. */
export async function readSubscriptionAccess(
  reading: Reading,
  subscriptionId: string,
  sharing: AccessSharing,
  { onlyModelCalls = false }: { onlyModelCalls?: boolean } = {},
): Promise<SubscriptionAccess> {
  const scope = `/subscriptions/${subscriptionId}`;
  const where = `of the subscription ${subscriptionId}`;
  const read = <T>(what: string, list: () => Promise<T>): Promise<Fact<T>> =>
    reading.ledger.fact('access', `the ${what} ${where}`, list);
  const definitions = read('role definitions', () =>
    listRoleDefinitions(reading, scope, sharing.builtInRoles),
  );
  const isKept = onlyModelCalls ? bearsOnModelCalls(await definitions) : () => true;
  const [assignments, denyAssignments, eligibilities, roleDefinitions] = await Promise.all([
    read('role assignments', () => listAssignments(reading, scope, isKept)),
    read('deny assignments', () => listDenyAssignments(reading, scope)),
    read('eligible roles', async () => (await listEligibilities(reading, scope)).filter(isKept)),
    definitions,
  ]);
  const groups = groupsThatMatter(
    [...(valueOf(assignments) ?? []), ...(valueOf(eligibilities) ?? [])],
    valueOf(denyAssignments) ?? [],
    valueOf(roleDefinitions),
  );
  const groupMembers = await Promise.all(
    groups.map(async (group) => {
      const members = sharing.groupMembers(group, () => readGroupMembers(reading, group));
      return [group, await members] as const;
    }),
  );
  return {
    subscriptionId,
    assignments,
    denyAssignments,
    eligibilities,
    roleDefinitions,
    groupMembers: Object.fromEntries(groupMembers),
  };
}

/**
 * The assignments at, above and below a scope. A subscription may have a hundred thousand: the SDK's
 * models of them cost more than their way over the network, and texts that are the same in many are
 * kept once.
 */
async function listAssignments(
  { cloud, clients }: Reading,
  scope: string,
  isKept: AssignmentRows['isKept'],
): Promise<RoleAssignment[]> {
  const rows = { isKept, once: createTextPool() };
  const assignments: RoleAssignment[] = [];
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  const url = `${cloud.arm.endpoint}${path}?api-version=${apiVersions.roleAssignments}`;
  await listPages(clients.arm, url, (page) => {
    for (const item of page) {
      const assignment = parseRoleAssignmentResource(item, rows);
      if (assignment) assignments.push(assignment);
    }
  });
  return assignments;
}

/** The roles that may be assigned at a scope or below it, by GUID. */
async function listRoleDefinitions(
  { clients }: Reading,
  scope: string,
  builtIn: Map<string, RoleDefinition>,
): Promise<Record<string, RoleDefinition>> {
  const roles = await listAll(
    (options) =>
      clients.authorization.roleDefinitions.list(withoutSlash(scope), {
        ...options,
        filter: 'atScopeAndBelow()',
      }),
    parseRoleDefinition,
  );
  return Object.fromEntries(
    roles.map((role) => {
      const kept = builtIn.get(role.guid);
      if (kept && JSON.stringify(kept) === JSON.stringify(role)) return [role.guid, kept];
      if (role.type === 'BuiltInRole') builtIn.set(role.guid, role);
      return [role.guid, role];
    }),
  );
}

/**
 * Object ids, lower case, of the groups whose members decide about data actions of CognitiveServices,
 * by an active role or by one that is only eligible: all groups with a role, where nobody may say what
 * the roles contain.
 */
function groupsThatMatter(
  held: (RoleAssignment | RoleEligibility)[],
  denyAssignments: DenyAssignment[],
  roles: Record<string, RoleDefinition> | undefined,
): string[] {
  const matters = (roleDefinitionId: string): boolean =>
    roles === undefined ||
    reachesCognitiveServices(roles[roleGuid(roleDefinitionId)]?.permissions ?? []);
  const granted = held
    .filter(({ principalType, roleDefinitionId }) => {
      return principalType === 'Group' && matters(roleDefinitionId);
    })
    .map(({ principalId }) => principalId);
  const denied = denyAssignments
    .filter(({ permissions }) => reachesCognitiveServices(permissions))
    .flatMap(({ principals, excludePrincipals }) => [...principals, ...excludePrincipals])
    .filter(({ type }) => type === 'Group')
    .map(({ id }) => id);
  return [...new Set([...granted, ...denied].map((id) => id.toLowerCase()))];
}

/** Whether data actions may be CognitiveServices' own, by what stands before their first wildcard. */
function reachesCognitiveServices(permissions: PermissionSet[]): boolean {
  const provider = 'microsoft.cognitiveservices/';
  return permissions.some(({ dataActions }) =>
    dataActions.some((pattern) => {
      const [start = ''] = pattern.toLowerCase().split('*');
      return start.startsWith(provider) || (pattern.includes('*') && provider.startsWith(start));
    }),
  );
}
