import type { TokenCredential } from '@azure/core-auth';
import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  ChainedTokenCredential,
  ClientSecretCredential,
  CredentialUnavailableError,
  EnvironmentCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Cloud } from '../../core/arm/cloud.ts';
import { authorityOptions } from './authority.ts';
import { environmentProofs } from './chain.ts';
import { isManagedIdentityAnnounced, managedIdentityOptions } from './managed-identity.ts';
import { withTokenCache } from './token-cache.ts';

/** The ways of signing in that ask nobody anything. */
export type CredentialKind =
  | 'default'
  | 'azure-cli'
  | 'azure-developer-cli'
  | 'azure-powershell'
  | 'environment'
  | 'managed-identity'
  | 'workload-identity';

type CredentialOptions = {
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string | undefined;
} & (
  | { kind?: CredentialKind }
  | { kind: 'secret'; tenantId: string; clientId: string; clientSecret: string }
);

/** The credential of a process; make one and keep it. It remembers its tokens. */
export function createCredential(cloud: Cloud, options: CredentialOptions = {}): TokenCredential {
  const make = (): TokenCredential => {
    if (options.kind !== 'secret') return builders[options.kind ?? 'default'](cloud, options.ca);
    const { tenantId, clientId, clientSecret, ca } = options;
    const authority = authorityOptions(cloud, ca);
    return new ClientSecretCredential(tenantId, clientId, clientSecret, authority);
  };
  return withTokenCache(make(), make);
}

const builders: Record<CredentialKind, (cloud: Cloud, ca: string | undefined) => TokenCredential> =
  {
    default: defaultChain,
    'azure-cli': (cloud) => new AzureCliCredential(tenantOf(cloud)),
    'azure-developer-cli': (cloud) => new AzureDeveloperCliCredential(tenantOf(cloud)),
    'azure-powershell': (cloud) => new AzurePowerShellCredential(tenantOf(cloud)),
    environment: (cloud, ca) => new EnvironmentCredential(authorityOptions(cloud, ca)),
    'managed-identity': () => new ManagedIdentityCredential(managedIdentityOptions(process.env)),
    'workload-identity': (cloud, ca) =>
      new WorkloadIdentityCredential({ ...authorityOptions(cloud, ca), ...tenantOf(cloud) }),
  };

/**
 * What a developer most likely meant: a service principal in the environment, `az login`,
 * `azd auth login`, and a managed identity only where its endpoint is announced, so that a laptop
 * does not wait for one.
 */
function defaultChain(cloud: Cloud, ca: string | undefined): TokenCredential {
  const half = halfSetPrincipal(process.env);
  const sources: TokenCredential[] = half === null ? [] : [refusing(half)];
  if (
    process.env['AZURE_CLIENT_ID'] !== undefined &&
    process.env['AZURE_TENANT_ID'] !== undefined
  ) {
    sources.push(builders.environment(cloud, ca));
  }
  sources.push(builders['azure-cli'](cloud, ca), builders['azure-developer-cli'](cloud, ca));
  if (isManagedIdentityAnnounced(process.env)) {
    sources.push(builders['managed-identity'](cloud, ca));
  }
  return new ChainedTokenCredential(...sources);
}

/** What is wrong with a service principal that the environment names by half; null where nothing is. */
function halfSetPrincipal(environment: NodeJS.ProcessEnv): string | null {
  const isSet = (name: string): boolean => Boolean(environment[name]);
  const names = ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID'];
  const missing = names.filter((name) => !isSet(name));
  // The two names alone may also be meant for a managed or a workload identity.
  if (isSet('AZURE_CLIENT_SECRET')) {
    return missing.length === 0
      ? null
      : `AZURE_CLIENT_SECRET is set without ${missing.join(' and ')}`;
  }
  const isProven = [...environmentProofs, 'AZURE_FEDERATED_TOKEN_FILE'].some(isSet);
  return missing.length > 0 || isProven
    ? null
    : `${names.join(' and ')} are set without AZURE_CLIENT_SECRET`;
}

/** A link that gives no token and, where the whole chain fails, the reason. */
function refusing(reason: string): TokenCredential {
  return {
    getToken: () => Promise.reject(new CredentialUnavailableError(`ERROR: ${reason}`)),
  };
}

function tenantOf({ tenantId }: Cloud): { tenantId?: string } {
  return tenantId === undefined ? {} : { tenantId };
}
