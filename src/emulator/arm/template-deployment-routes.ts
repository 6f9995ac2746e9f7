import { param, type EmulatorRequest } from '../http/request.ts';
import type { Reply } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { findById } from '../tenant/look-up.ts';
import type { TemplateDeploymentSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';
import { requireControl } from './access.ts';
import { page } from './paging.ts';
import { noResourceGroup, visibleSubscription } from './subscription-routes.ts';

/** The history of template deployments, at subscriptions and at resource groups. */
export function templateDeploymentRoutes(world: World): Route[] {
  const get = (pattern: string, handle: Route['handle']): Route => ({
    service: 'arm',
    method: 'GET',
    pattern: `${pattern}/providers/Microsoft.Resources/deployments`,
    handle,
  });
  return [
    get('/subscriptions/:subscription', (request) => {
      const { id, spec } = visibleSubscription(world, request);
      return history(world, request, id, spec.templateDeployments);
    }),
    get('/subscriptions/:subscription/resourceGroups/:group', (request) => {
      visibleSubscription(world, request);
      const path = request.path.replace(/\/providers\/.*$/i, '');
      const group = findById(world.estate.resourceGroups, path);
      if (group === undefined) throw noResourceGroup(param(request, 'group'));
      return history(world, request, group.id, group.templateDeployments);
    }),
  ];
}

function history(
  world: World,
  request: EmulatorRequest,
  scope: string,
  deployments: Record<string, TemplateDeploymentSpec>,
): Reply {
  requireControl(world, request, 'Microsoft.Resources/deployments/read', scope);
  return page(world, request, Object.entries(deployments), ([name, spec]) => ({
    id: `${scope}/providers/Microsoft.Resources/deployments/${name}`,
    name,
    type: 'Microsoft.Resources/deployments',
    tags: spec.tags,
    properties: {
      provisioningState: spec.provisioningState,
      timestamp: world.time(spec.timestamp),
      mode: 'Incremental',
      parameters: shown(spec.parameters),
      outputs: shown(spec.outputs),
      outputResources: spec.outputResources.map((id) => ({ id })),
    },
  }));
}

/** Secure values are named and never handed out. */
function shown(values: TemplateDeploymentSpec['outputs']): unknown {
  return Object.fromEntries(
    Object.entries(values).map(([name, { type, value }]) => [
      name,
      /^secure/i.test(type) ? { type } : { type, value },
    ]),
  );
}
