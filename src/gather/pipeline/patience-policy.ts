import type { PipelinePolicy, PipelineRetryOptions } from '@azure/core-rest-pipeline';
import { secondsUntil } from '../errors/error-parts.ts';
import { ThrottledError } from '../errors/failure.ts';

/** A diagnosis is watched by a human: a wait beyond this ends the read as throttled. Seconds. */
const longestWait = 5;

/** A request that has not been answered after this is given up. Milliseconds, retries included. */
const longestRequest = 60_000;

/** The SDKs' own retry policy honours Retry-After; it only has to give up sooner than by default. */
export const retryOptions: PipelineRetryOptions = {
  maxRetries: 2,
  retryDelayInMs: 300,
  maxRetryDelayInMs: 2_000,
};

/** Makes every request end when the diagnosis is cancelled or has waited too long for an answer. */
export function cancellationPolicy(signal: AbortSignal | undefined): PipelinePolicy {
  return {
    name: 'foundryIdentityCancellationPolicy',
    sendRequest(request, next) {
      const limits = [AbortSignal.timeout(longestRequest), signal, request.abortSignal];
      request.abortSignal = AbortSignal.any(
        limits.filter((limit): limit is AbortSignal => limit instanceof AbortSignal),
      );
      return next(request);
    },
  };
}

/** Ends a read whose service asks for a longer wait than {@link longestWait}, inside the retries. */
export function patiencePolicy(): PipelinePolicy {
  return {
    name: 'foundryIdentityPatiencePolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      const retryAfter = response.headers.get('retry-after');
      if (response.status !== 429 || retryAfter === undefined) return response;
      const seconds = secondsUntil(retryAfter);
      if (seconds !== null && seconds > longestWait) throw new ThrottledError(seconds);
      return response;
    },
  };
}
