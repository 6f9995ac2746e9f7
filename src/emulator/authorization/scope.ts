import { managementGroupId } from '../tenant/estate.ts';
import { findEntry } from '../tenant/look-up.ts';
import type { Tenant } from '../tenant/schema.ts';

/**
 * The scopes from which `scope` inherits, itself first and "/" last, in lower case: its parent
 * resources, resource group, subscription and management groups.
 */
export function scopeChain(tenant: Tenant, scope: string): string[] {
  const id = normalise(scope);
  if (id === '/') return ['/'];
  const group = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/.exec(id)?.[1];
  if (group !== undefined) return [...managementGroupChain(tenant, group), '/'];

  const [, subscription, rest = ''] = /^(\/subscriptions\/[^/]+)(.*)$/.exec(id) ?? [];
  if (subscription === undefined) return [id, '/'];
  const subscriptionId = subscription.slice('/subscriptions/'.length);
  const spec = findEntry(tenant.subscriptions, subscriptionId)?.[1];
  const above = spec?.managementGroup
    ? managementGroupChain(tenant, spec.managementGroup.toLowerCase())
    : [];
  return [...prefixesBelowSubscription(subscription, rest), subscription, ...above, '/'];
}

/** True where a grant at `above` reaches `scope`: at it or over it. */
export const covers = (tenant: Tenant, above: string, scope: string): boolean =>
  coveredBy(tenant, scope)(above);

/** {@link covers} of one scope, for many that may stand above it. */
export function coveredBy(tenant: Tenant, scope: string): (above: string) => boolean {
  const chain = new Set(scopeChain(tenant, scope));
  return (above) => chain.has(normalise(above));
}

const normalise = (scope: string): string => scope.toLowerCase().replace(/(?<=.)\/+$/, '');

function managementGroupChain(tenant: Tenant, name: string): string[] {
  const parent = findEntry(tenant.managementGroups, name)?.[1].parent;
  const own = managementGroupId(name).toLowerCase();
  return parent === undefined ? [own] : [own, ...managementGroupChain(tenant, parent)];
}

/** Resource group, resource and each child resource, the deepest first. */
function prefixesBelowSubscription(subscription: string, rest: string): string[] {
  const prefixes: string[] = [];
  const [, group = '', provider = ''] =
    /^(\/resourcegroups\/[^/]+)?(\/providers\/.+)?$/.exec(rest) ?? [];
  if (group !== '') prefixes.unshift(subscription + group);
  const segments = provider.split('/').slice(1);
  for (let end = 4; end <= segments.length; end += 2) {
    prefixes.unshift(`${subscription}${group}/${segments.slice(0, end).join('/')}`);
  }
  return prefixes;
}
