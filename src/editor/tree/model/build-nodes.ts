import type { Agent } from '../../../core/facts/azure.ts';
import type { Unknown } from '../../../core/facts/fact.ts';
import type { AssessedIdentity, Whereabouts } from './assessment.ts';
import type { TenantInventory } from './inventory-state.ts';
import { agentNodeId, childNodeId } from './node-ids.ts';
import type { NodeOf, ReadTarget, TreeNode } from './nodes.ts';

export function agentNode(
  { tenant, account, project }: Whereabouts,
  agent: Agent,
  flat: boolean,
): NodeOf<'agent'> {
  const id = agentNodeId(tenant, project, agent.name);
  return {
    kind: 'agent',
    id: flat ? `flat:${id}` : id,
    tenant,
    account,
    project,
    agent,
    flat,
  };
}

export function identityNodes(
  parentId: string,
  { tenant }: { tenant: TenantInventory },
  agent: Agent | null,
  assessed: AssessedIdentity[],
  flat = false,
): NodeOf<'identity'>[] {
  return assessed.map(({ identity, place }) => ({
    kind: 'identity',
    id: childNodeId(parentId, `${identity.role}:${identity.principalId}`),
    tenant,
    identity,
    place,
    agent,
    flat,
  }));
}

/** The node of a read that failed, in a list; none where it did not fail. */
export function failureNode(
  parentId: string,
  what: string,
  failure: Pick<Unknown, 'reason' | 'detail'> | null,
  retry: ReadTarget,
): TreeNode[] {
  if (failure === null) return [];
  const { reason, detail } = failure;
  return [
    { kind: 'error', id: childNodeId(parentId, `error ${what}`), what, reason, detail, retry },
  ];
}

export function loading(parentId: string, what: string, soFar: number): TreeNode {
  return { kind: 'loading', id: childNodeId(parentId, 'loading'), what, soFar };
}

export function empty(parentId: string, text: string): TreeNode {
  return { kind: 'empty', id: childNodeId(parentId, 'empty'), text };
}
