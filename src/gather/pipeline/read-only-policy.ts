import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../core/arm/cloud.ts';
import { redact } from '../../core/redact.ts';
import { ReadOnlyViolationError } from '../errors/failure.ts';
import { spendCall, type InvokePermission } from '../invoke/permission.ts';

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
    { start: cloud.appInsights.endpoint, path: /^\/apps\/[^/]+\/query$/i },
  ];
}

/**
 * Refuses every request that is not a read of the product's, before anything is sent. It stands
 * after retries and redirects, so that whatever leaves has passed it. With a human's permission it
 * also lets the calls of one agent pass that the permission counts, and nothing else.
 */
export function readOnlyPolicy(cloud: Cloud, permission?: InvokePermission): PipelinePolicy {
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
    async sendRequest(request, next) {
      const url = new URL(request.url);
      if (isRead(request.method, url)) return next(request);
      const spent = permission && spendCall(permission, request.method, url);
      if (!spent) throw new ReadOnlyViolationError(request.method, redact(request.url));
      const response = await next(request);
      // Refused at the door, the call has not reached the agent: it may be made with a new token.
      if (response.status === 401) spent.giveBack();
      return response;
    },
  };
}
