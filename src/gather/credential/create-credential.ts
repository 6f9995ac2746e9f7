import type { TokenCredential } from '@azure/core-auth';
import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  ChainedTokenCredential,
  ClientSecretCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
} from '@azure/identity';
import type { Cloud } from '../../core/arm/cloud.ts';
import { withTokenCache } from './token-cache.ts';

type CredentialOptions = {
  /** The certificate authority of a private cloud, as PEM text. */
  ca?: string | undefined;
} & (
  | { kind?: 'default' }
  | { kind: 'secret'; tenantId: string; clientId: string; clientSecret: string }
);

/** Authorities that Entra's public instance discovery knows. For others it would only fail. */
const publicAuthorities = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.chinacloudapi.cn',
];

/** Variables that say that the process runs where a managed identity can be asked for. */
const managedIdentityVariables = ['IDENTITY_ENDPOINT', 'MSI_ENDPOINT', 'IMDS_ENDPOINT'];

/**
 * The credential of a process; make one and keep it. `default` tries what a developer most likely
 * meant: a service principal in the environment, `az login`, `azd auth login`, and a managed identity
 * only where its endpoint is announced, so that a laptop does not wait for one.
 */
export function createCredential(cloud: Cloud, options: CredentialOptions = {}): TokenCredential {
  const authority = {
    authorityHost: cloud.authority,
    disableInstanceDiscovery: !publicAuthorities.includes(new URL(cloud.authority).host),
    ...(options.ca !== undefined && { tlsOptions: { ca: options.ca } }),
  };
  if (options.kind === 'secret') {
    const { tenantId, clientId, clientSecret } = options;
    return withTokenCache(new ClientSecretCredential(tenantId, clientId, clientSecret, authority));
  }
  const tenant = cloud.tenantId === undefined ? {} : { tenantId: cloud.tenantId };
  const sources: TokenCredential[] = [];
  if (
    process.env['AZURE_CLIENT_ID'] !== undefined &&
    process.env['AZURE_TENANT_ID'] !== undefined
  ) {
    sources.push(new EnvironmentCredential(authority));
  }
  sources.push(new AzureCliCredential(tenant), new AzureDeveloperCliCredential(tenant));
  if (managedIdentityVariables.some((name) => process.env[name] !== undefined)) {
    sources.push(new ManagedIdentityCredential(managedIdentityOf(process.env)));
  }
  return withTokenCache(new ChainedTokenCredential(...sources));
}

/** A user-assigned identity is chosen by the variable that the other credentials read, too. */
function managedIdentityOf(environment: NodeJS.ProcessEnv): { clientId?: string } {
  const clientId = environment['AZURE_CLIENT_ID'];
  return clientId === undefined ? {} : { clientId };
}
