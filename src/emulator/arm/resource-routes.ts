import { json, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import { projectsOf, type AccountResource, type ProjectResource } from '../tenant/estate.ts';
import { findById, findEntry } from '../tenant/look-up.ts';
import type { World } from '../world.ts';
import { requireControl } from './access.ts';
import { applicationRoutes } from './application-routes.ts';
import { page } from './paging.ts';
import {
  accountView,
  componentView,
  connectionView,
  deploymentView,
  machineLearningWorkspaceView,
  projectView,
  userAssignedIdentityView,
  workspaceView,
} from './resource-views.ts';
import { noResourceGroup, visibleSubscription } from './subscription-routes.ts';

const accountType = 'Microsoft.CognitiveServices/accounts';

const inGroup = '/subscriptions/:subscription/resourceGroups/:group/providers';
const account = `${inGroup}/Microsoft.CognitiveServices/accounts/:account`;
const project = `${account}/projects/:project`;

export function resourceRoutes(world: World): Route[] {
  const get = (pattern: string, handle: Route['handle']): Route => ({
    service: 'arm',
    method: 'GET',
    pattern,
    handle,
  });
  const accountOf = (request: EmulatorRequest): AccountResource =>
    parentOf(world, request, world.estate.accounts, /^.*\/accounts\/[^/]+/i);
  const projectOf = (request: EmulatorRequest): ProjectResource =>
    parentOf(world, request, world.estate.projects, /^.*\/projects\/[^/]+/i);
  const apiVersion = (request: EmulatorRequest): string => request.query.get('api-version') ?? '';

  return [
    ...topLevelRoutes(world, accountType, world.estate.accounts, (found) =>
      accountView(world, found),
    ),
    ...topLevelRoutes(
      world,
      'Microsoft.Insights/components',
      world.estate.components,
      componentView,
    ),
    ...topLevelRoutes(
      world,
      'Microsoft.OperationalInsights/workspaces',
      world.estate.workspaces,
      workspaceView,
    ),
    ...topLevelRoutes(
      world,
      'Microsoft.ManagedIdentity/userAssignedIdentities',
      world.estate.userAssignedIdentities,
      (found) => userAssignedIdentityView(world, found),
    ),
    ...topLevelRoutes(
      world,
      'Microsoft.MachineLearningServices/workspaces',
      world.estate.machineLearningWorkspaces,
      (found) => machineLearningWorkspaceView(world, found),
    ),
    get(`${account}/projects`, (request) => {
      const parent = accountOf(request);
      const children = projectsOf(world.estate, parent);
      return listed(world, request, `${accountType}/projects`, parent.id, children, (child) =>
        projectView(world, child, apiVersion(request)),
      );
    }),
    get(project, (request) => {
      const found = projectOf(request);
      requireControl(world, request, `${accountType}/projects/read`, found.id);
      return json(projectView(world, found, apiVersion(request)));
    }),
    ...applicationRoutes(world, project, projectOf),
    get(`${account}/deployments`, (request) => {
      const parent = accountOf(request);
      const deployments = Object.entries(parent.spec.deployments);
      return listed(world, request, `${accountType}/deployments`, parent.id, deployments, (found) =>
        deploymentView(parent, ...found),
      );
    }),
    ...[
      { pattern: account, parentOf: accountOf, type: `${accountType}/connections` },
      { pattern: project, parentOf: projectOf, type: `${accountType}/projects/connections` },
    ].flatMap(({ pattern, parentOf: findParent, type }) => [
      get(`${pattern}/connections`, (request) => {
        const parent = findParent(request);
        const category = request.query.get('category')?.toLowerCase();
        const connections = Object.entries(parent.spec.connections).filter(
          ([, spec]) => (category ?? spec.category.toLowerCase()) === spec.category.toLowerCase(),
        );
        return listed(world, request, type, parent.id, connections, (found) =>
          connectionView(parent, ...found),
        );
      }),
      get(`${pattern}/connections/:connection`, (request) => {
        const parent = findParent(request);
        requireControl(world, request, `${type}/read`, parent.id);
        const name = param(request, 'connection');
        const found = findEntry(parent.spec.connections, name);
        if (found === undefined) throw noResource(world, request);
        return json(connectionView(parent, ...found));
      }),
    ]),
  ];
}

/** A type that stands right in a resource group is listed in two ways and read in one. */
function topLevelRoutes<Resource extends { id: string }>(
  world: World,
  type: string,
  resources: readonly Resource[],
  view: (resource: Resource) => unknown,
): Route[] {
  const list = (request: EmulatorRequest, scope: string): Reply => {
    const inScope = resources.filter(({ id }) =>
      id.toLowerCase().startsWith(`${scope.toLowerCase()}/`),
    );
    return listed(world, request, type, scope, inScope, view);
  };
  return [
    {
      service: 'arm',
      method: 'GET',
      pattern: `/subscriptions/:subscription/providers/${type}`,
      handle: (request) => list(request, visibleSubscription(world, request).id),
    },
    {
      service: 'arm',
      method: 'GET',
      pattern: `${inGroup}/${type}`,
      handle: (request) => {
        const { id } = visibleSubscription(world, request);
        const group = `${id}/resourceGroups/${param(request, 'group')}`;
        if (findById(world.estate.resourceGroups, group) === undefined) {
          throw noResourceGroup(param(request, 'group'));
        }
        return list(request, group);
      },
    },
    {
      service: 'arm',
      method: 'GET',
      pattern: `${inGroup}/${type}/:name`,
      handle: (request) => {
        visibleSubscription(world, request);
        const found = findById(resources, request.path);
        if (found === undefined) throw noResource(world, request);
        requireControl(world, request, `${type}/read`, found.id);
        return json(view(found));
      },
    },
  ];
}

function listed<Item>(
  world: World,
  request: EmulatorRequest,
  type: string,
  scope: string,
  items: readonly Item[],
  view: (item: Item) => unknown,
): Reply {
  requireControl(world, request, `${type}/read`, scope);
  return page(world, request, items, view);
}

/** The resource whose id the path begins with. */
function parentOf<Resource extends { id: string }>(
  world: World,
  request: EmulatorRequest,
  resources: Resource[],
  prefix: RegExp,
): Resource {
  visibleSubscription(world, request);
  const id = prefix.exec(request.path)?.[0] ?? '';
  const found = findById(resources, id);
  if (found === undefined) throw noResource(world, request);
  return found;
}

/** ARM's 404: of the resource group where that is absent, else of the resource. */
function noResource(world: World, request: EmulatorRequest) {
  const group = param(request, 'group');
  const groupId = `/subscriptions/${param(request, 'subscription')}/resourceGroups/${group}`;
  if (findById(world.estate.resourceGroups, groupId) === undefined) {
    return noResourceGroup(group);
  }
  const resource = request.path.replace(/^.*?\/providers\//i, '');
  return serviceError(
    'arm',
    404,
    'ResourceNotFound',
    `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
