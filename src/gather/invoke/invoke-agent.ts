import type { PipelineResponse } from '@azure/core-rest-pipeline';
import * as z from 'zod';
import type { InvocationAnswer, InvocationIds } from '../../core/verify/attempt.ts';
import { invocationBody, type InvocationTarget } from '../../core/facts/invocation-target.ts';
import { ReadOnlyViolationError } from '../errors/failure.ts';
import { toUnknown } from '../errors/to-unknown.ts';
import type { ConnectionRequest } from '../request.ts';
import { createInvokeSender } from './invoke-sender.ts';
import type { InvokePermission } from './permission.ts';
import { pollInvocation, type Answered } from './poll-invocation.ts';
import { readAnswer, type FrameWatcher } from './read-answer.ts';

export interface InvokeRequest extends Omit<ConnectionRequest, 'onProgress'> {
  target: InvocationTarget;
  input: string;
  permission: InvokePermission;
  onFrame?: FrameWatcher | undefined;
  /** An answer that takes longer is cut off. Milliseconds; five minutes unless told. */
  longestAnswer?: number;
}

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
    const read: Answered = { response: first, ...(await readAnswer(first, limit, onFrame)) };
    const accepted = first.status === 202;
    const invocationId = ids.invocationId ?? (accepted ? namedIn(read.frames[0]?.json) : null);
    const { response, frames, end, detail } = !accepted
      ? read
      : invocationId === null
        ? { ...read, end: 'broken' as const, detail: namesNone }
        : await pollInvocation(send, pollUrl(target, invocationId), read, limit, onFrame);
    signal?.throwIfAborted();
    return {
      ...timing(),
      ...{ sessionId: ids.sessionId, invocationId, frames, end },
      status: response.status,
      detail: detail ?? detailOf(response),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ReadOnlyViolationError) throw error;
    const { detail } = toUnknown(error, { what: 'the answer of the agent', cancelled: false });
    const nothing = { sessionId: null, invocationId: null, frames: [], end: 'broken' as const };
    return { ...timing(), ...nothing, status: null, detail };
  }
}

const namesNone = 'The endpoint accepted the invocation and named none that could be looked at.';

const WithId = z.looseObject({ invocation_id: z.string().optional(), id: z.string().optional() });

/** The invocation that the body of a 202 names. */
function namedIn(body: unknown): string | null {
  const named = WithId.safeParse(body).data;
  return named?.invocation_id ?? named?.id ?? null;
}

function pollUrl({ url }: InvocationTarget, id: string): string {
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

function detailOf({ status, headers }: Answered['response']): string | null {
  if (status >= 200 && status <= 299) return null;
  const told = tellingHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  return [`HTTP ${status}`, ...told].join(', ');
}
