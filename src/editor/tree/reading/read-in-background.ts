import { pendingReads, type PendingRead } from './pending.ts';
import type { TenantReading } from './tenant-reading.ts';

/**
 * Projects and subscriptions that are read at the same time. The reader has a limit of its own for
 * requests; this one only keeps what somebody opens from waiting behind everything else.
 */
const parallel = 4;

/** Reads everything that the marks need, until there is nothing left or the signal ends it. */
export async function readInBackground(
  tenants: TenantReading[],
  signal: AbortSignal,
): Promise<void> {
  const taken = new Set<string>();
  const next = (): (() => Promise<void>) | null => {
    for (const tenant of tenants) {
      for (const pending of pendingReads(tenant.inventory)) {
        const key = `${tenant.inventory.key} ${pending.id}`;
        if (taken.has(key)) continue;
        taken.add(key);
        return () => begin(tenant, pending, signal);
      }
    }
    return null;
  };
  const work = async (): Promise<void> => {
    for (let read = next(); read !== null && !signal.aborted; read = next()) await read();
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

function begin(tenant: TenantReading, pending: PendingRead, signal: AbortSignal): Promise<void> {
  switch (pending.what) {
    case 'access':
      return tenant.readAccess(pending.subscriptionId, signal);
    case 'agents':
      return tenant.readAgents(pending.project, signal);
    case 'connections':
      return tenant.readConnections(pending.project, signal);
  }
}
