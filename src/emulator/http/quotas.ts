import { callerId } from '../entra/caller.ts';
import type { Tenant } from '../tenant/schema.ts';
import { ErrorReply } from './reply.ts';
import type { EmulatorRequest } from './request.ts';
import { serviceError } from './service.ts';

/**
 * What each caller may still ask of Resource Graph and of ARM. Both count by caller and announce what
 * is left: Resource Graph in windows of five seconds, ARM in buckets that fill up again all the time,
 * one for each subscription and one for what belongs to none.
 */
export interface Quotas {
  /** @throws ErrorReply 429 with Retry-After where nothing is left. */
  spend(request: EmulatorRequest): void;
  /** The headers that announce what is left of what the request counts towards. */
  headers(request: EmulatorRequest): Record<string, string>;
}

interface Window {
  left: number;
  /** Milliseconds since 1970. */
  endsAt: number;
}

interface Bucket {
  left: number;
  /** When `left` was right. Milliseconds since 1970. */
  at: number;
}

const windowMs = 5_000;

/** All the instances of ARM together take this many times what one of them takes. */
const instances = 15;

export function createQuotas({ settings }: Tenant, now: () => Date): Quotas {
  const windows = new Map<string, Window>();
  const buckets = new Map<string, Bucket>();
  const { resourceGraphQuota, armReads } = settings;

  const windowOf = (request: EmulatorRequest): Window => {
    const caller = callerId(request.caller);
    const known = windows.get(caller);
    const time = now().getTime();
    if (known !== undefined && known.endsAt > time) return known;
    const fresh = { left: resourceGraphQuota, endsAt: time + windowMs };
    windows.set(caller, fresh);
    return fresh;
  };
  const bucketOf = (request: EmulatorRequest): Bucket => {
    const key = `${callerId(request.caller)} ${subscriptionOf(request) ?? ''}`;
    const at = now().getTime();
    const known = buckets.get(key) ?? { left: armReads.bucket, at };
    const filled = known.left + ((at - known.at) / 1_000) * armReads.refillPerSecond;
    const bucket = { left: Math.min(filled, armReads.bucket), at };
    buckets.set(key, bucket);
    return bucket;
  };

  return {
    spend(request) {
      if (isResourceGraph(request)) {
        const window = windowOf(request);
        if (window.left < 1) throw resourceGraphThrottled(secondsUntil(window.endsAt, now()));
        window.left -= 1;
      } else if (request.method === 'GET') {
        const bucket = bucketOf(request);
        if (bucket.left < 1) {
          throw readsThrottled(request, Math.ceil((1 - bucket.left) / armReads.refillPerSecond));
        }
        bucket.left -= 1;
      }
    },
    headers(request) {
      if (request.caller.principal === null) return {};
      if (isResourceGraph(request)) {
        const { left, endsAt } = windowOf(request);
        return {
          'x-ms-user-quota-remaining': String(left),
          'x-ms-user-quota-resets-after': clockTime(secondsUntil(endsAt, now())),
        };
      }
      if (request.method !== 'GET') return {};
      const left = Math.floor(bucketOf(request).left);
      if (subscriptionOf(request) === undefined) {
        return { 'x-ms-ratelimit-remaining-tenant-reads': String(left) };
      }
      return {
        'x-ms-ratelimit-remaining-subscription-reads': String(left),
        'x-ms-ratelimit-remaining-subscription-global-reads': String(
          left + armReads.bucket * (instances - 1),
        ),
      };
    },
  };
}

const isResourceGraph = ({ path }: EmulatorRequest): boolean =>
  /^\/providers\/Microsoft\.ResourceGraph\//i.test(path);

const subscriptionOf = ({ path }: EmulatorRequest): string | undefined =>
  /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase();

const secondsUntil = (time: number, now: Date): number =>
  Math.max(1, Math.ceil((time - now.getTime()) / 1_000));

/** `hh:mm:ss`, as the header spells less than a minute. */
const clockTime = (seconds: number): string => `00:00:${String(seconds).padStart(2, '0')}`;

const resourceGraphThrottled = (retryAfter: number): ErrorReply =>
  new ErrorReply(
    429,
    {
      error: {
        code: 'RateLimiting',
        message: 'Please provide below info when asking for support.',
        details: [
          {
            code: 'RateLimiting',
            message:
              'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
          },
        ],
      },
    },
    { 'retry-after': String(retryAfter) },
  );

function readsThrottled(request: EmulatorRequest, retryAfter: number): ErrorReply {
  const subscription = subscriptionOf(request);
  const what = subscription === undefined ? 'tenant' : `subscription '${subscription}'`;
  return serviceError(
    'arm',
    429,
    subscription === undefined ? 'TenantRequestsThrottled' : 'SubscriptionRequestsThrottled',
    `Number of 'read' requests for ${what} actor '${callerId(request.caller)}' exceeded. Please try again after '${retryAfter}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    { 'retry-after': String(retryAfter) },
  );
}
