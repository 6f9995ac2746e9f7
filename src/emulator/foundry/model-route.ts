import { accountByHost, sameId, type AccountResource } from '../tenant/estate.ts';
import type { ProjectResource } from '../tenant/estate.ts';
import { projectEndpoint } from '../arm/resource-views.ts';
import type { AgentVersionSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';

/** Where the code in an agent's container sends its model calls, and with what. */
export interface ModelRoute {
  kind: 'project-endpoint' | 'account-endpoint';
  account: AccountResource;
  /** The base URL that the provider is configured with. */
  url: string;
  authentication: 'token' | 'key';
}

/**
 * Reads the route off the definition's environment: an endpoint of an account, or the name or the
 * target of a connection. A definition without any uses the project endpoint, which the platform
 * hands to every container. Null where the definition points out of the tenant.
 */
export function modelRouteOf(
  world: World,
  project: ProjectResource,
  version: AgentVersionSpec,
): ModelRoute | null {
  const values = Object.values(version.definition.environment_variables);
  const routes = values.flatMap((value) => routeOfValue(world, project, value) ?? []);
  const accountRoute = routes.find((route) => route.kind === 'account-endpoint');
  if (accountRoute !== undefined) return accountRoute;
  if (routes[0] !== undefined) return routes[0];
  if (values.some((value) => outsideModelUrl.test(value))) return null;
  return {
    kind: 'project-endpoint',
    account: project.account,
    url: `${projectEndpoint(world, project)}/openai/v1/`,
    authentication: 'token',
  };
}

const outsideModelUrl = /^https:\/\/[\w-]+\.(?:openai|cognitiveservices|services\.ai)\.azure\./i;

function routeOfValue(world: World, project: ProjectResource, value: string): ModelRoute | null {
  const connections = { ...project.account.spec.connections, ...project.spec.connections };
  const connection = Object.entries(connections).find(
    ([name, { target }]) =>
      sameId(name, value) || (target.startsWith('https://') && value.startsWith(target)),
  )?.[1];
  const url = connection?.target ?? value;
  const host = url.startsWith(`${world.origin}/`)
    ? /^([^.]+)\.(?:openai|cognitiveservices|services\.ai)\.azure\.com/i.exec(
        url.slice(world.origin.length + 1),
      )
    : null;
  const account = accountByHost(world.estate, host?.[1] ?? '');
  if (account === undefined) return null;
  return {
    kind: /\/api\/projects\//i.test(url) ? 'project-endpoint' : 'account-endpoint',
    account,
    url: value.startsWith('https://') ? value : url,
    authentication: /key/i.test(connection?.authType ?? '') ? 'key' : 'token',
  };
}
