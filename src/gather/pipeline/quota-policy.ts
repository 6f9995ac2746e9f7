import { setTimeout } from 'node:timers/promises';
import type { PipelinePolicy, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';

/**
 * Reads that ARM lets through at once, of 250 in a full bucket: below this the product slows down,
 * and leaves the rest to the person's other tools, which share the quota.
 */
const reserve = 50;

/**
 * How long a read is held back where nothing is left. ARM refills 25 reads a second, and a reader
 * has 8 requests under way at most: held back this long, they stay far below that. Milliseconds.
 */
const longestPause = 1_000;

/** What the services last said of how much may still be asked of them. */
interface Quota {
  /** Reads left, by the subscription in the path, or the tenant. */
  reads: Map<string, number>;
  /** When Resource Graph may be asked again, in milliseconds since 1970; 0 where it may be now. */
  resourceGraphFrom: number;
}

/**
 * Keeps below the limits that Azure announces, so that it need not refuse: it waits for the next
 * window of Resource Graph where this one is used up, and slows down where ARM's reads run short.
 * A cancelled request stops waiting.
 */
export function quotaPolicy(): PipelinePolicy {
  const quota: Quota = { reads: new Map(), resourceGraphFrom: 0 };
  return {
    name: 'foundryIdentityQuotaPolicy',
    async sendRequest(request, next) {
      const pause = pauseBefore(request, quota);
      if (pause > 0) {
        const signal = request.abortSignal;
        await setTimeout(pause, undefined, signal instanceof AbortSignal ? { signal } : {});
      }
      const response = await next(request);
      note(request, response, quota);
      return response;
    },
  };
}

function pauseBefore(request: PipelineRequest, quota: Quota): number {
  if (isResourceGraph(request)) return quota.resourceGraphFrom - Date.now();
  const left = Math.min(
    quota.reads.get(quotaOf(request)) ?? Infinity,
    quota.reads.get(tenant) ?? Infinity,
  );
  return left >= reserve ? 0 : longestPause * (1 - left / reserve);
}

function note(request: PipelineRequest, { status, headers }: PipelineResponse, quota: Quota): void {
  const resetsAfter = millisecondsOf(headers.get('x-ms-user-quota-resets-after'));
  if (isResourceGraph(request) && resetsAfter !== null) {
    const left = numberOf(headers.get('x-ms-user-quota-remaining'));
    if (left === 0 || status === 429) quota.resourceGraphFrom = Date.now() + resetsAfter;
    // Resource Graph need not say Retry-After, without which nobody would try again.
    if (status === 429 && !headers.has('retry-after')) {
      headers.set('retry-after', String(Math.ceil(resetsAfter / 1_000)));
    }
  }
  const ofSubscription = numberOf(headers.get('x-ms-ratelimit-remaining-subscription-reads'));
  if (ofSubscription !== null) quota.reads.set(quotaOf(request), ofSubscription);
  const ofTenant = numberOf(headers.get('x-ms-ratelimit-remaining-tenant-reads'));
  if (ofTenant !== null) quota.reads.set(tenant, ofTenant);
}

/** The key of what is counted for the whole tenant. */
const tenant = 'tenant';

function quotaOf({ url }: PipelineRequest): string {
  return /\/subscriptions\/([^/?]+)/i.exec(url)?.[1]?.toLowerCase() ?? tenant;
}

function isResourceGraph({ url }: PipelineRequest): boolean {
  return /\/providers\/Microsoft\.ResourceGraph\/resources\b/i.test(url);
}

function numberOf(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : null;
}

/** The `hh:mm:ss` of a quota header in milliseconds, or null where it is none. */
function millisecondsOf(header: string | undefined): number | null {
  const [, hours, minutes, seconds] = /^\s*(\d+):(\d+):(\d+)/.exec(header ?? '') ?? [];
  return seconds === undefined
    ? null
    : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}
