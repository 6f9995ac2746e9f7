import type { Question } from '../../core/rbac/judgement.ts';
import { judgeAnswer, type Attempt } from '../../core/verify/attempt.ts';
import type { VerifiedAgent } from '../../core/verify/verification.ts';
import { lookAtGrants } from '../../core/watch/grant-sight.ts';
import type { WatchPlan } from '../../core/watch/schedule.ts';
import { toWatchReport, type WatchLook, type WatchReport } from '../../core/watch/watch-report.ts';
import { advance, shouldCall, startWatch } from '../../core/watch/watch-state.ts';
import { untilAborted } from '../connect.ts';
import { invokeAgent } from '../invoke/invoke-agent.ts';
import type { InvokePermission } from '../invoke/permission.ts';
import { pause } from '../pause.ts';
import type { ConnectionRequest } from '../request.ts';
import { readAccessOf } from './read-access-of.ts';

/** How a watch goes on, for who watches it. Times are milliseconds since it began. */
export type WatchEvent =
  | { kind: 'looking'; elapsed: number; calling: boolean }
  | { kind: 'looked'; look: WatchLook }
  | { kind: 'waiting'; elapsed: number; nextIn: number };

export interface WatchRequest extends Omit<ConnectionRequest, 'onProgress'> {
  subject: VerifiedAgent;
  needs: Question[];
  /** `calls` counts only with a permission for as many. */
  plan: WatchPlan;
  /** Null where nobody agreed to calls of the agent. */
  permission: InvokePermission | null;
  input: string;
  onEvent?: (event: WatchEvent) => void;
}

/** How often a waiting watch says so. Milliseconds. */
const tick = 1_000;

/**
 * Looks for the grants that are missing and, where that is allowed, at the agent's answer, again and
 * again until it can be said what became of it. Rejects only when cancelled, with the signal's reason.
 */
export function watchForFix(request: WatchRequest): Promise<WatchReport> {
  return untilAborted(request.signal, () => watch(request));
}

async function watch(request: WatchRequest): Promise<WatchReport> {
  const { subject, needs, permission, input, onEvent, plan: asked, ...connection } = request;
  const { signal } = connection;
  const plan = { ...asked, calls: permission === null ? 0 : asked.calls };
  const startedAt = Date.now();
  const started = performance.now();
  const elapsed = (): number => Math.round(performance.now() - started);
  const looks: WatchLook[] = [];
  let lastAttempt: Attempt | null = null;
  let state = startWatch(plan, needs.length > 0);
  for (;;) {
    onEvent?.({ kind: 'looking', elapsed: elapsed(), calling: false });
    const grant = lookAtGrants(needs, await readAccessOf(connection, needs));
    let attempt: Attempt | null = null;
    if (permission !== null && shouldCall(state, grant)) {
      onEvent?.({ kind: 'looking', elapsed: elapsed(), calling: true });
      const answer = await invokeAgent({ ...connection, target: subject, input, permission });
      attempt = judgeAnswer(answer);
      lastAttempt = attempt;
    }
    const look: WatchLook = {
      elapsed: elapsed(),
      grant: grant.kind,
      settlesAt: grant.settlesAt,
      answer: attempt?.outcome ?? null,
    };
    looks.push(look);
    onEvent?.({ kind: 'looked', look });
    const step = advance(state, { grant, attempt }, { elapsed: elapsed(), startedAt });
    if (step.kind === 'end') {
      const times = { startedAt: new Date(startedAt).toISOString(), looks, lastAttempt };
      return toWatchReport({ subject, needs, end: step.end, ...times });
    }
    state = step.state;
    await waitFor(step.ms);
  }

  async function waitFor(ms: number): Promise<void> {
    const until = elapsed() + ms;
    for (let left = ms; left > 0; left = until - elapsed()) {
      onEvent?.({ kind: 'waiting', elapsed: elapsed(), nextIn: left });
      await pause(Math.min(left, tick), signal);
    }
  }
}
