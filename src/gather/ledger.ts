import { AsyncLocalStorage } from 'node:async_hooks';
import type { Read, StepId, StepTiming } from '../core/facts/diagnosis-facts.ts';
import { stepIds } from '../core/facts/diagnosis-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import { toUnknown } from './errors/to-unknown.ts';
import { known } from './fact.ts';
import type { ProgressEvent } from './request.ts';

/** The step on whose behalf a request is made, and the last request that was made for one fact. */
interface ReadScope {
  step: StepId;
  lastReadId: string | null;
}

/** A request as the pipeline saw it end. */
export type FinishedRequest = Omit<Read, 'id' | 'step'>;

/**
 * Keeps what was read for which step, how long it took, and tells who watches. Requests find their
 * step by the asynchronous context that they are made in, since the SDKs offer no way to carry it.
 */
export interface Ledger {
  /** Runs one read for a step and makes a fact of its outcome. `what` names it in sentences. */
  fact<T>(step: StepId, what: string, read: () => Promise<T>): Promise<Fact<T>>;
  /** Notes that a request begins; the answer notes that it ended. */
  begin(): (finished: FinishedRequest) => void;
  /** Says that a step will read no more. */
  finish(step: StepId, message: string): void;
  reads(): Read[];
  timings(): StepTiming[];
}

interface Span {
  start: number;
  end: number;
}

export function createLedger(options: {
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
}): Ledger {
  const scopes = new AsyncLocalStorage<ReadScope>();
  const reads: Read[] = [];
  const spans = new Map<StepId, Span>();
  let started = 0;

  const countReads = (step: StepId): number => reads.filter((read) => read.step === step).length;

  const touch = (step: StepId, what: string): void => {
    const now = Date.now();
    const existing = spans.get(step);
    if (existing) {
      existing.end = now;
      return;
    }
    spans.set(step, { start: now, end: now });
    options.onProgress?.({ step, state: 'started', reads: 0, message: what });
  };

  return {
    async fact(step, what, read) {
      const scope: ReadScope = { step, lastReadId: null };
      touch(step, what);
      try {
        const value = await scopes.run(scope, read);
        return known(value, scope.lastReadId ?? step);
      } catch (error) {
        const cancelled = options.signal?.aborted ?? false;
        return toUnknown(error, { what, source: scope.lastReadId ?? step, cancelled });
      } finally {
        touch(step, what);
      }
    },
    begin() {
      const scope = scopes.getStore();
      const id = `read-${++started}`;
      return (finished) => {
        const step = scope?.step ?? 'sign-in';
        if (scope) scope.lastReadId = id;
        reads.push({ id, step, ...finished });
      };
    },
    finish(step, message) {
      if (!spans.has(step)) return;
      options.onProgress?.({ step, state: 'finished', reads: countReads(step), message });
    },
    reads: () => [...reads].sort((a, b) => numberOf(a) - numberOf(b)),
    timings: () =>
      stepIds.flatMap((id) => {
        const span = spans.get(id);
        return span === undefined
          ? []
          : [
              {
                id,
                startedAt: new Date(span.start).toISOString(),
                durationMs: span.end - span.start,
              },
            ];
      }),
  };
}

/** Reads are listed in the order in which they began, not in which their answers came. */
function numberOf(read: Read): number {
  return Number(read.id.slice('read-'.length));
}
