import { valueOf } from '../../core/facts/fact.ts';
import type { KnownValues } from '../../bicep/known-values.ts';
import type { InventoryReader } from '../../gather/index.ts';

/** Values of templates that Azure knows, and what of them could not be read, each in a sentence. */
export interface AzureValues {
  values: Pick<KnownValues, 'deployer' | 'resources'>;
  notRead: string[];
}

/** Reads who is signed in, and the resources of a subscription with their identities. */
export async function readAzureValues(
  reader: InventoryReader,
  subscriptionId: string,
): Promise<AzureValues> {
  const [caller, resources] = await Promise.all([
    reader.caller(),
    reader.resources([subscriptionId]),
  ]);
  const who = valueOf(caller);
  const found = valueOf(resources);
  return {
    values: {
      deployer:
        who === undefined
          ? null
          : { objectId: who.objectId, type: who.kind === 'user' ? 'User' : 'ServicePrincipal' },
      resources: [
        ...[...(found?.accounts ?? []), ...(found?.projects ?? [])].map(({ id, identity }) => ({
          id,
          principalId: identity.principalId ?? null,
        })),
        ...(found?.userAssignedIdentities ?? []).map(({ id, principalId }) => ({
          id,
          principalId,
        })),
      ],
    },
    notRead: [
      ...(caller.status === 'unknown' ? [`Who you are is not known: ${caller.detail}`] : []),
      ...(resources.status === 'unknown' ? [`Resources were not read: ${resources.detail}`] : []),
    ],
  };
}
