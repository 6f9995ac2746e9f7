import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import type { Cloud } from '../../core/arm/cloud.ts';
import { redact } from '../../core/redact.ts';
import { statusOf } from '../errors/error-parts.ts';
import { ThrottledError } from '../errors/failure.ts';
import type { Ledger } from '../ledger.ts';
import { azCommand } from './az-command.ts';

/** Writes every request into the ledger as it ended, with the `az` command that reads the same. */
export function recordingPolicy(cloud: Cloud, ledger: Ledger): PipelinePolicy {
  return {
    name: 'foundryIdentityRecordingPolicy',
    async sendRequest(request, next) {
      const finish = ledger.begin();
      const start = performance.now();
      const record = (status: number | null): void => {
        finish({
          method: request.method === 'POST' ? 'POST' : 'GET',
          url: redact(request.url),
          status,
          durationMs: Math.round(performance.now() - start),
          az: redact(azCommand(cloud, request.url, request.method, bodyOf(request))),
        });
      };
      try {
        const response = await next(request);
        record(response.status);
        return response;
      } catch (error) {
        record(statusOfFailure(error));
        throw error;
      }
    },
  };
}

function statusOfFailure(error: unknown): number | null {
  if (error instanceof ThrottledError) return error.status;
  return error instanceof Error ? statusOf(error) : null;
}

function bodyOf(request: PipelineRequest): string | null {
  return typeof request.body === 'string' ? request.body : null;
}
