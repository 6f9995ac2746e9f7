import type { GraphRights } from '../tenant/access-schemas.ts';
import type { Principal } from '../tenant/principals.ts';

/** How Graph shows a principal. Without the right to its type, only type and id are left. */
export function directoryObjectView(
  principal: Principal,
  rights: GraphRights,
): Record<string, unknown> {
  const identity = {
    '@odata.type': `#microsoft.graph.${odataTypes[principal.kind]}`,
    id: principal.objectId,
  };
  return rights === 'all' ? { ...identity, ...properties(principal) } : identity;
}

const odataTypes: Record<Principal['kind'], string> = {
  user: 'user',
  group: 'group',
  application: 'servicePrincipal',
  managedIdentity: 'servicePrincipal',
  agentIdentity: 'agentIdentity',
  agentIdentityBlueprint: 'agentIdentityBlueprintPrincipal',
};

const servicePrincipalTypes: Partial<Record<Principal['kind'], string>> = {
  application: 'Application',
  managedIdentity: 'ManagedIdentity',
  agentIdentity: 'ServiceIdentity',
  agentIdentityBlueprint: 'Application',
};

export const isServicePrincipal = ({ kind }: Principal): boolean => kind in servicePrincipalTypes;

/** The types by which getByIds finds it: agent identities are service principals, too. */
export const objectTypes = (principal: Principal): string[] => [
  'directoryObject',
  odataTypes[principal.kind],
  ...(isServicePrincipal(principal) ? ['servicePrincipal'] : []),
];

function properties(principal: Principal): Record<string, unknown> {
  const { displayName, kind, appId, userPrincipalName, blueprintAppId } = principal;
  if (kind === 'user') {
    return { displayName, userPrincipalName, mail: userPrincipalName, accountEnabled: true };
  }
  if (kind === 'group') {
    return { displayName, securityEnabled: true, mailEnabled: false, groupTypes: [] };
  }
  return {
    displayName,
    appId,
    appDisplayName: displayName,
    accountEnabled: true,
    servicePrincipalType: servicePrincipalTypes[kind],
    servicePrincipalNames: appId === null ? [] : [appId],
    tags: [],
    ...(blueprintAppId === null ? {} : { agentIdentityBlueprintId: blueprintAppId }),
  };
}
