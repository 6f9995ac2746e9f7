import * as z from 'zod';
import { subscriptionOf } from '../../core/arm/scope.ts';
import type { HubWorkspace, UserAssignedIdentity } from '../../core/inventory/inventory.ts';

const WorkspaceWire = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string().nullish(),
  location: z.string().nullish(),
  properties: z.object({ hubResourceId: z.string().nullish() }).nullish(),
});

const IdentityWire = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({ principalId: z.string(), clientId: z.string() }),
});

/** A hub or a project in one, or null for a machine learning workspace of another kind. */
export function parseHubWorkspace(answer: unknown): HubWorkspace | null {
  const { id, name, kind, location, properties } = WorkspaceWire.parse(answer);
  const spelled = kind?.toLowerCase();
  if (spelled !== 'hub' && spelled !== 'project') return null;
  return {
    id,
    name,
    kind: spelled,
    subscriptionId: subscriptionOf(id) ?? '',
    resourceGroup: /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '',
    location: location ?? '',
    hubId: spelled === 'project' ? (properties?.hubResourceId ?? null) : null,
  };
}

export function parseUserAssignedIdentity(answer: unknown): UserAssignedIdentity {
  const { id, name, properties } = IdentityWire.parse(answer);
  return { id, name, principalId: properties.principalId, clientId: properties.clientId };
}
