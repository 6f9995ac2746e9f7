import type { PipelinePolicy, PipelineRetryOptions } from '@azure/core-rest-pipeline';
import { secondsUntil } from '../errors/error-parts.ts';
import { ThrottledError } from '../errors/failure.ts';
import { signalOfCall } from './call-signal.ts';

/** How long a read may take before it is given up. */
export interface Patience {
  /** A service that asks for a longer wait ends the read as throttled. Seconds. */
  longestWait: number;
  /** A request without an answer is given up after this, retries included. Milliseconds. */
  longestRequest: number;
  /** The SDKs' own retry policy honours Retry-After; it only has to give up in time. */
  retries: PipelineRetryOptions;
}

/** Somebody sits in front of a diagnosis and waits. */
export const patienceOfDiagnosis: Patience = {
  longestWait: 5,
  longestRequest: 60_000,
  retries: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 2_000 },
};

/** An inventory is read behind a view that can be used meanwhile: better late than with gaps. */
export const patienceOfInventory: Patience = {
  longestWait: 60,
  longestRequest: 300_000,
  retries: { maxRetries: 4, retryDelayInMs: 300, maxRetryDelayInMs: 2_000 },
};

/**
 * Makes every request end when the run or the call that it is made for is cancelled, and when it has
 * waited too long for an answer.
 */
export function cancellationPolicy(
  { longestRequest }: Patience,
  signal: AbortSignal | undefined,
): PipelinePolicy {
  return {
    name: 'foundryIdentityCancellationPolicy',
    async sendRequest(request, next) {
      const patience = new AbortController();
      const tooLong = new DOMException('The service took too long.', 'TimeoutError');
      const timer = setTimeout(() => patience.abort(tooLong), longestRequest);
      const limits = [patience.signal, signal, signalOfCall(), request.abortSignal];
      request.abortSignal = AbortSignal.any(
        limits.filter((limit): limit is AbortSignal => limit instanceof AbortSignal),
      );
      try {
        return await next(request);
      } finally {
        // A body that streams may go on for longer: whoever reads it says for how long.
        clearTimeout(timer);
      }
    },
  };
}

/** Ends a read whose service asks for a longer wait than there is patience, inside the retries. */
export function patiencePolicy({ longestWait }: Patience): PipelinePolicy {
  return {
    name: 'foundryIdentityPatiencePolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      const retryAfter = response.headers.get('retry-after');
      const { status } = response;
      if ((status !== 429 && status !== 503) || retryAfter === undefined) return response;
      const seconds = secondsUntil(retryAfter);
      if (seconds !== null && seconds > longestWait) throw new ThrottledError(status, seconds);
      return response;
    },
  };
}
