import type { GrantScope } from '../grants/role-grant.ts';

const kinds: Record<Exclude<GrantScope['kind'], 'resource'>, string> = {
  tenant: 'tenant',
  'management-group': 'management group',
  subscription: 'subscription',
  'resource-group': 'resource group',
  unknown: 'not resolved',
};

/** A scope for people: "account: foundry", "resource group: resourceGroup()". */
export function scopeWords(scope: GrantScope): string {
  if (scope.kind !== 'resource') return `${kinds[scope.kind]}: ${scope.text}`;
  const { type, name, symbol } = scope.resource;
  const kind = type.split('/').at(-1)?.replace(/s$/, '') ?? type;
  return `${kind}: ${symbol ?? name}`;
}
