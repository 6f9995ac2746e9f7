import type { MarkLevel } from '../../../core/inventory/coverage.ts';
import { worstLevel } from '../../../core/inventory/coverage.ts';
import type { AssessedIdentity } from './assessment.ts';
import { agentNode, failureNode, identityNodes, loading } from './build-nodes.ts';
import type { TreeContents } from './contents.ts';
import {
  agentsOf,
  failureOf,
  foundryAccounts,
  knownSoFar,
  missingAgents,
  projectsOf,
  type TenantInventory,
} from './inventory-state.ts';
import { resourceNodeId } from './node-ids.ts';
import type { TreeNode } from './nodes.ts';
import { byName, onePage } from './paging.ts';

interface Row {
  node: TreeNode;
  name: string;
  level: MarkLevel;
}

const ranks: Record<MarkLevel, number> = { problem: 0, open: 1, fine: 2 };

/**
 * All agents and all identities of projects and accounts, what asks the most of a person first, and
 * all of them however long the list is.
 */
export function flatRows(contents: TreeContents): TreeNode[] {
  return contents.tenants
    .flatMap((tenant) => rowsOf(tenant, contents))
    .sort((a, b) => ranks[a.level] - ranks[b.level] || byName(a.name, b.name))
    .map(({ node }) => node);
}

/**
 * The flat list. What could not be read stands before everything else, and what is still being read
 * behind it.
 */
export function flatList(contents: TreeContents): TreeNode[] {
  const nodes = flatRows(contents);
  return [
    ...contents.tenants.flatMap(failuresIn),
    ...onePage(contents.shown, 'flat', nodes),
    ...(contents.tallies.total.pending ? [loading('flat', 'Reading agents', nodes.length)] : []),
  ];
}

function failuresIn(tenant: TenantInventory): TreeNode[] {
  const { key, name } = tenant;
  const retry = { what: 'tenant', tenant } as const;
  const resources = knownSoFar(tenant.resources);
  const subscriptions = Object.entries(resources?.missing ?? {}).flatMap(
    ([subscriptionId, failure]) =>
      failureNode(key, `Foundry resources of subscription ${subscriptionId}`, failure, {
        what: 'subscription',
        tenant,
        subscriptionId,
      }),
  );
  const projects = (resources?.projects ?? []).flatMap((project) =>
    failureNode(
      resourceNodeId(tenant, project.id),
      `Agents of project ${project.name}`,
      missingAgents(tenant, project),
      { what: 'project', tenant, project },
    ),
  );
  return [
    ...failureNode(key, `Subscriptions of ${name}`, failureOf(tenant.subscriptions), retry),
    ...failureNode(key, `Foundry resources of ${name}`, failureOf(tenant.resources), retry),
    ...subscriptions,
    ...projects,
  ];
}

function rowsOf(tenant: TenantInventory, { assessor, search }: TreeContents): Row[] {
  const resources = knownSoFar(tenant.resources);
  if (resources === null) return [];
  const rows: Row[] = [];
  const addIdentities = (parentId: string, assessed: AssessedIdentity[]): void => {
    const nodes = identityNodes(`flat:${parentId}`, { tenant }, null, assessed, true);
    nodes.forEach((node, index) => {
      const level = worstLevel(assessed[index]?.marks ?? []);
      rows.push({ node, name: node.identity.name, level });
    });
  };
  for (const account of foundryAccounts(resources)) {
    const owner = { tenant, account, project: null, agent: null };
    addIdentities(
      resourceNodeId(tenant, account.id),
      assessor.ofAccount(tenant, account).filter((one) => search.identity(one, owner)),
    );
    for (const project of projectsOf(resources, account)) {
      const where = { tenant, account, project };
      addIdentities(
        resourceNodeId(tenant, project.id),
        assessor.ofProject(where).filter((one) => search.identity(one, { ...where, agent: null })),
      );
      for (const agent of agentsOf(tenant, project)) {
        if (!search.agent(tenant, account, project, agent)) continue;
        const { identities } = assessor.ofVersion(where, agent, agent.serving);
        const level = worstLevel(identities.flatMap(({ marks }) => marks ?? []));
        rows.push({ node: agentNode(where, agent, true), name: agent.name, level });
      }
    }
  }
  return rows;
}
