import type { Location } from '../../grants/role-grant.ts';
import {
  deployer,
  namedManagementGroup,
  namedResourceGroup,
  namedSubscription,
  ownScope,
  rootScope,
  subscriptionOf,
} from '../deployment-scope.ts';
import { deploymentName } from '../modules.ts';
import { chainOf, nodeOf } from '../resource-node.ts';
import { object, stringOf, type DeploymentScope, type Value } from '../value.ts';
import type { BuiltIn } from './call.ts';

/** Functions that name scopes, resources and who deploys. */
export const idFunctions: Record<string, BuiltIn> = {
  resourceGroup(values, { frame, location }) {
    const [first, second] = values;
    if (!first) return scope(ownScope('resource-group', frame.scope), location);
    const within = second ? namedSubscription(first) : subscriptionOf(frame.scope);
    return scope(namedResourceGroup(second ?? first, within), location);
  },
  subscription: ([id], { frame, location }) =>
    scope(id ? namedSubscription(id) : ownScope('subscription', frame.scope), location),
  managementGroup: ([name], { frame, location }) =>
    scope(name ? namedManagementGroup(name) : ownScope('management-group', frame.scope), location),
  tenant: (_, { location }) => scope(rootScope('tenant'), location),
  deployer: (_, { location }) => deployer(location),
  deployment: (_, { frame, location }) =>
    object([['name', deploymentName(frame, location)]], location),
  resourceId: (values, { frame, location }) =>
    idOf(
      values,
      ([first, second]) => {
        if (second) return namedResourceGroup(second, namedSubscription(first as Value));
        return first ? namedResourceGroup(first, subscriptionOf(frame.scope)) : frame.scope;
      },
      location,
    ),
  subscriptionResourceId: (values, { frame, location }) =>
    idOf(values, ([id]) => (id ? namedSubscription(id) : subscriptionOf(frame.scope)), location),
  managementGroupResourceId: (values, { frame, location }) =>
    idOf(
      values,
      ([name]) => (name ? namedManagementGroup(name) : ownScope('management-group', frame.scope)),
      location,
    ),
  tenantResourceId: (values, { location }) => idOf(values, () => rootScope('tenant'), location),
  extensionResourceId([base, ...values], { frame, location }) {
    const at = base && nodeOf(base);
    const extended: DeploymentScope | null =
      base?.kind === 'scope-id' ? base.scope : at ? { ...frame.scope, key: at.ref.key } : null;
    return idOf(values, () => extended ?? frame.scope, location);
  },
  reference([of, , full], { location }) {
    const node = of && nodeOf(of);
    if (!node) return null;
    const isFull = full && stringOf(full)?.toLowerCase() === 'full';
    return isFull
      ? { kind: 'resource', node, location }
      : { kind: 'state', node, path: 'properties', location };
  },
  roleDefinitions: ([name]) => {
    const text = name && stringOf(name);
    return typeof text === 'string' && name
      ? { kind: 'built-in-role', name: text, location: name.location }
      : null;
  },
};

function scope(of: DeploymentScope, location: Location): Value {
  return { kind: 'scope', scope: of, location };
}

/** An id from the arguments of a function such as `resourceId`: what stands before the type is where. */
function idOf(
  values: Value[],
  scopeOf: (before: Value[]) => DeploymentScope,
  location: Location,
): Value | null {
  const index = values.findIndex((value) => stringOf(value)?.includes('/'));
  const type = index < 0 ? null : stringOf(values[index] as Value);
  if (type === null) return null;
  const node = chainOf(type, values.slice(index + 1), scopeOf(values.slice(0, index)));
  return node && { kind: 'resource-id', node, labels: [], location };
}
