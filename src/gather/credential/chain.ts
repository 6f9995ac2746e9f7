import type { TokenCredential } from '@azure/core-auth';
import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Cloud } from '../../core/arm/cloud.ts';
import type { ChainCredential } from '../../core/questions/who-am-i.ts';
import { authorityOptions } from './authority.ts';
import { isManagedIdentityAnnounced, managedIdentityOptions } from './managed-identity.ts';

/** A tool that takes longer to answer has hung. Milliseconds; PowerShell alone needs some seconds. */
const processTimeoutInMs = 30_000;

/** One link of the chain: how to ask it, or why it need not or cannot be asked. */
export type Link =
  | { kind: 'credential'; credential: TokenCredential }
  | { kind: 'unavailable'; detail: string }
  | { kind: 'not-tried'; detail: string };

/**
 * The links of `DefaultAzureCredential`, each with the options that the chain itself gives it. They
 * are built one by one, because the chain does not say which of them answered.
 */
export const chainLinks: Record<
  ChainCredential,
  (cloud: Cloud, ca: string | undefined, environment: NodeJS.ProcessEnv) => Link
> = {
  EnvironmentCredential(cloud, ca, environment) {
    const named = [['AZURE_TENANT_ID'], ['AZURE_CLIENT_ID'], environmentProofs];
    const missing = named.filter((names) => !names.some((name) => environment[name]));
    return missing.length > 0
      ? unavailable(`Not set: ${missing.map((names) => names.join(' or ')).join(', ')}.`)
      : asked(new EnvironmentCredential(authorityOptions(cloud, ca)));
  },
  WorkloadIdentityCredential(cloud, ca, environment) {
    const missing = workloadVariables.filter((name) => !environment[name]);
    return missing.length > 0
      ? unavailable(`Not set: ${missing.join(', ')}.`)
      : asked(new WorkloadIdentityCredential(authorityOptions(cloud, ca)));
  },
  ManagedIdentityCredential: (_cloud, _ca, environment) =>
    isManagedIdentityAnnounced(environment)
      ? asked(new ManagedIdentityCredential(managedIdentityOptions(environment)))
      : notTried(
          'The environment announces no managed identity. The chain would look for one at 169.254.169.254, where only hosts in Azure have one.',
        ),
  VisualStudioCodeCredential: () =>
    notTried(
      'It answers only in a program with the package @azure/identity-vscode, where Microsoft’s Azure extension has signed in.',
    ),
  AzureCliCredential: (cloud) =>
    asked(new AzureCliCredential({ ...tenantOf(cloud), processTimeoutInMs })),
  AzurePowerShellCredential: (cloud) =>
    asked(new AzurePowerShellCredential({ ...tenantOf(cloud), processTimeoutInMs })),
  AzureDeveloperCliCredential: (cloud) =>
    asked(new AzureDeveloperCliCredential({ ...tenantOf(cloud), processTimeoutInMs })),
  BrokerCredential: () =>
    notTried('It answers only in a program with the package @azure/identity-broker.'),
};

/** What an application can prove itself with; a user name is the oldest way, and deprecated. */
export const environmentProofs = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'AZURE_USERNAME',
];

const workloadVariables = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE'];

const asked = (credential: TokenCredential): Link => ({ kind: 'credential', credential });
const unavailable = (detail: string): Link => ({ kind: 'unavailable', detail });
const notTried = (detail: string): Link => ({ kind: 'not-tried', detail });

function tenantOf({ tenantId }: Cloud): { tenantId?: string } {
  return tenantId === undefined ? {} : { tenantId };
}
