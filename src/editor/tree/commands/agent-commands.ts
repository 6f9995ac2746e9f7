import type { AgentActions } from '../../agent/actions.ts';
import { UserError } from '../../commands/user-error.ts';
import type { NodeAction } from '../model/actions.ts';
import { factsOf } from '../model/node-facts.ts';
import type { NodeCommandContext } from './context.ts';
import { connectionOf } from './node-tenant.ts';
import { nodeFor } from './pick-node.ts';

/** What is done with the agent of a node, by the word of the node's menu for it. */
const doing = {
  diagnose: 'diagnose',
  verify: 'verify',
  watch: 'watch',
  'agent-log': 'showLog',
} as const satisfies Partial<Record<NodeAction, keyof AgentActions>>;

/** Does something with a node's agent, with everything filled in, where the tree has found it. */
export async function onAgent(
  action: keyof typeof doing,
  argument: unknown,
  context: NodeCommandContext,
): Promise<void> {
  const node = await nodeFor(action, argument, context);
  const { diagnosis } = factsOf(node, context.tree.contents());
  if (diagnosis === null) throw new UserError('This is no agent. Choose one of them.');
  const agent = { ...diagnosis, connection: connectionOf(node, context) };
  await context.agents[doing[action]](context.origin, agent);
}
