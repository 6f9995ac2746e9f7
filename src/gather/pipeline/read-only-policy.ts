import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../core/arm/cloud.ts';
import { redact } from '../../core/redact.ts';
import { ReadOnlyViolationError } from '../errors/failure.ts';

/** Operations that hand out secrets, whatever verb they are asked with. */
const secretOperations =
  /\/(?:list-?(?:keys|secrets|credentials|connectionstrings|accountsas|servicesas|adminkeys|querykeys)|getConnectionWithCredentials|getSecrets?|regenerateKeys?)(?:$|[/?])/i;

/** The few reads that Azure spells as POST: where they start, and how the rest of the path reads. */
function readsByPost(cloud: Cloud): { start: string; path: RegExp }[] {
  return [
    {
      start: cloud.arm.endpoint,
      path: /^\/providers\/Microsoft\.ResourceGraph\/resources$/i,
    },
    {
      start: cloud.arm.endpoint,
      path: /^(?:\/[^?]+)?\/providers\/Microsoft\.Authorization\/checkAccess$/i,
    },
    { start: cloud.graph.endpoint, path: /^\/v1\.0\/directoryObjects\/getByIds$/i },
    { start: cloud.logAnalytics.endpoint, path: /^\/.+\/query$/i },
  ];
}

/**
 * Refuses every request that is not a read of the product's, before anything is sent. It stands
 * after retries and redirects, so that whatever leaves has passed it.
 */
export function readOnlyPolicy(cloud: Cloud): PipelinePolicy {
  const posts = readsByPost(cloud);
  const isRead = (method: string, { origin, pathname }: URL): boolean => {
    if (secretOperations.test(decodeURIComponent(pathname))) return false;
    if (method === 'GET') return true;
    const address = `${origin}${pathname}`;
    return (
      method === 'POST' &&
      posts.some(({ start, path }) => {
        const base = start.replace(/\/+$/, '');
        return address.startsWith(base) && path.test(address.slice(base.length));
      })
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
