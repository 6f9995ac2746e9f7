import { requireControl } from '../arm/access.ts';
import { page } from '../arm/paging.ts';
import { callerId } from '../entra/caller.ts';
import { json } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';
import type { StoredAssignment } from './assignment-store.ts';
import { parseListFilter, select, type ListFilter } from './list-filter.ts';
import { covers } from './scope.ts';
import {
  assignmentView,
  denyAssignmentView,
  permissionView,
  roleDefinitionView,
  scheduleInstanceView,
} from './views.ts';

/** Subscriptions have up to 4,000 assignments. How many ARM gives at a time is not documented. */
const rowsOfAPage = 1000;

/** The reads of Microsoft.Authorization, at any scope. */
export function authorizationReadRoutes(world: World): Route[] {
  const get = (
    type: string,
    handle: (request: EmulatorRequest, scope: string) => ReturnType<Route['handle']>,
  ): Route => ({
    service: 'arm',
    method: 'GET',
    pattern: `/:scope*/providers/Microsoft.Authorization/${type}`,
    handle: (request) => handle(request, scopeOf(request)),
  });
  const readable = (request: EmulatorRequest, type: string, scope: string): void =>
    requireControl(world, request, `Microsoft.Authorization/${type}/read`, scope);

  return [
    get('roleAssignments', (request, scope) => {
      readable(request, 'roleAssignments', scope);
      const rows = assignmentsIn(world, request, scope, parseListFilter(request, []));
      return page(world, request, rows, (row) => assignmentView(world, row), rowsOfAPage);
    }),
    get('roleAssignments/:name', (request, scope) => {
      readable(request, 'roleAssignments', scope);
      const found = world.assignments.get(param(request, 'name'));
      if (found === undefined || !covers(world.tenant, found.scope, scope)) {
        throw noAssignment(param(request, 'name'));
      }
      return json(assignmentView(world, found));
    }),
    get('roleDefinitions', (request, scope) => {
      if (scope !== '/') readable(request, 'roleDefinitions', scope);
      const { equals } = parseListFilter(request, ['rolename', 'type']);
      const roles = [...world.roles.values()].filter(
        (role) =>
          role.assignableScopes.some((assignable) => covers(world.tenant, assignable, scope)) &&
          same(equals.get('rolename'), role.roleName) &&
          same(equals.get('type'), role.type),
      );
      return page(world, request, roles, (role) => roleDefinitionView(scope, role));
    }),
    get('roleDefinitions/:name', (request, scope) => {
      if (scope !== '/') readable(request, 'roleDefinitions', scope);
      const guid = param(request, 'name').toLowerCase();
      const role = world.roles.get(guid);
      if (role === undefined) throw noRoleDefinition(guid, 404);
      return json(roleDefinitionView(scope, role));
    }),
    get('denyAssignments', (request, scope) => {
      readable(request, 'denyAssignments', scope);
      const filter = parseListFilter(request, ['denyassignmentname', 'gdprexportprincipalid']);
      const { passes } = select(world, request, scope, filter);
      const name = filter.equals.get('denyassignmentname');
      const rows = Object.entries(world.tenant.denyAssignments).filter(
        ([, deny]) =>
          passes({ scope: deny.scope, principals: deniedPrincipals(deny, filter.assignedTo) }) &&
          same(name, deny.name),
      );
      return page(world, request, rows, (row) => denyAssignmentView(...row));
    }),
    get('roleEligibilityScheduleInstances', (request, scope) => {
      readable(request, 'roleEligibilityScheduleInstances', scope);
      const filter = parseListFilter(request, ['roledefinitionid']);
      const { passes } = select(world, request, scope, filter);
      const rows = Object.entries(world.tenant.eligibilities).filter(([, row]) =>
        passes({ scope: row.scope, principals: [row.principalId] }),
      );
      return page(world, request, rows, ([name, row]) =>
        scheduleInstanceView(world, 'roleEligibilityScheduleInstances', {
          ...row,
          name,
          start: world.time(row.startDateTime),
          condition: null,
        }),
      );
    }),
    get('roleAssignmentScheduleInstances', (request, scope) => {
      readable(request, 'roleAssignmentScheduleInstances', scope);
      const filter = parseListFilter(request, ['roledefinitionid']);
      const rows = assignmentsIn(world, request, scope, filter);
      return page(world, request, rows, (row) =>
        scheduleInstanceView(world, 'roleAssignmentScheduleInstances', {
          ...row,
          start: row.createdOn.toISOString(),
          memberType: 'Direct',
        }),
      );
    }),
    get('permissions', (request, scope) => {
      readable(request, 'permissions', scope);
      const sets = world.authoriser.permissionsAt(callerId(request.caller), scope);
      return page(world, request, sets, permissionView);
    }),
  ];
}

function assignmentsIn(
  world: World,
  request: EmulatorRequest,
  scope: string,
  filter: ListFilter,
): StoredAssignment[] {
  const { principals, passes } = select(world, request, scope, filter);
  const candidates =
    principals === null ? world.assignments.near(scope) : world.assignments.of(principals);
  return candidates.filter((row) => passes({ scope: row.scope, principals: [row.principalId] }));
}

/** The scope in front of `/providers/Microsoft.Authorization`; "/" where there is none. */
export function scopeOf(request: EmulatorRequest): string {
  const scope = param(request, 'scope');
  return scope === '' ? '/' : scope;
}

export const noAssignment = (name: string) =>
  serviceError(
    'arm',
    404,
    'RoleAssignmentNotFound',
    `The role assignment '${name.replaceAll('-', '')}' is not found.`,
  );

export const noRoleDefinition = (guid: string, status: 400 | 404) =>
  serviceError(
    'arm',
    status,
    'RoleDefinitionDoesNotExist',
    `The specified role definition with ID '${guid.replaceAll('-', '')}' does not exist.`,
  );

const same = (wanted: string | undefined, value: string): boolean =>
  wanted === undefined || wanted.toLowerCase() === value.toLowerCase();

/** A deny of everyone is assigned to each principal that a filter may name. */
function deniedPrincipals(
  deny: World['tenant']['denyAssignments'][string],
  asked: string | null,
): string[] {
  const ids = deny.principals.map(({ id }) => id);
  const everyone = ids.includes('00000000-0000-0000-0000-000000000000');
  return everyone && asked !== null ? [...ids, asked] : ids;
}
