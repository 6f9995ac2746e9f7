/**
 * The official clients. This module is loaded by `import()`, while the sign-in waits for the network;
 * it names them in static imports, because one is CommonJS, whose names a bundler's `import()` loses.
 */
import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { TokenCredential } from '@azure/core-auth';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { LogsQueryClient } from '@azure/monitor-query';
import type { Cloud } from '../../core/arm/cloud.ts';
import type { Ledger } from '../ledger.ts';
import { logEndpointPolicy } from './log-endpoint-policy.ts';
import { freshTokenPolicy } from './fresh-token-policy.ts';
import { inFlightPolicy } from './in-flight-policy.ts';
import { cancellationPolicy, patiencePolicy, type Patience } from './patience-policy.ts';
import { quotaPolicy } from './quota-policy.ts';
import { readOnlyPolicy } from './read-only-policy.ts';
import { recordingPolicy } from './recording-policy.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { apiVersions } from './api-versions.ts';
import { userAgentPrefix } from './user-agent.ts';

/** The clients of one run, or of one inventory reader. */
export interface Clients {
  subscriptions: SubscriptionClient;
  resourceGraph: ResourceGraphClient;
  /** In the version of the interface that is read by default, or in another one. */
  cognitiveServices(subscriptionId: string, apiVersion?: string): CognitiveServicesManagementClient;
  authorization: AuthorizationManagementClient;
  logs: LogsQueryClient;
  /** The interface by App ID, which has no official client. */
  appInsights: RestClient;
  /** ARM reads that the SDKs have no client for, or whose answers they would cut short. */
  arm: RestClient;
  foundry: RestClient;
  graph: RestClient;
}

/** Any subscription id: the reads used here name their scope in the path and ignore it. */
const noSubscription = '00000000-0000-0000-0000-000000000000';

/** Builds every client with the same credential, trust, retries and policies. */
export function createClients(options: {
  cloud: Cloud;
  credential: TokenCredential;
  ca?: string | undefined;
  signal?: AbortSignal | undefined;
  patience: Patience;
  /** Where requests are written down; absent: nowhere. */
  ledger?: Ledger;
  /** Requests of these clients that are under way at the same time at most; absent: no limit. */
  mostInFlight?: number;
}): Clients {
  const { cloud, credential, patience, ledger, mostInFlight } = options;
  const tlsOptions = options.ca === undefined ? undefined : { ca: options.ca };
  const perCall = [
    ...(mostInFlight === undefined ? [] : [inFlightPolicy(mostInFlight)]),
    cancellationPolicy(patience, options.signal),
    ...(ledger ? [recordingPolicy(cloud, ledger)] : []),
  ];
  const inEveryTry = [quotaPolicy(), patiencePolicy(patience), readOnlyPolicy(cloud)];
  const perRetry = (audience: string): PipelinePolicy[] => [
    freshTokenPolicy(credential, audience),
    ...inEveryTry,
  ];
  const shared = (audience: string) => ({
    retryOptions: patience.retries,
    userAgentOptions: { userAgentPrefix },
    ...(tlsOptions && { tlsOptions }),
    additionalPolicies: [
      ...perCall.map((policy) => ({ policy, position: 'perCall' as const })),
      ...perRetry(audience).map((policy) => ({ policy, position: 'perRetry' as const })),
    ],
  });
  const arm = {
    ...shared(cloud.arm.audience),
    endpoint: cloud.arm.endpoint,
    $host: cloud.arm.endpoint,
    credentialScopes: `${cloud.arm.audience}/.default`,
  };
  const rest = (audience: string): RestClient =>
    createRestClient({
      credential,
      audience,
      tlsOptions,
      userAgentPrefix,
      retryOptions: patience.retries,
      perCall,
      perRetry: perRetry(audience),
    });
  const logs = shared(cloud.logAnalytics.audience);

  const cognitiveServices = new Map<string, CognitiveServicesManagementClient>();
  return {
    subscriptions: new SubscriptionClient(credential, arm),
    resourceGraph: new ResourceGraphClient(credential, {
      ...arm,
      apiVersion: apiVersions.resourceGraph,
    }),
    cognitiveServices(subscriptionId, apiVersion = apiVersions.accounts) {
      const key = `${subscriptionId} ${apiVersion}`;
      const client =
        cognitiveServices.get(key) ??
        new CognitiveServicesManagementClient(credential, subscriptionId, { ...arm, apiVersion });
      cognitiveServices.set(key, client);
      return client;
    },
    authorization: new AuthorizationManagementClient(credential, noSubscription, arm),
    logs: new LogsQueryClient(credential, {
      ...logs,
      additionalPolicies: [
        { policy: logEndpointPolicy(cloud.logAnalytics.endpoint), position: 'perCall' },
        ...logs.additionalPolicies,
      ],
      endpoint: cloud.logAnalytics.endpoint,
      audience: cloud.logAnalytics.audience,
    }),
    appInsights: rest(cloud.appInsights.audience),
    arm: rest(cloud.arm.audience),
    foundry: rest(cloud.foundry.audience),
    graph: rest(cloud.graph.audience),
  };
}
