import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../core/arm/cloud.ts';
import { redact } from '../../core/redact.ts';
import { ReadOnlyViolationError } from '../errors/failure.ts';

/** Operations that hand out secrets, whatever verb they are asked with. */
const secretOperations =
  /\/(?:list-?(?:keys|secrets|credentials|connectionstrings|accountsas|servicesas|adminkeys|querykeys)|getConnectionWithCredentials|getSecrets?|regenerateKeys?)(?:$|[/?])/i;

/** The few reads that Azure spells as POST, each with the service it belongs to. */
function readsByPost(cloud: Cloud): { endpoint: string; path: RegExp }[] {
  return [
    { endpoint: cloud.arm.endpoint, path: /^\/providers\/Microsoft\.ResourceGraph\/resources$/i },
    { endpoint: cloud.graph.endpoint, path: /^\/v1\.0\/directoryObjects\/getByIds$/i },
    { endpoint: cloud.logAnalytics.endpoint, path: /\/query$/i },
  ];
}

/**
 * Refuses every request that is not a read of the product's, before anything is sent. It stands
 * after retries and redirects, so that whatever leaves has passed it.
 */
export function readOnlyPolicy(cloud: Cloud): PipelinePolicy {
  const posts = readsByPost(cloud);
  const isRead = (method: string, url: URL): boolean => {
    if (secretOperations.test(decodeURIComponent(url.pathname))) return false;
    if (method === 'GET') return true;
    return (
      method === 'POST' &&
      posts.some(
        ({ endpoint, path }) => new URL(endpoint).origin === url.origin && path.test(url.pathname),
      )
    );
  };
  return {
    name: 'foundryIdentityReadOnlyPolicy',
    sendRequest(request, next) {
      if (!isRead(request.method, new URL(request.url))) {
        return Promise.reject(new ReadOnlyViolationError(request.method, redact(request.url)));
      }
      return next(request);
    },
  };
}
