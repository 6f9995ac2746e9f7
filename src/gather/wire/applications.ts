import * as z from 'zod';
import type { AgentDeployment, AgentIdentity, PublishedAgent } from '../../core/facts/azure.ts';

const AssignedIdentity = z
  .object({ principalId: z.string().nullish(), clientId: z.string().nullish() })
  .nullish();

const Agents = z
  .array(
    z.object({
      agentName: z.string().nullish(),
      agentVersion: z.union([z.string(), z.number()]).nullish(),
    }),
  )
  .nullish();

const ApplicationWire = z.object({
  id: z.string(),
  name: z.string(),
  properties: z
    .object({
      isEnabled: z.boolean().nullish(),
      agents: Agents,
      agentIdentityBlueprint: AssignedIdentity,
      defaultInstanceIdentity: AssignedIdentity,
    })
    .nullish(),
});

const DeploymentWire = z.object({
  name: z.string(),
  properties: z.object({ state: z.string().nullish(), agents: Agents }).nullish(),
});

/** An application of a project as ARM sends it, still without its deployments. */
export function parseApplication(resource: unknown): PublishedAgent {
  const { id, name, properties } = ApplicationWire.parse(resource);
  return {
    id,
    application: ownName(name),
    agents: (properties?.agents ?? []).flatMap(({ agentName }) => agentName ?? []),
    isEnabled: properties?.isEnabled ?? null,
    instanceIdentity: toIdentity(properties?.defaultInstanceIdentity),
    blueprint: toIdentity(properties?.agentIdentityBlueprint),
    deployments: null,
  };
}

export function parseAgentDeployment(resource: unknown): AgentDeployment {
  const { name, properties } = DeploymentWire.parse(resource);
  return {
    name: ownName(name),
    state: properties?.state ?? null,
    agents: (properties?.agents ?? []).flatMap(({ agentName, agentVersion }) =>
      agentName ? [{ name: agentName, version: agentVersion?.toString() ?? null }] : [],
    ),
  };
}

/** ARM puts the parents' names before that of a child. */
const ownName = (name: string): string => name.split('/').at(-1) ?? name;

function toIdentity(wire: z.infer<typeof AssignedIdentity>): AgentIdentity | null {
  return wire?.principalId
    ? { principalId: wire.principalId, clientId: wire.clientId ?? null }
    : null;
}
