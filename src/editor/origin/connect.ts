import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../../core/arm/cloud.ts';
import { UserError } from '../commands/user-error.ts';
import type { Origin, SovereignCloud } from './origin.ts';

/** A cloud, and what its certificates are checked with. */
export interface Place {
  cloud: Cloud;
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string;
}

/** What a diagnosis or a question needs to talk to a tenant. */
export interface Connection extends Place {
  credential: TokenCredential;
  /** Null where it is not known before a token is asked for. */
  tenantId: string | null;
}

export interface ConnectOptions {
  /** The tenant of last time, where the command itself remembers it. */
  lastTenant?: string | undefined;
  /** Take the tenant of last time without asking, where it is still signed in. */
  repeat?: boolean;
}

/**
 * Opens a connection for a command that somebody has just started: it may ask which tenant is meant.
 * Throws a CancellationError where they would not say.
 */
export type Connect = (origin: Origin, options?: ConnectOptions) => Promise<Connection>;

/** The cloud of an origin that is no sample, with the certificate authority that its file names. */
export async function openCloud(origin: Extract<Origin, { kind: 'cloud' }>): Promise<Place> {
  if (origin.file !== null) return readCloudFile(origin.file);
  const { publicCloud, usGovernmentCloud } = await import('../../core/arm/cloud.ts');
  if (origin.sovereign === undefined) return { cloud: publicCloud };
  if (origin.sovereign === 'USGovernment') return { cloud: usGovernmentCloud };
  throw new UserError(whyUnknown[origin.sovereign], ['open-cloud-file-setting']);
}

/** Why a cloud that VS Code can be set to needs a cloud file here. */
const whyUnknown: Record<Exclude<SovereignCloud, 'USGovernment'>, string> = {
  ChinaCloud:
    'VS Code is set to Azure operated by 21Vianet, for which no endpoints of Microsoft Foundry are documented. Name them in a file and that file in the setting foundryIdentity.cloudFile.',
  custom:
    'VS Code is set to a custom cloud, whose endpoints for Microsoft Graph, logs and Foundry it does not know. Name them in a file and that file in the setting foundryIdentity.cloudFile.',
};

async function readCloudFile(file: string): Promise<Place> {
  const [{ loadCloudFile }, { FileError }] = await Promise.all([
    import('../../gather/cloud-file.ts'),
    import('../../gather/read-file.ts'),
  ]);
  try {
    return await loadCloudFile(file);
  } catch (error) {
    if (error instanceof FileError) {
      throw new UserError(`${error.message} The setting foundryIdentity.cloudFile names it.`, [
        'open-cloud-file-setting',
      ]);
    }
    throw error;
  }
}
