import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/**
 * Puts back the path of a Log Analytics endpoint. The client takes only the host of the endpoint
 * that it is given and sets the path to `/v1`, which is wrong where a gateway serves it below one.
 */
export function logEndpointPolicy(endpoint: string): PipelinePolicy {
  const assumed = `${new URL(endpoint).origin}/v1/`;
  const meant = `${endpoint.replace(/\/+$/, '')}/`;
  return {
    name: 'foundryIdentityLogEndpointPolicy',
    sendRequest(request, next) {
      if (request.url.startsWith(assumed)) {
        request.url = `${meant}${request.url.slice(assumed.length)}`;
      }
      return next(request);
    },
  };
}
