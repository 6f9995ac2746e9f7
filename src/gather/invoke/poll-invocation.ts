import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { secondsUntil } from '../errors/error-parts.ts';
import type { Send } from './invoke-sender.ts';
import { readAnswer, type FrameWatcher } from './read-answer.ts';

/** What one request was answered, with how reading it ended. */
export type Answered = {
  response: { status: number; headers: { get(name: string): string | undefined } };
  /** A sentence about how it ended, where neither status nor headers say so. */
  detail?: string;
} & Awaited<ReturnType<typeof readAnswer>>;

/** Pause between two looks where the service asks for none, and the shortest one. Milliseconds. */
const usualPause = 2_000;
const shortestPause = 100;

/** Looks in a row that may fail in a way that passes: a look changes nothing, so it can be repeated. */
const mostFailures = 3;
const passingStatuses = [429, 502, 503, 504];

/** Statuses in the body of an invocation that has not ended. */
const pending = /^(?:queued|pending|accepted|created|running|in_?progress|not_?started)$/i;
const WithStatus = z.looseObject({ status: z.string() });

/**
 * Looks at an accepted invocation until it has ended or the time is over, which `limit` says. What
 * runs out then is the patience here: the answer so far is cut off, not failed. Never throws.
 */
export async function pollInvocation(
  send: Send,
  url: string,
  accepted: Answered,
  limit: AbortSignal,
  onFrame: FrameWatcher | undefined,
): Promise<Answered> {
  let last = accepted;
  let failures = 0;
  for (;;) {
    const isOver = await setTimeout(pauseAfter(last), false, { signal: limit }).catch(() => true);
    if (isOver) return stillGoingOn(last);
    const seen = await look(send, url, limit, onFrame);
    if (limit.aborted && seen === null) return stillGoingOn(last);
    failures = seen === null || passingStatuses.includes(seen.response.status) ? failures + 1 : 0;
    if (failures > mostFailures) return seen ?? lostSight(last);
    if (seen !== null && failures === 0) {
      if (!goesOn(seen)) return seen;
      last = seen;
    } else if (seen !== null) {
      last = { ...last, response: { ...last.response, headers: seen.response.headers } };
    }
  }
}

/** Null where no answer came. */
async function look(
  send: Send,
  url: string,
  limit: AbortSignal,
  onFrame: FrameWatcher | undefined,
): Promise<Answered | null> {
  try {
    const response = await send({ method: 'GET', url });
    return { response, ...(await readAnswer(response, limit, onFrame)) };
  } catch {
    // The invocation has been accepted: that it cannot be looked at says nothing about its end.
    return null;
  }
}

function goesOn({ response, frames }: Answered): boolean {
  return response.status === 202 || (frames.length === 1 && pending.test(stateOf(frames) ?? ''));
}

function stateOf([frame]: Answered['frames']): string | null {
  return WithStatus.safeParse(frame?.json).data?.status ?? null;
}

function pauseAfter({ response }: Answered): number {
  const asked = secondsUntil(response.headers.get('retry-after') ?? 'unknown');
  return asked === null ? usualPause : Math.max(shortestPause, asked * 1_000);
}

function stillGoingOn(last: Answered): Answered {
  const state = stateOf(last.frames) ?? 'accepted';
  const detail = `The invocation was ${state} when the time to wait for it was over; it may go on.`;
  return { ...last, end: 'broken', detail };
}

function lostSight(last: Answered): Answered {
  const detail = 'The invocation was accepted, and then could not be looked at any more.';
  return { ...last, end: 'broken', detail };
}
