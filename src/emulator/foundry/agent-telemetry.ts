import { randomUUID } from 'node:crypto';
import type { ProjectResource } from '../tenant/estate.ts';
import { sameId } from '../tenant/estate.ts';
import type { World } from '../world.ts';
import type { NamedVersion } from './agent-views.ts';
import { terminalMessage } from './agent-streams.ts';
import type { ModelDenial } from './model-access.ts';

/** Writes down an invocation as a container does whose project has an App Insights connection. */
export function recordInvocation(
  world: World,
  project: ProjectResource,
  agent: string,
  serving: NamedVersion,
  outcome: { denials: readonly ModelDenial[]; failed: boolean; providerUrl: string },
): void {
  const component = componentOf(world, project);
  if (component === undefined) return;
  const timestamp = world.now().toISOString();
  const shared = {
    timestamp,
    operation_Id: randomUUID().replaceAll('-', ''),
    cloud_RoleName: agent,
    customDimensions: {
      'gen_ai.agent.name': agent,
      'gen_ai.agent.id':
        serving.spec.instanceIdentity?.principalId ?? `${agent}:${serving.version}`,
      'gen_ai.agent.version': serving.version,
    },
  };
  const append = (table: string, row: Record<string, unknown>): void =>
    world.telemetry.append(component.id, table, { ...shared, ...row });

  // The platform logs the call under a role of its own, and for it the call went well.
  append('requests', {
    cloud_RoleName: 'agentsv2',
    name: 'POST invocations',
    url: `/api/projects/${project.name}/agents/${agent}/endpoint/protocols/invocations`,
    success: true,
    resultCode: '200',
    duration: 912.4,
  });
  for (const { code, message } of outcome.denials) {
    append('exceptions', {
      type: 'ProviderError',
      outerMessage: JSON.stringify({ error: { code, message } }),
      severityLevel: 3,
    });
  }
  const [denial] = outcome.denials;
  append(
    'traces',
    outcome.failed && denial !== undefined
      ? { message: terminalMessage(denial, outcome.providerUrl), severityLevel: 3 }
      : { message: 'assistant.message: answered the guest', severityLevel: 1 },
  );
}

/** The component that the App Insights connection names, the default one where there are several. */
function componentOf(world: World, project: ProjectResource) {
  const connections = [
    ...Object.values(project.spec.connections),
    ...Object.values(project.account.spec.connections),
  ].filter(({ category }) => category === 'AppInsights');
  const used = connections.find(({ isDefault }) => isDefault) ?? connections[0];
  const id = used?.metadata.ResourceId ?? used?.target ?? '';
  return world.estate.components.find((component) => sameId(component.id, id));
}
