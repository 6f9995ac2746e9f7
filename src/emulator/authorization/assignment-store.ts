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

/** The role assignments of a running tenant: PUT and DELETE change them, the file stays. */
export interface AssignmentStore {
  all(): readonly StoredAssignment[];
  get(name: string): StoredAssignment | undefined;
  put(assignment: StoredAssignment): void;
  remove(name: string): StoredAssignment | undefined;
}

export function createAssignmentStore(tenant: Tenant, startedAt: Date): AssignmentStore {
  const byName = new Map<string, StoredAssignment>();
  const put = (assignment: StoredAssignment): void => {
    byName.set(assignment.name.toLowerCase(), assignment);
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
    get: (name) => byName.get(name.toLowerCase()),
    put,
    remove(name) {
      const found = byName.get(name.toLowerCase());
      byName.delete(name.toLowerCase());
      return found;
    },
  };
}
