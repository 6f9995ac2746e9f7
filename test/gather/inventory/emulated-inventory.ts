import type { ConnectionRequest, InventoryReader } from '../../../src/gather/index.ts';
import {
  loadSample,
  startEmulator,
  type RunningEmulator,
  type Tenant,
} from '../../../src/emulator/index.ts';
import { createCredential, openInventory } from '../../../src/gather/index.ts';
import { withFaults, type Fault } from '../emulated.ts';

export interface EmulatedInventory {
  /** Name of the sample, or a tenant made from one; `company` by default. */
  tenant?: string | Tenant;
  faults?: Fault[];
  settings?: Partial<Tenant['settings']>;
  request?: Partial<ConnectionRequest>;
  /** The services' clock. */
  now?: () => Date;
}

/** Opens an embedded Azure of its own for reading, over TLS, signed in with its client secret. */
export async function withInventory<T>(
  { tenant = 'company', faults = [], settings = {}, request = {}, now }: EmulatedInventory,
  use: (reader: InventoryReader, emulator: RunningEmulator) => Promise<T>,
): Promise<T> {
  const base = withFaults(typeof tenant === 'string' ? loadSample(tenant) : tenant, faults);
  const emulator = await startEmulator({
    tenant: { ...base, settings: { ...base.settings, ...settings } },
    ...(now && { now }),
  });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    return await use(openInventory({ cloud, credential, ca, ...request }), emulator);
  } finally {
    await emulator.stop();
  }
}

/** Ids of the company's subscriptions. */
export const company = {
  shop: '3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915',
  models: 'a81d5c36-0e47-4c9d-b2f3-7d90e6b15c24',
  /** The caller may not read anything in it. */
  finance: '6543c7bc-d5ce-40c4-9e7d-d9b02e0a14f0',
};
