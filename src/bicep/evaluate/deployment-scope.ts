import type { Location } from '../grants/role-grant.ts';
import { keyOf, nameKey } from './key.ts';
import { literal, object, symbolic, type DeploymentScope, type Value } from './value.ts';

const tenant: DeploymentScope = { level: 'tenant', key: 'tenant()', above: null, name: null };
const subscription: DeploymentScope = {
  level: 'subscription',
  key: 'subscription()',
  above: null,
  name: null,
};
const resourceGroup: DeploymentScope = {
  level: 'resource-group',
  key: 'resourceGroup()',
  above: subscription,
  name: null,
};
const managementGroup: DeploymentScope = {
  level: 'management-group',
  key: 'managementGroup()',
  above: null,
  name: null,
};

/** The scope that a root file with this `targetScope` is deployed at. */
export function rootScope(targetScope: string): DeploymentScope {
  const roots: Record<string, DeploymentScope> = {
    tenant,
    managementgroup: managementGroup,
    subscription,
  };
  return roots[targetScope.toLowerCase()] ?? resourceGroup;
}

/** A scope that cannot be told. */
export function unknownScope(value: Value): DeploymentScope {
  return { level: 'unknown', key: `scope(${keyOf(value)})`, above: null, name: null };
}

/** The subscription that a scope is or lies in. */
export function subscriptionOf(scope: DeploymentScope): DeploymentScope {
  if (scope.level === 'subscription') return scope;
  return scope.above ?? subscription;
}

function namesScope(value: Value): DeploymentScope | null {
  return value.kind === 'symbolic' ? (value.names ?? null) : null;
}

/** `subscription(id)`. */
export function namedSubscription(id: Value): DeploymentScope {
  const named = namesScope(id);
  if (named?.level === 'subscription') return named;
  return { level: 'subscription', key: `subscription(${nameKey(id)})`, above: null, name: id };
}

/** `resourceGroup(name)` in a subscription. */
export function namedResourceGroup(name: Value, within: DeploymentScope): DeploymentScope {
  const named = namesScope(name);
  if (named?.level === 'resource-group' && subscriptionOf(named).key === within.key) return named;
  return {
    level: 'resource-group',
    key: `${within.key}/${nameKey(name)}`,
    above: within,
    name,
  };
}

export function namedManagementGroup(name: Value): DeploymentScope {
  return {
    level: 'management-group',
    key: `managementGroup(${nameKey(name)})`,
    above: null,
    name,
  };
}

/** `resourceGroup()`, `subscription()`, `managementGroup()` or `tenant()` within a deployment. */
export function ownScope(
  level: Exclude<DeploymentScope['level'], 'unknown'>,
  current: DeploymentScope,
): DeploymentScope {
  if (current.level === level) return current;
  if (level === 'subscription') return subscriptionOf(current);
  return { 'resource-group': resourceGroup, 'management-group': managementGroup, tenant }[level];
}

/** The name of a resource group, or the id of a subscription. */
export function scopeName(scope: DeploymentScope, location: Location): Value {
  return scope.name ?? symbolic(`${scope.key}.name`, location, { names: scope });
}

/** A property of `resourceGroup()` and its like. */
export function scopeMember(scope: DeploymentScope, name: string, location: Location): Value {
  switch (name) {
    case 'id':
      return { kind: 'scope-id', scope, location };
    case 'name':
      return scopeName(scope, location);
    case 'subscriptionId':
      return scopeName(subscriptionOf(scope), location);
    default:
      return symbolic(`${scope.key}.${name}`, location);
  }
}

/** The segments of a scope's id: `/subscriptions/…/resourceGroups/…`. */
export function scopeSegments(scope: DeploymentScope, location: Location): Value[] | null {
  const text = (value: string): Value => literal(value, location);
  switch (scope.level) {
    case 'tenant':
      return [text('')];
    case 'subscription':
      return [text(''), text('subscriptions'), scopeName(scope, location)];
    case 'resource-group':
      return [
        ...(scopeSegments(subscriptionOf(scope), location) ?? []),
        text('resourceGroups'),
        scopeName(scope, location),
      ];
    case 'management-group':
      return [
        text(''),
        ...['providers', 'Microsoft.Management', 'managementGroups'].map(text),
        scopeName(scope, location),
      ];
    case 'unknown':
      return null;
  }
}

/** What `deployer()` returns. */
export function deployer(location: Location): Value {
  const open = (name: string): [string, Value] => [name, symbolic(`deployer().${name}`, location)];
  return object(
    [['objectId', { kind: 'deployer', location }], open('tenantId'), open('userPrincipalName')],
    location,
  );
}
