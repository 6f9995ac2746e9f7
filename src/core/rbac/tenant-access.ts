import { normalizeScope, scopeChain, subscriptionOf } from '../arm/scope.ts';
import type { DenyAssignment, RoleAssignment, RoleEligibility } from '../facts/azure.ts';
import type { AccessFacts } from '../facts/diagnosis-facts.ts';
import type { Fact, Known } from '../facts/fact.ts';

/** What was read of a tenant's access once, to judge many principals from it without asking again. */
export interface TenantAccess {
  assignments: RoleAssignment[];
  denyAssignments: DenyAssignment[];
  eligibilities: RoleEligibility[];
  /** Direct members of each group, by the group's object id; groups may be members. */
  groups: Record<string, string[]>;
  /** Whether a group's members could not be read, by its object id in lower case. */
  isHiddenGroup: (groupId: string) => boolean;
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
  const assignmentsAt = indexByPrincipal(access.assignments);
  const chainOf = chainsOnce(access.managementGroups);
  const eligibilities = groupBy(access.eligibilities, ({ principalId }) =>
    principalId.toLowerCase(),
  );
  const parents = parentGroups(access.groups);
  const known = <T>(value: T): Fact<T> => ({ status: 'known', value, source, at });

  return (principalId, scope) => {
    const principals = withGroups(principalId.toLowerCase(), parents);
    const chain = chainOf(scope);
    const assignments = principals.flatMap((principal) => assignmentsAt(principal, chain));
    const denies = access.denyAssignments.flatMap((deny) =>
      chain.includes(normalizeRoot(deny.scope))
        ? denyFor(deny, principals, access.isHiddenGroup)
        : [],
    );
    return {
      principalId,
      scope,
      assignments: known(assignments),
      denyAssignments: known(denies),
      eligibilities: known(principals.flatMap((principal) => eligibilities.get(principal) ?? [])),
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

/** Of so many rows of one principal, those at a scope are found faster than by an index. */
const fewRows = 8;

/**
 * Finds a principal's assignments at the scopes of a chain, in the chain's order. Nearly everybody has
 * a few, among which it looks; only who has many gets an index of their own, once it is asked for.
 */
function indexByPrincipal(
  assignments: RoleAssignment[],
): (principal: string, chain: string[]) => RoleAssignment[] {
  const byPrincipal = groupBy(assignments, ({ principalId }) => principalId.toLowerCase());
  const indices = new Map<string, Map<string, RoleAssignment[]>>();
  const spelt = new Map<string, string>();
  const scopeOf = ({ scope }: RoleAssignment): string => {
    const known = spelt.get(scope) ?? normalizeRoot(scope);
    spelt.set(scope, known);
    return known;
  };
  return (principal, chain) => {
    const rows = byPrincipal.get(principal);
    if (rows === undefined) return [];
    if (rows.length <= fewRows) {
      return chain.flatMap((above) => rows.filter((row) => scopeOf(row) === above));
    }
    const index = indices.get(principal) ?? groupBy(rows, scopeOf);
    indices.set(principal, index);
    return chain.flatMap((above) => index.get(above) ?? []);
  };
}

/** The scopes that count for a scope, worked out once: everybody in a project is asked about at it. */
function chainsOnce(
  managementGroups: TenantAccess['managementGroups'],
): (scope: string) => string[] {
  const chains = new Map<string, string[]>();
  return (scope) => {
    const chain = chains.get(scope) ?? chainWithManagementGroups(scope, managementGroups);
    chains.set(scope, chain);
    return chain;
  };
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

/**
 * The deny assignment as it bears on principals whose groups are known: not at all, or with the only
 * exclusions that are still open, which are groups that hide their members.
 */
function denyFor(
  deny: DenyAssignment,
  principals: string[],
  isHiddenGroup: TenantAccess['isHiddenGroup'],
): DenyAssignment[] {
  const names = (list: { id: string }[]): boolean =>
    list.some(({ id }) => id === everybody || principals.includes(id.toLowerCase()));
  const hidden = (list: DenyAssignment['principals']): DenyAssignment['principals'] =>
    list.filter(({ id, type }) => type === 'Group' && isHiddenGroup(id.toLowerCase()));
  if (names(deny.excludePrincipals)) return [];
  const open = hidden(deny.excludePrincipals);
  if (names(deny.principals)) return [{ ...deny, excludePrincipals: open }];
  const perhaps = hidden(deny.principals);
  return perhaps.length === 0 ? [] : [{ ...deny, excludePrincipals: [...perhaps, ...open] }];
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
