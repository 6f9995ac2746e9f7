import { normalizeScope, sameScope } from '../arm/scope.ts';
import { roleGuid } from '../arm/role-id.ts';
import type { RoleAssignment } from '../facts/azure.ts';

/** A role assignment that templates declare, as far as its values are known. */
export interface DeclaredAssignment<Source> {
  /** Where it was declared, handed through to the result. */
  source: Source;
  /** Object id, GUID of the role and ARM id of the scope; null where the value is open. */
  principalId: string | null;
  role: string | null;
  scope: string | null;
  /** The assignment's own name; null where it cannot be told. */
  name: string | null;
  /** True where a condition of the templates decides whether it is deployed at all. */
  conditional: boolean;
  /** What is open, each for a person. */
  open: string[];
}

/** One difference, or agreement, between what templates declare and what Azure holds. */
export type Drift<Source> =
  | { kind: 'in-step'; declared: DeclaredAssignment<Source>; live: RoleAssignment }
  /** Declared, and not there: not deployed yet, or taken away since. */
  | { kind: 'absent'; declared: DeclaredAssignment<Source> }
  /** There under another name: the next deployment fails with RoleAssignmentExists. */
  | { kind: 'other-name'; declared: DeclaredAssignment<Source>; live: RoleAssignment }
  /** The declared name holds another assignment: it fails with RoleAssignmentUpdateNotPermitted. */
  | { kind: 'name-taken'; declared: DeclaredAssignment<Source>; live: RoleAssignment }
  /** At a scope of the deployment, and in none of its templates. */
  | { kind: 'undeclared'; live: RoleAssignment }
  /** The principal is gone; the assignment grants nothing and may hold a declared name. */
  | { kind: 'orphan'; live: RoleAssignment }
  /** A value is open, so that nothing can be said. */
  | { kind: 'not-compared'; declared: DeclaredAssignment<Source> };

export interface LiveAssignments {
  assignments: RoleAssignment[];
  /** Scopes that the deployment makes: an assignment at or below one counts as its business. */
  scopes: string[];
  /** Object ids that the directory was asked for and does not know. */
  gonePrincipals: ReadonlySet<string>;
}

/**
 * Compares declared role assignments with live ones. A declared one that a condition switches off
 * may rightly be absent, and says so. The order is that of the declarations, then of the live list.
 */
export function compareAssignments<Source>(
  declared: DeclaredAssignment<Source>[],
  { assignments, scopes, gonePrincipals }: LiveAssignments,
): Drift<Source>[] {
  const byTriple = new Map<string, RoleAssignment[]>();
  for (const live of assignments) {
    const key = tripleOf(live);
    byTriple.set(key, [...(byTriple.get(key) ?? []), live]);
  }
  const byName = new Map(assignments.map((live) => [nameKey(live.scope, nameOf(live)), live]));
  const matched = new Set<RoleAssignment>();

  const compared = declared.map((one): Drift<Source> => {
    const { principalId, role, scope, name } = one;
    if (principalId === null || role === null || scope === null) {
      return { kind: 'not-compared', declared: one };
    }
    const same = byTriple.get(keyOf(principalId, role, scope)) ?? [];
    for (const live of same) matched.add(live);
    const [live] = same;
    if (live !== undefined) {
      const kept = name === null || same.some((found) => equal(nameOf(found), name));
      return { kind: kept ? 'in-step' : 'other-name', declared: one, live };
    }
    const holder = name === null ? undefined : byName.get(nameKey(scope, name));
    if (holder === undefined) return { kind: 'absent', declared: one };
    matched.add(holder);
    return { kind: 'name-taken', declared: one, live: holder };
  });

  const rest = assignments
    .filter((live) => !matched.has(live) && scopes.some((scope) => isAtOrBelow(live.scope, scope)))
    .map((live): Drift<Source> => {
      const gone = gonePrincipals.has(live.principalId.toLowerCase());
      return { kind: gone ? 'orphan' : 'undeclared', live };
    });
  return [...compared, ...rest];
}

function tripleOf({ principalId, roleDefinitionId, scope }: RoleAssignment): string {
  return keyOf(principalId, roleGuid(roleDefinitionId), scope);
}

function keyOf(principalId: string, role: string, scope: string): string {
  return [principalId, role, normalizeScope(scope)].join(' ').toLowerCase();
}

function nameKey(scope: string, name: string): string {
  return `${normalizeScope(scope)} ${name.toLowerCase()}`;
}

/** The GUID that names an assignment: the last segment of its id. */
function nameOf({ id }: RoleAssignment): string {
  return id.split('/').at(-1) ?? id;
}

function equal(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isAtOrBelow(scope: string, outer: string): boolean {
  return sameScope(scope, outer) || normalizeScope(scope).startsWith(`${normalizeScope(outer)}/`);
}
