import { normalizeScope, scopeChain, subscriptionOf } from '../arm/scope.ts';
import type { DenyAssignment, RoleAssignment } from '../facts/azure.ts';
import type { AccessFacts } from '../facts/diagnosis-facts.ts';
import type { Fact, Known } from '../facts/fact.ts';

/** What was read of a tenant's access once, to judge many principals from it without asking again. */
export interface TenantAccess {
  assignments: RoleAssignment[];
  denyAssignments: DenyAssignment[];
  /** Direct members of each group, by the group's object id; groups may be members. */
  groups: Record<string, string[]>;
  /** Names of the management groups above each subscription, by subscription id. */
  managementGroups: Record<string, string[]>;
}

/** Answers what one principal was given at and above one scope. */
export type AccessLookup = (principalId: string, scope: string) => AccessFacts;

/** Deny assignments name everybody by this id. */
const everybody = '00000000-0000-0000-0000-000000000000';

/**
 * Indexes a tenant's access by principal and scope: building it takes time linear in the
 * assignments, and a look-up time linear in the principal's groups and the scope's ancestors, however
 * large the tenant is. `source` and `at` are those of the facts that look-ups return.
 */
export function indexTenantAccess(
  access: TenantAccess,
  { source, at }: Pick<Known<unknown>, 'source' | 'at'>,
): AccessLookup {
  const byPrincipal = groupBy(access.assignments, ({ principalId }) => principalId.toLowerCase());
  const byPrincipalAndScope = new Map(
    [...byPrincipal].map(([id, rows]) => [id, groupBy(rows, (row) => normalizeRoot(row.scope))]),
  );
  const parents = parentGroups(access.groups);
  const known = <T>(value: T): Fact<T> => ({ status: 'known', value, source, at });

  return (principalId, scope) => {
    const principals = withGroups(principalId.toLowerCase(), parents);
    const chain = chainWithManagementGroups(scope, access.managementGroups);
    const assignments = principals.flatMap((principal) =>
      chain.flatMap((above) => byPrincipalAndScope.get(principal)?.get(above) ?? []),
    );
    const denies = access.denyAssignments.filter(
      (deny) => chain.includes(normalizeRoot(deny.scope)) && appliesTo(deny, principals),
    );
    return {
      principalId,
      scope,
      assignments: known(assignments),
      denyAssignments: known(denies.map(withoutExclusions)),
      eligibilities: known([]),
    };
  };
}

/** A principal's object id and those of all groups it is in, at any depth. */
function withGroups(principalId: string, parents: Map<string, string[]>): string[] {
  const found = new Set([principalId]);
  for (const member of found) {
    for (const group of parents.get(member) ?? []) found.add(group);
  }
  return [...found];
}

function parentGroups(groups: Record<string, string[]>): Map<string, string[]> {
  const pairs = Object.entries(groups).flatMap(([group, members]) =>
    members.map((member): [string, string] => [member.toLowerCase(), group.toLowerCase()]),
  );
  return new Map(
    [...groupBy(pairs, ([member]) => member)].map(([member, rows]) => [
      member,
      rows.map(([, group]) => group),
    ]),
  );
}

function chainWithManagementGroups(
  scope: string,
  managementGroups: TenantAccess['managementGroups'],
): string[] {
  const subscription = subscriptionOf(scope);
  const above = subscription === null ? [] : (managementGroups[subscription.toLowerCase()] ?? []);
  const ids = above.map((name) =>
    normalizeScope(`/providers/Microsoft.Management/managementGroups/${name}`),
  );
  return [...scopeChain(scope), ...ids];
}

const normalizeRoot = (scope: string): string => normalizeScope(scope) || '/';

function appliesTo(deny: DenyAssignment, principals: string[]): boolean {
  const names = (list: { id: string }[]): boolean =>
    list.some(({ id }) => id === everybody || principals.includes(id.toLowerCase()));
  return names(deny.principals) && !names(deny.excludePrincipals);
}

/** The exclusions were looked at with the groups known, so nothing about them is open any more. */
function withoutExclusions(deny: DenyAssignment): DenyAssignment {
  return { ...deny, excludePrincipals: [] };
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
