import * as z from 'zod';
import type { Account, ManagedIdentity, Project } from '../../core/facts/azure.ts';
import { ReadFailure } from '../errors/failure.ts';
import { parseResourceId, type ResourceParts } from './arm-id.ts';

/** As ARM, the SDK and Resource Graph all spell it. Only what a diagnosis needs is looked at. */
const Identity = z
  .object({
    principalId: z.string().nullish(),
    userAssignedIdentities: z
      .record(
        z.string(),
        z.object({ principalId: z.string().nullish(), clientId: z.string().nullish() }).nullish(),
      )
      .nullish(),
  })
  .nullish();

const PrivateEndpointConnection = z.object({
  properties: z
    .object({
      privateLinkServiceConnectionState: z.object({ status: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

const NetworkRules = z.object({
  ipRules: z.array(z.unknown()).nullish(),
  virtualNetworkRules: z.array(z.unknown()).nullish(),
});

const AccountWire = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string().nullish(),
  location: z.string().nullish(),
  identity: Identity,
  properties: z.object({
    endpoint: z.string().nullish(),
    endpoints: z.record(z.string(), z.string()).nullish(),
    disableLocalAuth: z.boolean().nullish(),
    publicNetworkAccess: z.string().nullish(),
    privateEndpointConnections: z.array(PrivateEndpointConnection).nullish().catch(null),
    networkAcls: NetworkRules.nullish().catch(null),
    allowProjectManagement: z.boolean().nullish(),
  }),
});

const ProjectWire = z.object({
  id: z.string(),
  identity: Identity,
  properties: z
    .object({
      endpoints: z.record(z.string(), z.string()).nullish(),
      // In no published description of the interface; the service shows it in newer versions.
      agentIdentity: z.object({ agentIdentityId: z.string().nullish() }).nullish().catch(null),
    })
    .nullish(),
});

/** An account from an ARM answer. Throws `ZodError` where it is no account. */
export function parseAccount(answer: unknown): Account {
  const { id, name, kind, location, identity, properties } = AccountWire.parse(answer);
  const { subscriptionId, resourceGroup } = partsOf(id);
  return {
    id,
    name,
    kind: kind ?? '',
    location: location ?? '',
    subscriptionId,
    resourceGroup,
    endpoints: {
      ...(properties.endpoint && { endpoint: properties.endpoint }),
      ...properties.endpoints,
    },
    identity: managedIdentity(identity),
    disableLocalAuth: properties.disableLocalAuth ?? null,
    publicNetworkAccess: properties.publicNetworkAccess ?? null,
    networkOpenings: openingsIn(properties),
    allowProjectManagement: properties.allowProjectManagement ?? false,
  };
}

/** Approved private endpoints and network rules. */
function openingsIn({
  privateEndpointConnections,
  networkAcls,
}: z.infer<typeof AccountWire>['properties']): number {
  const approved = (privateEndpointConnections ?? []).filter(
    ({ properties }) =>
      properties?.privateLinkServiceConnectionState?.status?.toLowerCase() === 'approved',
  );
  const rules = [...(networkAcls?.ipRules ?? []), ...(networkAcls?.virtualNetworkRules ?? [])];
  return approved.length + rules.length;
}

/** A project from an ARM answer, whose `name` there is `account/project`. */
export function parseProject(answer: unknown): Project {
  const { id, identity, properties } = ProjectWire.parse(answer);
  const endpoints = properties?.endpoints ?? {};
  const shared = properties?.agentIdentity?.agentIdentityId;
  const endpoint =
    endpoints['AI Foundry API'] ??
    Object.values(endpoints).find((url) => /\/api\/projects\//i.test(url)) ??
    null;
  return {
    id,
    name: partsOf(id).project ?? id,
    endpoint: endpoint === null ? null : endpoint.replace(/\/+$/, ''),
    identity: managedIdentity(identity),
    agentIdentity: shared ? { principalId: shared, clientId: null } : null,
  };
}

function managedIdentity(identity: z.infer<typeof Identity>): ManagedIdentity {
  const userAssigned = Object.entries(identity?.userAssignedIdentities ?? {}).flatMap(
    ([resourceId, value]) =>
      value?.principalId
        ? [{ resourceId, principalId: value.principalId, clientId: value.clientId ?? '' }]
        : [],
  );
  return { ...(identity?.principalId && { principalId: identity.principalId }), userAssigned };
}

function partsOf(id: string): ResourceParts {
  const parts = parseResourceId(id);
  if (parts === null) {
    throw new ReadFailure('malformed', `Azure answered with an id that is no account: ${id}.`);
  }
  return parts;
}
