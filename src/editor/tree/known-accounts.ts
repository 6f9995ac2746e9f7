import type { Account } from '../../core/facts/azure.ts';
import { knownSoFar, type TenantInventory } from './model/inventory-state.ts';

/** An account that was read, with the tenant that it was read in. */
export interface KnownAccount {
  account: Account;
  /** Null where it is not known. */
  tenantId: string | null;
}

/** Every account that the side bar has read by now. A sample tenant is nobody's to sign in to. */
export function accountsOf(tenants: TenantInventory[], isSample: boolean): KnownAccount[] {
  return tenants.flatMap(({ resources, tenantId }) =>
    (knownSoFar(resources)?.accounts ?? []).map((account) => ({
      account,
      tenantId: isSample ? null : tenantId,
    })),
  );
}
