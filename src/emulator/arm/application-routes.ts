import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { ProjectResource } from '../tenant/estate.ts';
import { findEntry } from '../tenant/look-up.ts';
import type { AgentPrincipalSpec, ApplicationSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';
import { requireControl } from './access.ts';
import { page } from './paging.ts';

const type = 'Microsoft.CognitiveServices/accounts/projects/applications';

/** The first versions of the interface that know applications. */
const firstVersions = { preview: '2025-10-01-preview', stable: '2025-12-01' };

/** Agents that are published through applications, and what runs behind these. */
export function applicationRoutes(
  world: World,
  project: string,
  projectOf: (request: EmulatorRequest) => ProjectResource,
): Route[] {
  const list = (
    pattern: string,
    handle: (request: EmulatorRequest, parent: ProjectResource) => ReturnType<Route['handle']>,
  ): Route => ({
    service: 'arm',
    method: 'GET',
    pattern: `${project}/applications${pattern}`,
    handle: (request) => {
      requireVersion(request);
      const parent = projectOf(request);
      requireControl(world, request, `${type}/read`, parent.id);
      return handle(request, parent);
    },
  });
  return [
    list('', (request, parent) =>
      page(world, request, Object.entries(parent.spec.applications), ([name, spec]) =>
        applicationView(world, parent, name, spec),
      ),
    ),
    list('/:application/agentDeployments', (request, parent) => {
      const name = param(request, 'application');
      const found = findEntry(parent.spec.applications, name);
      if (found === undefined) {
        throw serviceError(
          'arm',
          404,
          'ResourceNotFound',
          `The application '${name}' was not found.`,
        );
      }
      const [application, { deployments }] = found;
      return page(world, request, Object.entries(deployments), ([deployment, spec]) => ({
        id: `${parent.id}/applications/${application}/agentDeployments/${deployment}`,
        name: `${parent.account.name}/${parent.name}/${application}/${deployment}`,
        type: `${type}/agentDeployments`,
        properties: {
          deploymentType: 'Hosted',
          deploymentId: deployment,
          state: spec.state,
          agents: [{ agentId: null, agentName: spec.agentName, agentVersion: spec.agentVersion }],
          protocols: [{ protocol: 'Responses', version: '2.0.0' }],
          provisioningState: 'Succeeded',
        },
      }));
    }),
  ];
}

function applicationView(
  world: World,
  { id, name: projectName, account }: ProjectResource,
  name: string,
  spec: ApplicationSpec,
): Record<string, unknown> {
  const [first] = Object.keys(spec.deployments);
  return {
    id: `${id}/applications/${name}`,
    name: `${account.name}/${projectName}/${name}`,
    type,
    properties: {
      displayName: name,
      baseUrl: `${world.origin}/${account.host}.services.ai.azure.com/api/projects/${projectName}/applications/${name}`,
      isEnabled: spec.isEnabled,
      provisioningState: 'Succeeded',
      agents: spec.agents.map((agentName) => ({ agentId: null, agentName })),
      authorizationPolicy: { type: 'Default' },
      trafficRoutingPolicy: {
        protocol: 'FixedRatio',
        rules: first
          ? [{ ruleId: 'default', deploymentId: first, trafficPercentage: 100, description: '' }]
          : [],
      },
      agentIdentityBlueprint: assigned(world, 'AgentBlueprint', spec.agentIdentityBlueprint),
      defaultInstanceIdentity: assigned(world, 'AgentInstance', spec.defaultInstanceIdentity),
    },
  };
}

function assigned(world: World, kind: string, identity: AgentPrincipalSpec | undefined): unknown {
  if (identity === undefined) return null;
  const { principalId, clientId } = identity;
  const { tenantId } = world.tenant;
  return { kind, type: 'System', principalId, clientId, tenantId, provisioningState: 'Succeeded' };
}

function requireVersion(request: EmulatorRequest): void {
  const version = request.query.get('api-version') ?? '';
  const first = version.endsWith('-preview') ? firstVersions.preview : firstVersions.stable;
  if (version >= first) return;
  throw serviceError(
    'arm',
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for API version '${version}' and type 'accounts/projects/applications'.`,
  );
}
