import { setTimeout } from 'node:timers/promises';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import * as z from 'zod';
import type { InvocationAnswer, InvocationIds } from '../../core/verify/attempt.ts';
import { invocationBody, type InvocationTarget } from '../../core/verify/invocation-target.ts';
import { secondsUntil } from '../errors/error-parts.ts';
import { ReadOnlyViolationError } from '../errors/failure.ts';
import { toUnknown } from '../errors/to-unknown.ts';
import type { ConnectionRequest } from '../request.ts';
import { createInvokeSender, type Send } from './invoke-sender.ts';
import type { InvokePermission } from './permission.ts';
import { readAnswer, type FrameWatcher } from './read-answer.ts';

export interface InvokeRequest extends Omit<ConnectionRequest, 'onProgress'> {
  target: InvocationTarget;
  input: string;
  permission: InvokePermission;
  onFrame?: FrameWatcher | undefined;
  /** An answer that takes longer is cut off. Milliseconds; five minutes unless told. */
  longestAnswer?: number;
}

/** Pause between two looks at an invocation that goes on behind a 202. Milliseconds. */
const usualPollPause = 2_000;

/**
 * Invokes an agent once and reads its whole answer: a stream, a JSON body, an error, or a 202 whose
 * invocation is polled to its end. Every way in which it can go wrong is an answer, too; it rejects
 * only when cancelled, with the signal's reason, or where the permission does not cover the call.
 */
export async function invokeAgent(request: InvokeRequest): Promise<InvocationAnswer> {
  const { target, input, signal, onFrame, longestAnswer = 300_000 } = request;
  signal?.throwIfAborted();
  const limit = AbortSignal.any([AbortSignal.timeout(longestAnswer), ...(signal ? [signal] : [])]);
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const send = createInvokeSender(request, limit);
  const timing = () => ({ startedAt, durationMs: Math.round(performance.now() - started) });
  try {
    const first = await send({
      method: 'POST',
      url: target.url,
      body: invocationBody(target.protocol, input),
    });
    const ids = idsOf(first);
    const read = await readAnswer(first, limit, onFrame);
    const { response, frames, end } =
      first.status === 202
        ? await poll(send, pollUrl(target, ids, read.frames[0]?.json), limit, onFrame)
        : { response: first, ...read };
    signal?.throwIfAborted();
    return {
      ...timing(),
      ...ids,
      frames,
      end,
      status: response.status,
      detail: detailOf(response),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ReadOnlyViolationError) throw error;
    const { detail } = toUnknown(error, { what: 'the answer of the agent', cancelled: false });
    const nothing = { sessionId: null, invocationId: null, frames: [], end: 'broken' as const };
    return { ...timing(), ...nothing, status: null, detail };
  }
}

type Polled = { response: PipelineResponse } & Awaited<ReturnType<typeof readAnswer>>;

/** Statuses in the body of an invocation that has not ended. */
const pending = /^(?:queued|pending|accepted|created|running|in_?progress|not_?started)$/i;
const WithStatus = z.looseObject({ status: z.string() });

/** Looks at an accepted invocation until it has ended, or the time is over. */
async function poll(
  send: Send,
  url: string,
  limit: AbortSignal,
  onFrame: FrameWatcher | undefined,
): Promise<Polled> {
  for (;;) {
    const response = await send({ method: 'GET', url });
    const read = await readAnswer(response, limit, onFrame);
    const status = WithStatus.safeParse(read.frames[0]?.json).data?.status ?? '';
    const goesOn = response.status === 202 || (read.frames.length === 1 && pending.test(status));
    if (!goesOn) return { response, ...read };
    const asked = secondsUntil(response.headers.get('retry-after') ?? 'unknown');
    const pause = asked === null ? usualPollPause : asked * 1_000;
    const isOver = await setTimeout(pause, false, { signal: limit }).catch(() => true);
    // What ran out is the patience here, not the invocation: it is cut off, not failed.
    if (isOver) return { response, ...read, end: 'broken' };
  }
}

const WithId = z.looseObject({ invocation_id: z.string().optional(), id: z.string().optional() });

function pollUrl({ url }: InvocationTarget, ids: InvocationIds, body: unknown): string {
  const named = WithId.safeParse(body).data;
  const id = ids.invocationId ?? named?.invocation_id ?? named?.id ?? '';
  const polled = new URL(url);
  polled.pathname += `/${encodeURIComponent(id)}`;
  return polled.href;
}

function idsOf({ headers }: PipelineResponse): InvocationIds {
  return {
    sessionId: headers.get('x-agent-session-id') ?? null,
    invocationId: headers.get('x-agent-invocation-id') ?? null,
  };
}

/** Headers by which an error is told apart or found again at the service. */
const tellingHeaders = ['x-adc-response-details', 'retry-after', 'x-request-id', 'apim-request-id'];

function detailOf({ status, headers }: PipelineResponse): string | null {
  if (status >= 200 && status <= 299) return null;
  const told = tellingHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  return [`HTTP ${status}`, ...told].join(', ');
}
