import type {
  AgentPrincipalSpec,
  AgentSpec,
  AgentVersionSpec,
} from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';

/** The wire forms of agents and their versions. */

export interface NamedVersion {
  version: string;
  spec: AgentVersionSpec;
}

/** Newest first: by number where versions are numbers, as the service counts them. */
export const versionsOf = (agent: AgentSpec): NamedVersion[] =>
  Object.entries(agent.versions)
    .map(([version, spec]) => ({ version, spec }))
    .sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));

/** The version with the most traffic, or the latest where no traffic is split. */
export function servingVersion(agent: AgentSpec): NamedVersion | undefined {
  const versions = versionsOf(agent);
  const [most] = Object.entries(agent.traffic).sort(([, a], [, b]) => b - a);
  return most === undefined ? versions[0] : versions.find(({ version }) => version === most[0]);
}

export const versionId = (agent: string, version: string): string => `${agent}:${version}`;

export function versionView(
  world: World,
  name: string,
  agent: AgentSpec,
  { version, spec }: NamedVersion,
): Record<string, unknown> {
  return {
    object: 'agent.version',
    id: versionId(name, version),
    name,
    version,
    created_at: Math.floor(Date.parse(world.time(spec.createdAt)) / 1000),
    metadata: {},
    status: spec.status,
    definition: spec.definition,
    ...(spec.instanceIdentity === undefined
      ? {}
      : { instance_identity: principalView(spec.instanceIdentity) }),
    ...blueprintView(name, agent),
    draft: false,
  };
}

export function agentView(world: World, name: string, agent: AgentSpec): Record<string, unknown> {
  const [latest] = versionsOf(agent);
  const serving = servingVersion(agent);
  const identity = serving?.spec.instanceIdentity;
  return {
    object: 'agent',
    id: name,
    name,
    state: agent.state,
    configuration_state: 'ready',
    state_source: agent.stateSource,
    versions: latest === undefined ? {} : { latest: versionView(world, name, agent, latest) },
    agent_endpoint: {
      version_selector: {
        version_selection_rules: Object.entries(agent.traffic).map(([version, percentage]) => ({
          type: 'FixedRatio',
          agent_version: version,
          traffic_percentage: percentage,
        })),
      },
      protocol_configuration: { invocations: {}, responses: {} },
      authorization_schemes: [{ type: 'Entra' }],
    },
    ...(identity === undefined
      ? {}
      : { instance_identity: { ...principalView(identity), status: 'active' } }),
    ...blueprintView(name, agent),
    agent_card: {},
  };
}

const principalView = ({ principalId, clientId }: AgentPrincipalSpec) => ({
  principal_id: principalId,
  client_id: clientId,
});

const blueprintView = (name: string, agent: AgentSpec): Record<string, unknown> =>
  agent.blueprint === undefined
    ? {}
    : {
        blueprint: principalView(agent.blueprint),
        blueprint_reference: {
          type: 'ManagedAgentIdentityBlueprint',
          blueprint_id: `${name}-${agent.blueprint.clientId.slice(0, 5)}`,
        },
      };
