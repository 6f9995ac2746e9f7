import { scopeChain } from '../authorization/scope.ts';
import { callerId } from '../entra/caller.ts';
import { json } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import { sameId, type Estate } from '../tenant/estate.ts';
import { findById } from '../tenant/look-up.ts';
import { principalsOf } from '../tenant/principals.ts';
import type { World } from '../world.ts';
import { requireControl } from './access.ts';
import { page } from './paging.ts';

type SubscriptionResource = Estate['subscriptions'][number];

export function subscriptionRoutes(world: World): Route[] {
  const get = (pattern: string, handle: Route['handle']): Route => ({
    service: 'arm',
    method: 'GET',
    pattern,
    handle,
  });
  return [
    get('/tenants', (request) => page(world, request, [world], tenantView)),
    get('/subscriptions', (request) =>
      page(
        world,
        request,
        world.estate.subscriptions.filter((subscription) =>
          isVisible(world, request, subscription),
        ),
        (subscription) => subscriptionView(world, subscription),
      ),
    ),
    get('/subscriptions/:subscription', (request) =>
      json(subscriptionView(world, visibleSubscription(world, request))),
    ),
    get('/subscriptions/:subscription/resourceGroups', (request) => {
      const { id, subscriptionId } = visibleSubscription(world, request);
      requireControl(world, request, 'Microsoft.Resources/subscriptions/resourceGroups/read', id);
      const groups = world.estate.resourceGroups.filter(
        (group) => group.subscriptionId === subscriptionId,
      );
      return page(world, request, groups, resourceGroupView);
    }),
    get('/subscriptions/:subscription/resourceGroups/:group', (request) => {
      visibleSubscription(world, request);
      const group = findById(world.estate.resourceGroups, request.path);
      if (group === undefined) throw noResourceGroup(param(request, 'group'));
      requireControl(
        world,
        request,
        'Microsoft.Resources/subscriptions/resourceGroups/read',
        group.id,
      );
      return json(resourceGroupView(group));
    }),
  ];
}

export const noResourceGroup = (name: string) =>
  serviceError('arm', 404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

/**
 * The subscription of the path, if the caller has any role in it or above it.
 * @throws ErrorReply 404 SubscriptionNotFound.
 */
export function visibleSubscription(world: World, request: EmulatorRequest): SubscriptionResource {
  const subscriptionId = param(request, 'subscription');
  const found = world.estate.subscriptions.find((known) =>
    sameId(known.subscriptionId, subscriptionId),
  );
  if (found !== undefined && isVisible(world, request, found)) return found;
  throw serviceError(
    'arm',
    404,
    'SubscriptionNotFound',
    `The subscription '${subscriptionId}' could not be found.`,
  );
}

function isVisible(
  world: World,
  request: EmulatorRequest,
  subscription: SubscriptionResource,
): boolean {
  const above = new Set(scopeChain(world.tenant, subscription.id));
  const below = `${subscription.id.toLowerCase()}/`;
  return world.assignments
    .of(principalsOf(world.tenant, callerId(request.caller)))
    .some(({ scope }) => above.has(scope.toLowerCase()) || scope.toLowerCase().startsWith(below));
}

const tenantView = ({ tenant }: World): unknown => ({
  id: `/tenants/${tenant.tenantId}`,
  tenantId: tenant.tenantId,
  countryCode: 'SE',
  displayName: tenant.domain.split('.')[0],
  domains: [tenant.domain],
  defaultDomain: tenant.domain,
  tenantCategory: 'Home',
  tenantType: 'AAD',
});

const subscriptionView = (
  { tenant }: World,
  { id, subscriptionId, spec }: SubscriptionResource,
): unknown => ({
  id,
  subscriptionId,
  displayName: spec.displayName,
  tenantId: tenant.tenantId,
  state: spec.state,
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'PayAsYouGo_2014-09-01',
    spendingLimit: 'Off',
  },
  authorizationSource: 'RoleBased',
  managedByTenants: [],
});

const resourceGroupView = (group: Estate['resourceGroups'][number]): unknown => ({
  id: group.id,
  name: group.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: group.location,
  properties: { provisioningState: 'Succeeded' },
});
