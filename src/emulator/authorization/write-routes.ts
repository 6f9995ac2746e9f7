import * as z from 'zod';
import { requireControl } from '../arm/access.ts';
import { callerId } from '../entra/caller.ts';
import { empty, json, type Reply } from '../http/reply.ts';
import { jsonBody, param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import { sameId } from '../tenant/estate.ts';
import { findById, findEntry } from '../tenant/look-up.ts';
import type { World } from '../world.ts';
import type { StoredAssignment } from './assignment-store.ts';
import { noRoleDefinition, scopeOf } from './read-routes.ts';
import { scopeChain } from './scope.ts';
import { assignmentView, principalType } from './views.ts';

const BodySchema = z.object({
  properties: z.object({
    roleDefinitionId: z.string().regex(/\/roleDefinitions\/[0-9a-f-]{36}$/i),
    principalId: z.guid(),
    principalType: z.string().nullish(),
    condition: z.string().nullish(),
    conditionVersion: z.string().nullish(),
    description: z.string().nullish(),
  }),
});

/** Creating and removing role assignments: the human's part, through az or the portal. */
export function authorizationWriteRoutes(world: World): Route[] {
  const pattern = '/:scope*/providers/Microsoft.Authorization/roleAssignments/:name';
  return [
    { service: 'arm', method: 'PUT', pattern, handle: (request) => put(world, request) },
    { service: 'arm', method: 'DELETE', pattern, handle: (request) => remove(world, request) },
  ];
}

function put(world: World, request: EmulatorRequest): Reply {
  const scope = scopeOf(request);
  const name = param(request, 'name').toLowerCase();
  const parsed = BodySchema.safeParse(jsonBody(request));
  if (!parsed.success) {
    throw serviceError(
      'arm',
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${parsed.error.issues[0]?.path.join('.') ?? ''}'.`,
    );
  }
  if (!z.guid().safeParse(name).success) {
    throw serviceError(
      'arm',
      400,
      'InvalidRoleAssignmentId',
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    );
  }
  const { properties } = parsed.data;
  const role = (properties.roleDefinitionId.split('/').at(-1) ?? '').toLowerCase();
  requireControl(world, request, 'Microsoft.Authorization/roleAssignments/write', scope, { role });
  requireScope(world, scope);
  if (!world.roles.has(role)) throw noRoleDefinition(role, 400);
  if (!world.directory.has(properties.principalId.toLowerCase())) {
    throw principalNotFound(world, properties.principalId);
  }
  const actualType = principalType(world, properties.principalId);
  if (properties.principalType && properties.principalType !== actualType) {
    throw serviceError(
      'arm',
      400,
      'UnmatchedPrincipalType',
      `The PrincipalId '${properties.principalId}' has type '${actualType}', which is different from specified PrinciaplType '${properties.principalType}'.`,
    );
  }
  const row: StoredAssignment = {
    name,
    principalId: properties.principalId.toLowerCase(),
    role,
    scope,
    createdOn: world.now(),
    createdBy: callerId(request.caller),
    condition: properties.condition ?? null,
    conditionVersion: properties.conditionVersion ?? null,
    conditionHolds: false,
    description: properties.description ?? null,
    principalType: actualType,
  };
  return store(world, row);
}

/** A name is forever: it may change its description or condition, not what it grants to whom. */
function store(world: World, row: StoredAssignment): Reply {
  const named = world.assignments.get(row.name);
  if (named !== undefined) {
    if (!isSameGrant(named, row)) {
      throw serviceError(
        'arm',
        400,
        'RoleAssignmentUpdateNotPermitted',
        'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
      );
    }
    const updated = { ...row, createdOn: named.createdOn, createdBy: named.createdBy };
    world.assignments.put(updated);
    return json(assignmentView(world, updated), 200);
  }
  const twin = world.assignments.of([row.principalId]).find((other) => isSameGrant(other, row));
  if (twin !== undefined) {
    throw serviceError(
      'arm',
      409,
      'RoleAssignmentExists',
      `The role assignment already exists. The ID of the existing role assignment is ${twin.name.replaceAll('-', '')}.`,
    );
  }
  world.assignments.put(row);
  return json(assignmentView(world, row), 201);
}

const isSameGrant = (a: StoredAssignment, b: StoredAssignment): boolean =>
  sameId(a.principalId, b.principalId) && sameId(a.role, b.role) && sameId(a.scope, b.scope);

function remove(world: World, request: EmulatorRequest): Reply {
  const scope = scopeOf(request);
  const name = param(request, 'name');
  const found = world.assignments.get(name);
  requireControl(
    world,
    request,
    'Microsoft.Authorization/roleAssignments/delete',
    scope,
    found === undefined ? undefined : { role: found.role },
  );
  if (found === undefined || !sameId(found.scope, scope)) return empty(204);
  world.assignments.remove(name);
  return json(assignmentView(world, found));
}

const principalNotFound = ({ tenant }: World, principalId: string) =>
  serviceError(
    'arm',
    400,
    'PrincipalNotFound',
    `Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenant.tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
  );

/** @throws ErrorReply 404 where the scope names a resource that does not exist. */
function requireScope(world: World, scope: string): void {
  const isAboveSubscription = !scope.toLowerCase().startsWith('/subscriptions/');
  const [own = ''] = scopeChain(world.tenant, scope);
  const lists: readonly { id: string }[][] = Object.values({ ...world.estate });
  const isKnown = lists.some((list) => findById(list, own) !== undefined);
  if (isAboveSubscription || isKnown || isAgent(world, own)) return;
  throw serviceError(
    'arm',
    404,
    'ResourceNotFound',
    `The Resource '${scope.split('/').slice(-2).join('/')}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

function isAgent({ estate }: World, scope: string): boolean {
  const [, projectId = '', name = ''] = /^(.+)\/agents\/(.+)$/.exec(scope) ?? [];
  const project = findById(estate.projects, projectId);
  return project !== undefined && findEntry(project.spec.agents, name) !== undefined;
}
