import type { AuthorizationManagementClient } from '@azure/arm-authorization';
import type { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import type { ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { TokenCredential } from '@azure/core-auth';
import type { LogsQueryClient } from '@azure/monitor-query';
import type { Cloud } from '../../core/arm/cloud.ts';
import type { Ledger } from '../ledger.ts';
import { logEndpointPolicy } from './log-endpoint-policy.ts';
import { cancellationPolicy, patiencePolicy, retryOptions } from './patience-policy.ts';
import { readOnlyPolicy } from './read-only-policy.ts';
import { recordingPolicy } from './recording-policy.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import type * as Sdks from './sdks.ts';

/** How the product names itself to the services. */
const userAgentPrefix = 'foundry-identity-doctor';

/**
 * Versions of the ARM interfaces, where the client's default is not the one that was seen working.
 * Connections answer only to a preview: 2025-06-01 does not resolve the projects' ones.
 */
export const apiVersions = {
  accounts: '2025-06-01',
  connections: '2025-04-01-preview',
  components: '2020-02-02',
  resourceGraph: '2021-03-01',
  foundry: 'v1',
} as const;

/** The clients of one diagnosis. */
export interface Clients {
  subscriptions: SubscriptionClient;
  resourceGraph: ResourceGraphClient;
  cognitiveServices(subscriptionId: string): CognitiveServicesManagementClient;
  authorization: AuthorizationManagementClient;
  logs: LogsQueryClient;
  /** ARM reads that the SDKs have no client for, or whose answers they would cut short. */
  arm: RestClient;
  foundry: RestClient;
  graph: RestClient;
}

/** Any subscription id: the reads used here name their scope in the path and ignore it. */
const noSubscription = '00000000-0000-0000-0000-000000000000';

/** Builds every client with the same credential, trust, retries and policies. */
export function createClients(options: {
  sdks: typeof Sdks;
  cloud: Cloud;
  credential: TokenCredential;
  ca?: string | undefined;
  signal?: AbortSignal | undefined;
  ledger: Ledger;
}): Clients {
  const { sdks, cloud, credential, ledger } = options;
  const tlsOptions = options.ca === undefined ? undefined : { ca: options.ca };
  const perCall = [cancellationPolicy(options.signal), recordingPolicy(cloud, ledger)];
  const perRetry = [patiencePolicy(), readOnlyPolicy(cloud)];
  const shared = {
    retryOptions,
    userAgentOptions: { userAgentPrefix },
    ...(tlsOptions && { tlsOptions }),
    additionalPolicies: [
      ...perCall.map((policy) => ({ policy, position: 'perCall' as const })),
      ...perRetry.map((policy) => ({ policy, position: 'perRetry' as const })),
    ],
  };
  const arm = {
    ...shared,
    endpoint: cloud.arm.endpoint,
    $host: cloud.arm.endpoint,
    credentialScopes: `${cloud.arm.audience}/.default`,
  };
  const rest = (audience: string): RestClient =>
    createRestClient({ credential, audience, tlsOptions, userAgentPrefix, perCall, perRetry });

  const cognitiveServices = new Map<string, CognitiveServicesManagementClient>();
  return {
    subscriptions: new sdks.SubscriptionClient(credential, arm),
    resourceGraph: new sdks.ResourceGraphClient(credential, {
      ...arm,
      apiVersion: apiVersions.resourceGraph,
    }),
    cognitiveServices(subscriptionId) {
      const client =
        cognitiveServices.get(subscriptionId) ??
        new sdks.CognitiveServicesManagementClient(credential, subscriptionId, {
          ...arm,
          apiVersion: apiVersions.accounts,
        });
      cognitiveServices.set(subscriptionId, client);
      return client;
    },
    authorization: new sdks.AuthorizationManagementClient(credential, noSubscription, arm),
    logs: new sdks.LogsQueryClient(credential, {
      ...shared,
      additionalPolicies: [
        { policy: logEndpointPolicy(cloud.logAnalytics.endpoint), position: 'perCall' },
        ...shared.additionalPolicies,
      ],
      endpoint: cloud.logAnalytics.endpoint,
      audience: cloud.logAnalytics.audience,
    }),
    arm: rest(cloud.arm.audience),
    foundry: rest(cloud.foundry.audience),
    graph: rest(cloud.graph.audience),
  };
}
