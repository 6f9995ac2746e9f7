import * as vscode from 'vscode';
import { originKey, type Origin } from '../origin/origin.ts';

/** Which tenants and subscriptions the user wants to see. It holds for all workspaces. */
export interface Selection {
  /** Keys of the chosen tenants of VS Code's accounts; null means all. */
  tenants(origin: Origin): string[] | null;
  saveTenants(origin: Origin, keys: string[] | null): Promise<void>;
  /** Ids of the chosen subscriptions of a tenant, lower case; null means all. */
  subscriptions(origin: Origin, tenantId: string | null): string[] | null;
  saveSubscriptions(origin: Origin, tenantId: string | null, ids: string[] | null): Promise<void>;
}

const tenantsKey = 'foundryIdentity.tenants';
const subscriptionsKey = 'foundryIdentity.subscriptions';

export function createSelection(memento: vscode.Memento): Selection {
  const read = (key: string, entry: string): string[] | null | undefined =>
    memento.get<Record<string, string[] | null>>(key, {})[entry];
  const write = async (key: string, entry: string, value: string[] | null): Promise<void> =>
    memento.update(key, { ...memento.get(key, {}), [entry]: value });
  const entryOf = (origin: Origin, tenantId: string | null): string =>
    `${originKey(origin)} ${tenantId ?? ''}`;
  return {
    tenants: (origin) => read(tenantsKey, originKey(origin)) ?? null,
    saveTenants: (origin, keys) => write(tenantsKey, originKey(origin), keys),
    subscriptions(origin, tenantId) {
      const chosen = read(subscriptionsKey, entryOf(origin, tenantId));
      if (chosen !== undefined) return chosen;
      return origin.kind === 'cloud' ? chosenInAzureExtension(tenantId) : null;
    },
    saveSubscriptions: (origin, tenantId, ids) =>
      write(subscriptionsKey, entryOf(origin, tenantId), ids),
  };
}

/**
 * What the user has chosen in Microsoft's Azure extension, whose setting names each subscription with
 * its tenant. It holds until something is chosen here.
 */
function chosenInAzureExtension(tenantId: string | null): string[] | null {
  const all = vscode.workspace
    .getConfiguration('azureResourceGroups')
    .get<string[]>('selectedSubscriptions', []);
  const chosen = all
    .map((entry) => entry.toLowerCase().split('/'))
    .filter(([tenant]) => tenant === tenantId?.toLowerCase())
    .flatMap(([, subscription]) => subscription ?? []);
  return chosen.length === 0 ? null : chosen;
}
