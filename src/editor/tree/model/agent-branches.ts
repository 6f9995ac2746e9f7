import type { Whereabouts } from './assessment.ts';
import { agentNode, empty, failureNode, identityNodes, loading } from './build-nodes.ts';
import type { TreeContents } from './contents.ts';
import {
  agentKey,
  agentsOf,
  failureOf,
  isUnderWay,
  knownSoFar,
  missingAgents,
  readingOf,
} from './inventory-state.ts';
import { childNodeId } from './node-ids.ts';
import type { NodeOf, ReadTarget, TreeNode } from './nodes.ts';
import { byName, onePage } from './paging.ts';

export function childrenOfProject(
  { id, tenant, account, project }: NodeOf<'project'>,
  { assessor, search, shown }: TreeContents,
): TreeNode[] {
  const where: Whereabouts = { tenant, account, project };
  const reading = readingOf(tenant.agents, project.id);
  const agents = agentsOf(tenant, project);
  const missing = missingAgents(tenant, project);
  const retry: ReadTarget = { what: 'project', tenant, project };
  const identities = assessor
    .ofProject(where)
    .filter((assessed) => search.identity(assessed, { ...where, agent: null }));
  const matching = agents.filter((agent) => search.agent(tenant, account, project, agent));
  const connections = failureOf(readingOf(tenant.connections, project.id));
  return [
    ...identityNodes(id, { tenant }, null, identities),
    ...failureNode(id, 'Agents', missing, retry),
    ...failureNode(id, 'Connections', connections, retry),
    ...onePage(
      shown,
      id,
      matching
        .sort((a, b) => byName(a.name, b.name))
        .map((agent) => agentNode(where, agent, false)),
    ),
    ...(isUnderWay(reading) ? [loading(id, 'Reading agents', agents.length)] : []),
    ...(agents.length === 0 && reading.state === 'read' && missing === null
      ? [empty(id, 'No agent in this project')]
      : []),
  ];
}

export function childrenOfAgent(node: NodeOf<'agent'>, { assessor }: TreeContents): TreeNode[] {
  const { id, tenant, account, project, agent } = node;
  const { route, identities } = assessor.ofVersion(node, agent, agent.serving);
  const target: TreeNode[] =
    route.kind === 'other-account'
      ? [
          {
            kind: 'target',
            id: childNodeId(id, 'target'),
            tenant,
            route,
            account: identities[0]?.place.target ?? null,
          },
        ]
      : [];
  return [
    ...identityNodes(id, { tenant }, agent, identities),
    ...(identities.length === 0 ? [empty(id, 'It has no identity of its own')] : []),
    ...target,
    { kind: 'versions', id: childNodeId(id, 'versions'), tenant, account, project, agent },
  ];
}

export function childrenOfVersions(
  { id, tenant, account, project, agent }: NodeOf<'versions'>,
  { shown }: TreeContents,
): TreeNode[] {
  const reading = readingOf(tenant.versions, agentKey(project, agent.name));
  const all = knownSoFar(reading);
  return [
    ...failureNode(id, 'Versions', failureOf(reading), {
      what: 'agent',
      tenant,
      project,
      agent: agent.name,
    }),
    ...onePage(
      shown,
      id,
      (all?.versions ?? []).map((version) => ({
        kind: 'version',
        id: childNodeId(id, version.version),
        tenant,
        account,
        project,
        agent: all ?? agent,
        version,
      })),
    ),
    ...(isUnderWay(reading) ? [loading(id, 'Reading versions', 0)] : []),
  ];
}
