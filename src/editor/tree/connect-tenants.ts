import { openInventory } from '../../gather/index.ts';
import { explainError } from '../commands/user-error.ts';
import { NotSignedInError, type TenantConnection } from '../sign-in/tenant-connection.ts';
import type { TreeContents } from './model/contents.ts';
import { emptyInventory, type TenantInventory } from './model/inventory-state.ts';
import { createTenantReading, type TenantReading } from './reading/tenant-reading.ts';

/** The tenants of a tree, and how each of them is reached. */
export interface ConnectedTenants {
  readings: TenantReading[];
  connectionOf(inventory: TenantInventory): TenantConnection | undefined;
}

/** Opens an inventory for each connection. Nothing is read yet. */
export function connectTenants(
  connections: TenantConnection[],
  onChange: () => void,
): ConnectedTenants {
  const byInventory = new Map<TenantInventory, TenantConnection>();
  const readings = connections.map((connection, index) => {
    const { cloud, tenantId, tenantName, account, subscriptionFilter } = connection;
    const inventory = emptyInventory({
      // Two accounts may be signed in to one tenant, and each sees what it may see.
      key: `${index} ${tenantId ?? ''}`,
      name: tenantName ?? tenantId ?? account ?? cloud.name,
      tenantId,
      portal: cloud.portal ?? null,
    });
    byInventory.set(inventory, connection);
    return createTenantReading({
      inventory,
      reader: openInventory(connection),
      subscriptionFilter,
      onChange,
    });
  });
  return { readings, connectionOf: (inventory) => byInventory.get(inventory) };
}

/** What an error that kept the tree from reading anything means for the view. */
export function explainFailure(error: unknown): NonNullable<TreeContents['failure']> {
  const message = explainError(error);
  if (message === null) return { reason: 'cancelled', detail: 'The reading was cancelled.' };
  const reason = error instanceof NotSignedInError ? 'not-signed-in' : 'not-read';
  return { reason, detail: message.text };
}
