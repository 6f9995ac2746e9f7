import * as z from 'zod';
import type { DirectoryObject } from '../../core/facts/azure.ts';

/** Objects of types that the caller may not read come back with their id and type only. */
const ObjectWire = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

export const DirectoryAnswer = z.object({ value: z.array(ObjectWire) });

/** A directory object with a name, or null where Graph gave none. */
export function toDirectoryObject(wire: z.infer<typeof ObjectWire>): DirectoryObject | null {
  if (!wire.displayName) return null;
  return {
    id: wire.id,
    displayName: wire.displayName,
    kind: (wire['@odata.type'] ?? '').replace('#microsoft.graph.', '') || 'directoryObject',
    accountEnabled: wire.accountEnabled ?? null,
  };
}
