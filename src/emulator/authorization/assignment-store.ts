import type { Tenant } from '../tenant/schema.ts';
import { moment } from '../tenant/time-schema.ts';

export interface StoredAssignment {
  /** The GUID that names it, lower case. */
  name: string;
  principalId: string;
  /** GUID of its role definition, lower case. */
  role: string;
  scope: string;
  createdOn: Date;
  createdBy: string;
  condition: string | null;
  conditionVersion: string | null;
  conditionHolds: boolean;
  description: string | null;
  /** As the creator gave it; null where ARM is to find it out. */
  principalType: string | null;
}

/**
 * The role assignments of a running tenant: PUT and DELETE change them, the file stays. A company has
 * 100,000 of them, so whoever looks for some asks for those that come into question.
 */
export interface AssignmentStore {
  all(): readonly StoredAssignment[];
  /** Those made to any of the principals, whose ids are in lower case. */
  of(principals: readonly string[]): StoredAssignment[];
  /** Those in the subscription of a scope and above all subscriptions; all where it is in none. */
  near(scope: string): StoredAssignment[];
  get(name: string): StoredAssignment | undefined;
  put(assignment: StoredAssignment): void;
  remove(name: string): StoredAssignment | undefined;
}

export function createAssignmentStore(tenant: Tenant, startedAt: Date): AssignmentStore {
  const byName = new Map<string, StoredAssignment>();
  const byPrincipal = createIndex(({ principalId }) => principalId.toLowerCase());
  const bySubscription = createIndex(({ scope }) => subscriptionOf(scope));

  const remove = (name: string): StoredAssignment | undefined => {
    const found = byName.get(name.toLowerCase());
    if (found === undefined) return undefined;
    byName.delete(name.toLowerCase());
    byPrincipal.remove(found);
    bySubscription.remove(found);
    return found;
  };
  const put = (assignment: StoredAssignment): void => {
    remove(assignment.name);
    byName.set(assignment.name.toLowerCase(), assignment);
    byPrincipal.add(assignment);
    bySubscription.add(assignment);
  };
  for (const [name, spec] of Object.entries(tenant.roleAssignments)) {
    put({
      name: name.toLowerCase(),
      principalId: spec.principalId,
      role: spec.role.toLowerCase(),
      scope: spec.scope,
      createdOn: moment(spec.createdOn, startedAt),
      createdBy: '',
      condition: spec.condition ?? null,
      conditionVersion: spec.condition === undefined ? null : '2.0',
      conditionHolds: spec.conditionHolds,
      description: null,
      principalType: null,
    });
  }
  return {
    all: () => [...byName.values()],
    of: (principals) => principals.flatMap((id) => byPrincipal.get(id)),
    near(scope) {
      const subscription = subscriptionOf(scope);
      return subscription === aboveSubscriptions
        ? [...byName.values()]
        : [...bySubscription.get(aboveSubscriptions), ...bySubscription.get(subscription)];
    },
    get: (name) => byName.get(name.toLowerCase()),
    put,
    remove,
  };
}

const aboveSubscriptions = '';

/** The subscription's GUID in lower case, or {@link aboveSubscriptions}. */
const subscriptionOf = (scope: string): string =>
  /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]?.toLowerCase() ?? aboveSubscriptions;

/** Rows by a key of theirs, in the order in which they came. */
function createIndex(keyOf: (row: StoredAssignment) => string) {
  const rows = new Map<string, Set<StoredAssignment>>();
  return {
    get: (key: string): StoredAssignment[] => [...(rows.get(key) ?? [])],
    add(row: StoredAssignment): void {
      const known = rows.get(keyOf(row));
      if (known === undefined) rows.set(keyOf(row), new Set([row]));
      else known.add(row);
    },
    remove: (row: StoredAssignment): boolean => rows.get(keyOf(row))?.delete(row) ?? false,
  };
}
