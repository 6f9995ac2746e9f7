import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../../core/arm/cloud.ts';
import { UserError } from '../commands/user-error.ts';
import type { SampleTenant } from './sample-tenant.ts';
import type { Origin } from './origin.ts';

/** What a diagnosis or a question needs to talk to a tenant. */
export interface Connection {
  cloud: Cloud;
  credential: TokenCredential;
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string;
}

export type Connect = (origin: Origin) => Promise<Connection>;

/**
 * Opens connections, starting the sample tenant where it is asked for. A cloud keeps its credential
 * for the life of the process, so that a second diagnosis does not sign in again.
 */
export function createConnect(sampleTenant: SampleTenant): Connect {
  const credentials = new Map<string, TokenCredential>();
  return async (origin) => {
    const { createCredential } = await import('../../gather/index.ts');
    if (origin.kind === 'sample') {
      const { cloud, ca, signIn } = await sampleTenant.start(origin.name);
      return { cloud, ca, credential: createCredential(cloud, { kind: 'secret', ...signIn, ca }) };
    }
    const { cloud, ca } = await cloudOf(origin.file);
    const key = JSON.stringify({ cloud, ca });
    const credential = credentials.get(key) ?? createCredential(cloud, { ca });
    credentials.set(key, credential);
    return { cloud, credential, ...(ca !== undefined && { ca }) };
  };
}

async function cloudOf(file: string | null): Promise<{ cloud: Cloud; ca?: string }> {
  if (file === null) {
    const { publicCloud } = await import('../../core/arm/cloud.ts');
    return { cloud: publicCloud };
  }
  const [{ loadCloudFile }, { FileError }] = await Promise.all([
    import('../../gather/cloud-file.ts'),
    import('../../gather/read-file.ts'),
  ]);
  try {
    return await loadCloudFile(file);
  } catch (error) {
    if (error instanceof FileError) throw new UserError(error.message, ['open-settings']);
    throw error;
  }
}
