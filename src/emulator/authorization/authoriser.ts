import type { DenyAssignmentSpec, PermissionSet } from '../tenant/access-schemas.ts';
import { principalsOf } from '../tenant/principals.ts';
import type { Tenant } from '../tenant/schema.ts';
import type { AssignmentStore, StoredAssignment } from './assignment-store.ts';
import type { RoleCatalogue } from './role-catalogue.ts';
import { conditionLetsPass } from './data-condition.ts';
import { coveredBy, covers } from './scope.ts';

/**
 * The emulator's own judge. It decides who gets a 401 or 403, for callers and for agents alike, and
 * shares nothing with the judge of the product that it is there to test.
 */
export interface Authoriser {
  /** Control plane: may the principal do `action` at `scope`? */
  mayControl(principalId: string, action: string, scope: string, request?: RoleRequest): boolean;
  /** Data plane: the same for data actions, honouring the propagation delay. */
  mayUseData(principalId: string, action: string, scope: string): boolean;
  /** True where a role assigned at this very scope, and not above it, grants the data action. */
  hasOwnDataGrant(principalId: string, action: string, scope: string): boolean;
  /** The permission sets that the principal's assignments give it at `scope`. */
  permissionsAt(principalId: string, scope: string): PermissionSet[];
  /** What the principal may do by its own assignments alone, leaving out those of its groups. */
  ownDecision(principalId: string, action: string, scope: string, plane: Plane): OwnDecision;
}

/** Whether an action is allowed, and the assignment that allows it. */
export type OwnDecision = { allowed: true; by: StoredAssignment } | { allowed: false };

/** What a condition on role assignments looks at: the role that is to be assigned or removed. */
export interface RoleRequest {
  role: string;
}

export interface AuthoriserParts {
  tenant: Tenant;
  assignments: AssignmentStore;
  roles: RoleCatalogue;
  now(): Date;
  /** Milliseconds before a grant works at the data plane. */
  propagationDelayMs: number;
}

type Plane = 'control' | 'data';

export function createAuthoriser(parts: AuthoriserParts): Authoriser {
  const { tenant, assignments, roles } = parts;

  const covering = (principals: string[], scope: string): StoredAssignment[] => {
    const isAbove = coveredBy(tenant, scope);
    return assignments.of(principals).filter((assignment) => isAbove(assignment.scope));
  };

  const isDenied = (principals: string[], action: string, scope: string, plane: Plane): boolean =>
    Object.values(tenant.denyAssignments).some(
      (deny) =>
        appliesTo(deny, principals) &&
        reaches(tenant, deny, scope) &&
        deny.permissions.some((set) => grants(set, action, plane)),
    );

  const works = (assignment: StoredAssignment): boolean =>
    parts.now().getTime() - assignment.createdOn.getTime() >= parts.propagationDelayMs;

  const dataGrants = (principals: string[], action: string, scope: string): StoredAssignment[] =>
    covering(principals, scope).filter(
      (assignment) =>
        works(assignment) &&
        (assignment.condition === null ||
          conditionLetsPass(assignment.condition, action, assignment.conditionHolds)) &&
        (roles.get(assignment.role)?.permissions ?? []).some((set) => grants(set, action, 'data')),
    );

  const controlGrants = (
    principals: string[],
    action: string,
    scope: string,
    request?: RoleRequest,
  ): StoredAssignment[] =>
    covering(principals, scope).filter(
      (assignment) =>
        conditionAllows(assignment.condition, action, request) &&
        (roles.get(assignment.role)?.permissions ?? []).some(
          (set) =>
            grants(set, action, 'control') && conditionAllows(set.condition, action, request),
        ),
    );

  return {
    mayControl(principalId, action, scope, request) {
      const principals = principalsOf(tenant, principalId);
      return (
        controlGrants(principals, action, scope, request).length > 0 &&
        !isDenied(principals, action, scope, 'control')
      );
    },
    mayUseData(principalId, action, scope) {
      const principals = principalsOf(tenant, principalId);
      return (
        dataGrants(principals, action, scope).length > 0 &&
        !isDenied(principals, action, scope, 'data')
      );
    },
    hasOwnDataGrant(principalId, action, scope) {
      return dataGrants(principalsOf(tenant, principalId), action, scope).some(
        (assignment) => assignment.scope.toLowerCase() === scope.toLowerCase(),
      );
    },
    permissionsAt(principalId, scope) {
      return covering(principalsOf(tenant, principalId), scope).flatMap(
        (assignment) => roles.get(assignment.role)?.permissions ?? [],
      );
    },
    ownDecision(principalId, action, scope, plane) {
      const alone = [principalId.toLowerCase()];
      const [by] = (plane === 'data' ? dataGrants : controlGrants)(alone, action, scope);
      return by === undefined || isDenied(alone, action, scope, plane)
        ? { allowed: false }
        : { allowed: true, by };
    },
  };
}

function grants(set: PermissionSet, action: string, plane: Plane): boolean {
  const [given, taken] =
    plane === 'control' ? [set.actions, set.notActions] : [set.dataActions, set.notDataActions];
  return (
    given.some((pattern) => matches(pattern, action)) &&
    !taken.some((pattern) => matches(pattern, action))
  );
}

/** Patterns as expressions: roles share a few hundred of them, and every request tries some. */
const expressions = new Map<string, RegExp>();

/** Azure's wildcard: `*` stands for any text, slashes included; case does not matter. */
function matches(pattern: string, action: string): boolean {
  const expression = expressions.get(pattern) ?? compile(pattern);
  expressions.set(pattern, expression);
  return expression.test(action);
}

function compile(pattern: string): RegExp {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'i');
}

const everyone = '00000000-0000-0000-0000-000000000000';

function appliesTo(deny: DenyAssignmentSpec, principals: string[]): boolean {
  const names = (list: { id: string }[]): boolean =>
    list.some(({ id }) => id === everyone || principals.includes(id.toLowerCase()));
  return names(deny.principals) && !names(deny.excludePrincipals);
}

const reaches = (tenant: Tenant, deny: DenyAssignmentSpec, scope: string): boolean =>
  deny.doNotApplyToChildScopes
    ? deny.scope.toLowerCase() === scope.toLowerCase()
    : covers(tenant, deny.scope, scope);

/**
 * The one kind of condition on attributes that the emulator reads: "only these roles may be
 * assigned". Any other concerns data and lets the control plane pass, unless it turns on the action.
 */
function conditionAllows(
  condition: string | null,
  action: string,
  request: RoleRequest | undefined,
): boolean {
  if (condition === null) return true;
  const list = /RoleDefinitionId\]\s*ForAnyOfAnyValues:GuidEquals\s*\{([^}]*)\}/i.exec(condition);
  if (request === undefined || list?.[1] === undefined) {
    return conditionLetsPass(condition, action, true);
  }
  return list[1]
    .split(',')
    .map((guid) => guid.trim().toLowerCase())
    .includes(request.role.toLowerCase());
}
