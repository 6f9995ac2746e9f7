import type { TenantConnection } from '../sign-in/tenant-connection.ts';
import { connectTenants, explainFailure, type ConnectedTenants } from './connect-tenants.ts';
import type { TenantInventory } from './model/inventory-state.ts';
import type { TreePreferences } from './model/preferences.ts';
import { createTreeSession, type TreeSession } from './reading/tree-session.ts';

/** The tree once somebody looks at it. Everything that is heavy to load hangs on this module. */
export interface OpenTree extends TreeSession {
  connectionOf(inventory: TenantInventory): TenantConnection | undefined;
}

export interface OpenTreeOptions {
  connections(): Promise<TenantConnection[]>;
  preferences: TreePreferences;
  onChange: () => void;
  /** An error that no node can show. */
  onError(error: unknown): void;
}

export function openTree(options: OpenTreeOptions): OpenTree {
  let connected: ConnectedTenants | undefined;
  const session = createTreeSession({
    async connect(onChange) {
      connected = connectTenants(await options.connections(), onChange);
      return connected.readings;
    },
    explain(error) {
      options.onError(error);
      return explainFailure(error);
    },
    preferences: options.preferences,
    onChange: options.onChange,
    now: Date.now,
  });
  return { ...session, connectionOf: (inventory) => connected?.connectionOf(inventory) };
}
