import type { TreeContents } from './contents.ts';
import { factsOf, type NodeFacts } from './node-facts.ts';
import type { NodeKind, TreeNode } from './nodes.ts';

/** What a node's menu offers. The manifest's `when` clauses name these words. */
export const nodeActions = [
  'diagnose',
  'verify',
  'watch',
  'agent-log',
  'copy-fix',
  'copy-id',
  'open-in-portal',
  'show-assignments',
  'compare',
  'reveal-bicep',
  'refresh',
  'retry',
] as const;
export type NodeAction = (typeof nodeActions)[number];

const offers: Record<
  NodeAction,
  (facts: NodeFacts, node: TreeNode, contents: TreeContents) => boolean
> = {
  diagnose: ({ diagnosis }) => diagnosis !== null,
  verify: ({ diagnosis }) => diagnosis !== null,
  watch: ({ diagnosis }) => diagnosis !== null,
  // An agent that runs in no container of its own has no sessions.
  'agent-log': ({ diagnosis }, node) =>
    diagnosis !== null && 'agent' in node && node.agent?.serving.kind === 'hosted',
  'copy-fix': ({ grants }) => grants.length > 0,
  'copy-id': ({ ids }) => ids.length > 0,
  'open-in-portal': (facts, node) => portalUrl(facts, node) !== null,
  'show-assignments': ({ principal }) => principal !== null,
  compare: ({ principal }) => principal !== null,
  'reveal-bicep': ({ declared }) => declared !== null,
  refresh: ({ read }, { kind }) => read !== null && kind !== 'error',
  retry: ({ read }, { kind }) => read !== null && kind === 'error',
};

export function actionsOf(node: TreeNode, contents: TreeContents): NodeAction[] {
  const facts = factsOf(node, contents);
  return nodeActions.filter((action) => offers[action](facts, node, contents));
}

/** The node's kind and what can be done with it, in words that a `when` clause can look for. */
export function contextValueOf(kind: NodeKind, actions: NodeAction[]): string {
  return [`kind-${kind}`, ...actions].join(' ');
}

/** The node's page in the portal; null where there is none, or none that a browser should open. */
export function portalUrl({ portalPath }: NodeFacts, node: TreeNode): string | null {
  if (portalPath === null || !('tenant' in node)) return null;
  const { portal, tenantId } = node.tenant;
  if (portal === null || new URL(portal).protocol !== 'https:') return null;
  const path = portalPath.split('/').map(encodeURIComponent).join('/');
  return `${portal.replace(/\/+$/, '')}/#${tenantId === null ? '' : `@${tenantId}`}/resource${path}`;
}
