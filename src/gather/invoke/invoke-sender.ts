import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  redirectPolicyName,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { freshTokenPolicy } from '../pipeline/fresh-token-policy.ts';
import { readOnlyPolicy } from '../pipeline/read-only-policy.ts';
import { userAgentPrefix } from '../pipeline/user-agent.ts';
import type { ConnectionRequest } from '../request.ts';
import type { InvokePermission } from './permission.ts';

/** Sends one request and hands back the answer, its body still on the way. */
export type Send = (request: {
  method: 'GET' | 'POST';
  url: string;
  body?: string;
}) => Promise<PipelineResponse>;

/**
 * The pipeline of invocations. Unlike that of the reads it streams, and it never repeats a call by
 * itself: each one calls the model.
 */
export function createInvokeSender(
  {
    cloud,
    credential,
    ca,
    permission,
  }: Omit<ConnectionRequest, 'onProgress' | 'signal'> & { permission: InvokePermission },
  limit: AbortSignal,
): Send {
  const { audience } = cloud.foundry;
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix },
    ...(ca !== undefined && { tlsOptions: { ca } }),
  });
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({ credential, scopes: `${audience}/.default` }),
  );
  pipeline.addPolicy(freshTokenPolicy(credential, audience), { afterPhase: 'Sign' });
  pipeline.addPolicy(readOnlyPolicy(cloud, permission), { afterPhase: 'Sign' });
  // The yes was for one address: an answer that points to another one is shown, not followed.
  pipeline.removePolicy({ name: redirectPolicyName });
  const http = createDefaultHttpClient();
  return ({ method, url, body }) =>
    pipeline.sendRequest(
      http,
      createPipelineRequest({
        ...{ method, url },
        ...(body !== undefined && { body }),
        headers: createHttpHeaders({
          accept: 'text/event-stream, application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        }),
        abortSignal: limit,
        // Every status is streamed: the body of an error may be long, or never end, as well.
        streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
      }),
    );
}
