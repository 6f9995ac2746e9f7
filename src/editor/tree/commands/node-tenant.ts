import { UserError } from '../../commands/user-error.ts';
import type { TenantConnection } from '../../sign-in/tenant-connection.ts';
import type { TenantInventory } from '../model/inventory-state.ts';
import type { TreeNode } from '../model/nodes.ts';
import type { NodeCommandContext } from './context.ts';

/** The tenant that a node stands in; null for one that stands for no resource. */
export function tenantOf(node: TreeNode): TenantInventory | null {
  return 'tenant' in node ? node.tenant : null;
}

/** The connection that a node was read with. Throws a UserError where the tree has a new one by now. */
export function connectionOf(
  node: TreeNode,
  { tree }: Pick<NodeCommandContext, 'tree'>,
): TenantConnection {
  const tenant = tenantOf(node);
  const connection = tenant ? tree.connectionOf(tenant) : undefined;
  if (connection === undefined) {
    throw new UserError('The tree was read anew in the meantime. Choose the node again.');
  }
  return connection;
}
