import type { PermissionSet } from '../tenant/access-schemas.ts';
import type { Tenant } from '../tenant/schema.ts';
import type { World } from '../world.ts';
import type { StoredAssignment } from './assignment-store.ts';
import type { RoleDefinition } from './role-catalogue.ts';

/** The wire forms of Microsoft.Authorization. */

export function assignmentView(world: World, row: StoredAssignment): Record<string, unknown> {
  const scope = asRecorded(row.scope, row.name);
  const at = row.createdOn.toISOString();
  return {
    properties: {
      roleDefinitionId: roleDefinitionId(row.scope, row.role),
      principalId: row.principalId,
      principalType: row.principalType ?? principalType(world, row.principalId),
      scope,
      condition: row.condition,
      conditionVersion: row.conditionVersion,
      createdOn: at,
      updatedOn: at,
      createdBy: row.createdBy,
      updatedBy: row.createdBy,
      delegatedManagedIdentityResourceId: null,
      description: row.description,
    },
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${row.name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name: row.name,
  };
}

/**
 * ARM stores a scope in the casing of whoever created the row; so here every other row spells
 * `resourcegroups` in lower case.
 */
const asRecorded = (scope: string, name: string): string =>
  parseInt(name.at(-1) ?? '0', 16) % 2 === 1
    ? scope.replace('/resourceGroups/', '/resourcegroups/')
    : scope;

/** The id of a role definition as seen from a scope: below a subscription, else of the tenant. */
export function roleDefinitionId(scope: string, guid: string): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? '';
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

/** ARM keeps rows of deleted principals, and then calls them Unknown only in the portal. */
export function principalType(world: World, objectId: string): string {
  const kind = world.directory.get(objectId.toLowerCase())?.kind;
  if (kind === 'user') return 'User';
  return kind === 'group' ? 'Group' : 'ServicePrincipal';
}

export const roleDefinitionView = (scope: string, role: RoleDefinition): unknown => ({
  id: roleDefinitionId(scope, role.guid),
  name: role.guid,
  type: 'Microsoft.Authorization/roleDefinitions',
  properties: {
    roleName: role.roleName,
    type: role.type,
    description: role.description,
    assignableScopes: role.assignableScopes,
    permissions: role.permissions.map(permissionView),
    createdOn: '2024-01-01T00:00:00.0000000Z',
    updatedOn: '2026-05-11T00:00:00.0000000Z',
    createdBy: null,
    updatedBy: null,
  },
});

/** A condition shows only where there is one. */
export const permissionView = ({ condition, conditionVersion, ...set }: PermissionSet): unknown =>
  condition === null ? set : { ...set, condition, conditionVersion };

export const denyAssignmentView = (
  name: string,
  deny: Tenant['denyAssignments'][string],
): unknown => ({
  id: `${deny.scope}/providers/Microsoft.Authorization/denyAssignments/${name}`,
  type: 'Microsoft.Authorization/denyAssignments',
  name,
  properties: {
    denyAssignmentName: deny.name,
    description: deny.description,
    permissions: deny.permissions,
    scope: deny.scope,
    doNotApplyToChildScopes: deny.doNotApplyToChildScopes,
    principals: deny.principals,
    excludePrincipals: deny.excludePrincipals,
    isSystemProtected: deny.isSystemProtected,
  },
});

/** A row of roleEligibilityScheduleInstances or roleAssignmentScheduleInstances. */
export function scheduleInstanceView(
  world: World,
  kind: 'roleEligibilityScheduleInstances' | 'roleAssignmentScheduleInstances',
  row: {
    name: string;
    principalId: string;
    role: string;
    scope: string;
    start: string;
    condition: string | null;
    memberType: string;
  },
): unknown {
  const principal = world.directory.get(row.principalId.toLowerCase());
  const role = world.roles.get(row.role.toLowerCase());
  const type = principalType(world, row.principalId);
  return {
    id: `${row.scope}/providers/Microsoft.Authorization/${kind}/${row.name}`,
    type: `Microsoft.Authorization/${kind}`,
    name: row.name,
    properties: {
      scope: row.scope,
      roleDefinitionId: roleDefinitionId(row.scope, row.role),
      principalId: row.principalId,
      principalType: type,
      status: 'Provisioned',
      startDateTime: row.start,
      endDateTime: null,
      createdOn: row.start,
      memberType: row.memberType,
      condition: row.condition,
      conditionVersion: row.condition === null ? null : '2.0',
      ...(kind === 'roleAssignmentScheduleInstances'
        ? {
            assignmentType: 'Assigned',
            originRoleAssignmentId: `${row.scope}/providers/Microsoft.Authorization/roleAssignments/${row.name}`,
          }
        : {
            roleEligibilityScheduleId: `${row.scope}/providers/Microsoft.Authorization/roleEligibilitySchedules/${row.name}`,
          }),
      expandedProperties: {
        scope: { id: row.scope, displayName: row.scope.split('/').at(-1), type: 'resource' },
        roleDefinition: {
          id: roleDefinitionId(row.scope, row.role),
          displayName: role?.roleName ?? '',
          type: role?.type ?? 'BuiltInRole',
        },
        principal: {
          id: row.principalId,
          displayName: principal?.displayName ?? '',
          type,
        },
      },
    },
  };
}
