import { CloudSchema } from '../../src/core/arm/cloud.ts';
import type { InventoryFacts } from '../../src/core/inventory/inventory.ts';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { createCredential, openInventory, surveyInventory } from '../../src/gather/index.ts';

/** Where an embedded Azure is and who signs in, as one process can tell it to another. */
export type EmulatorAddress = Pick<RunningEmulator, 'cloud' | 'ca' | 'signIn'>;

/** Reads the whole inventory of an embedded Azure over the wire. */
export function surveyEmulator(
  emulator: EmulatorAddress,
  options?: Parameters<typeof surveyInventory>[1],
): Promise<InventoryFacts> {
  const cloud = CloudSchema.parse(emulator.cloud);
  const { ca, signIn } = emulator;
  const credential = createCredential(cloud, { ca, kind: 'secret', ...signIn });
  return surveyInventory(openInventory({ cloud, credential, ca }), options);
}
