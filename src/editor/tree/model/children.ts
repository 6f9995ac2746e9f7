import { childrenOfAgent, childrenOfProject, childrenOfVersions } from './agent-branches.ts';
import { empty, failureNode, identityNodes, loading } from './build-nodes.ts';
import type { TreeContents } from './contents.ts';
import { flatList } from './flat-list.ts';
import { knownSoFar } from './inventory-state.ts';
import { childNodeId, resourceNodeId } from './node-ids.ts';
import type { NodeKind, NodeOf, TreeNode } from './nodes.ts';
import { onePage } from './paging.ts';
import { viewStateOf } from './view-summary.ts';
import {
  childrenOfAccount,
  childrenOfSubscription,
  childrenOfTenant,
} from './resource-branches.ts';

/** The nodes without a parent; none where a welcome stands in their place. */
export function rootsOf(contents: TreeContents): TreeNode[] {
  const { tenants, failure, preferences } = contents;
  if (viewStateOf(contents) !== 'tree') return [];
  if (failure !== null) {
    return failureNode('', 'Azure', failure, { what: 'everything' });
  }
  if (tenants.length === 0) return [loading('', 'Connecting', 0)];
  const nodes = topOf(contents);
  if (nodes.length > 0) return nodes;
  return [empty('', preferences.onlyProblems ? 'Nothing that asks for a look' : 'Nothing matches')];
}

function topOf(contents: TreeContents): TreeNode[] {
  const { tenants, preferences } = contents;
  if (preferences.grouping === 'flat') return flatList(contents);
  const [tenant] = tenants;
  if (tenants.length === 1 && tenant) return childrenOfTenant(tenant, contents);
  return tenants.map((one) => ({ kind: 'tenant', id: one.key, tenant: one }));
}

const children: {
  [Kind in NodeKind]: (node: NodeOf<Kind>, contents: TreeContents) => TreeNode[];
} = {
  tenant: ({ tenant }, contents) => childrenOfTenant(tenant, contents),
  subscription: childrenOfSubscription,
  account: childrenOfAccount,
  project: childrenOfProject,
  agent: childrenOfAgent,
  versions: childrenOfVersions,
  version: (node, { assessor }) =>
    identityNodes(
      node.id,
      node,
      node.agent,
      assessor.ofVersion(node, node.agent, node.version).identities,
    ),
  identity: ({ id, tenant, identity, place }, { assessor }) => {
    const marks = assessor.marks(tenant, identity, place);
    return marks === null
      ? [loading(id, 'Checking role assignments', 0)]
      : marks.map((mark) => ({
          kind: 'mark',
          id: childNodeId(id, mark.at),
          tenant,
          identity,
          mark,
          named: false,
        }));
  },
  mark: () => [],
  target: () => [],
  hub: ({ tenant, workspace }) =>
    (knownSoFar(tenant.resources)?.hubWorkspaces ?? [])
      .filter(({ hubId }) => hubId?.toLowerCase() === workspace.id.toLowerCase())
      .map((project) => ({
        kind: 'hub-project',
        id: resourceNodeId(tenant, project.id),
        tenant,
        workspace: project,
      })),
  'hub-project': () => [],
  'loose-identities': ({ id, tenant, identities }, contents) =>
    onePage(
      contents.shown,
      id,
      identities.map((identity) => ({
        kind: 'loose-identity',
        id: childNodeId(id, identity.principalId),
        tenant,
        identity,
      })),
    ),
  'loose-identity': ({ id, tenant, identity }, { assessor, shown }) => {
    const marks = assessor.ofUnattached(tenant, identity);
    if (marks === null) return [loading(id, 'Checking role assignments', 0)];
    const nodes = marks.map((mark): TreeNode => ({
      kind: 'mark',
      id: childNodeId(id, mark.scope.toLowerCase()),
      tenant,
      identity,
      mark,
      named: true,
    }));
    return onePage(shown, id, nodes);
  },
  loading: () => [],
  error: () => [],
  more: () => [],
  empty: () => [],
};

/** The nodes under a node, from what is known by now. */
export function childrenOf(node: TreeNode, contents: TreeContents): TreeNode[] {
  return (children[node.kind] as (node: TreeNode, contents: TreeContents) => TreeNode[])(
    node,
    contents,
  );
}
