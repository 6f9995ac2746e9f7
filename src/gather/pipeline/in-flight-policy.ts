import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import pLimit from 'p-limit';

/**
 * Lets so many requests be under way at the same time and the others wait for their turn. A request
 * that was told to wait keeps its place: a service that throttles one reader throttles all of it.
 *
 * It stands before every other policy, so that no time limit runs while a request waits here.
 */
export function inFlightPolicy(most: number): PipelinePolicy {
  const limit = pLimit(most);
  return {
    name: 'foundryIdentityInFlightPolicy',
    sendRequest: (request, next) => limit(() => next(request)),
  };
}
