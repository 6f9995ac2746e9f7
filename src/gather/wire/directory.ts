import * as z from 'zod';
import type { DirectoryObject, GrantablePrincipalType } from '../../core/facts/azure.ts';

/** Objects of types that the caller may not read come back with their id and type only. */
const ObjectWire = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

export const DirectoryAnswer = z.object({ value: z.array(ObjectWire) });

export type DirectoryWire = z.infer<typeof ObjectWire>;

export const DirectoryPage = DirectoryAnswer.extend({ '@odata.nextLink': z.string().nullish() });

/** How role assignments call the object: agent identities are service principals there, too. */
export function principalTypeOf(wire: DirectoryWire): GrantablePrincipalType {
  const kind = wire['@odata.type']?.replace('#microsoft.graph.', '');
  if (kind === 'user') return 'User';
  return kind === 'group' ? 'Group' : 'ServicePrincipal';
}

/** A directory object with a name, or null where Graph gave none. */
export function toDirectoryObject(wire: DirectoryWire): DirectoryObject | null {
  if (!wire.displayName) return null;
  return {
    id: wire.id,
    displayName: wire.displayName,
    kind: (wire['@odata.type'] ?? '').replace('#microsoft.graph.', '') || 'directoryObject',
    accountEnabled: wire.accountEnabled ?? null,
  };
}
