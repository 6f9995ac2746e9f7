import type { Symptom, SymptomClass } from '../symptoms/symptom.ts';
import type { Attempt } from '../verify/attempt.ts';
import { mayPass, usualRepetition } from '../verify/repeat.ts';
import { roleDenials } from '../verify/role-denials.ts';
import type { GrantSight } from './grant-sight.ts';
import { pauseAfter, type WatchPlan } from './schedule.ts';

/** Why a watch ended. */
export type WatchReason =
  | 'answered'
  | 'granted'
  | 'propagating'
  | 'not-granted'
  | 'blocked'
  | 'denied-although-granted'
  | 'other-denial'
  | 'other-failure'
  | 'caller-refused'
  | 'conditional'
  | 'unreadable'
  | 'unclear-answer'
  | 'no-answer'
  | 'nothing-to-watch';

export interface WatchEnd {
  reason: WatchReason;
  /** What was read or said last, as a redacted sentence; empty where the reason says it all. */
  detail: string;
  /** When a grant is sure to work everywhere, where one is still spreading. */
  settlesAt: string | null;
}

/** What a watch knows between two looks. Times are milliseconds since it began. */
export interface WatchState {
  plan: WatchPlan;
  /** False where ARM lacks nothing, so that only a call can tell. */
  hasNeeds: boolean;
  looks: number;
  calls: number;
  /** Denials in a row since the grant has been old enough to work everywhere. */
  settledDenials: number;
}

/** One look: the grants and, where the agent was called, its answer. */
export interface WatchSight {
  grant: GrantSight;
  attempt: Attempt | null;
}

/** Milliseconds since the watch began, and since when that was, to place times of day. */
export interface WatchClock {
  elapsed: number;
  /** Milliseconds since 1970. */
  startedAt: number;
}

export type WatchStep =
  | { kind: 'wait'; state: WatchState; ms: number }
  | { kind: 'end'; state: WatchState; end: WatchEnd };

export function startWatch(plan: WatchPlan, hasNeeds: boolean): WatchState {
  return { plan, hasNeeds, looks: 0, calls: 0, settledDenials: 0 };
}

/** Whether the agent is worth a call now: not while ARM shows for certain that it would be denied. */
export function shouldCall({ plan, calls }: WatchState, { kind }: GrantSight): boolean {
  return calls < plan.calls && kind !== 'missing' && kind !== 'blocked';
}

/** What follows from a look: a pause until the next one, or the end. Pure: time is passed in. */
export function advance(before: WatchState, sight: WatchSight, clock: WatchClock): WatchStep {
  const { grant, attempt } = sight;
  const denied = attempt?.outcome === 'silent-denial' && grant.kind === 'granted';
  const state: WatchState = {
    ...before,
    looks: before.looks + 1,
    calls: before.calls + (attempt === null ? 0 : 1),
    settledDenials: denied ? before.settledDenials + 1 : 0,
  };
  const reason = reasonToEnd(state, sight) ?? reasonOfTime(state, sight, clock);
  if (reason !== null) {
    const end = { reason, detail: detailOf(reason, sight), settlesAt: grant.settlesAt };
    return { kind: 'end', state, end };
  }
  const settles = grant.settlesAt === null ? null : Date.parse(grant.settlesAt) - clock.startedAt;
  const ms = pauseAfter(state.looks, state.plan, { elapsed: clock.elapsed, settles });
  return { kind: 'wait', state, ms: denied ? Math.min(ms, usualRepetition.pauseMs) : ms };
}

/** Why it ends whatever the time; null where a later look may see something else. */
function reasonToEnd(state: WatchState, { grant, attempt }: WatchSight): WatchReason | null {
  if (grant.kind === 'blocked') return 'blocked';
  if (attempt !== null) return reasonOfAttempt(state, attempt);
  if (state.plan.calls > 0) return null;
  if (grant.kind === 'conditional') return 'conditional';
  if (grant.kind === 'granted') return state.hasNeeds ? 'granted' : 'nothing-to-watch';
  return null;
}

/** Failures that go away without anybody's doing. */
const passingFailures: SymptomClass[] = [
  'quota',
  'readiness-timeout',
  'session-idle',
  'session-gone',
  'not-ready',
  'transient-auth',
];

function reasonOfAttempt(state: WatchState, attempt: Attempt): WatchReason | null {
  const onlyOf = (classes: SymptomClass[]): boolean =>
    attempt.symptoms.every((symptom: Symptom) => classes.includes(symptom.class));
  switch (attempt.outcome) {
    case 'answered':
    case 'recovered':
      return 'answered';
    case 'silent-denial':
      if (!onlyOf(roleDenials)) return 'other-denial';
      return state.settledDenials >= usualRepetition.calls ? 'denied-although-granted' : null;
    case 'failed':
      return attempt.symptoms.length > 0 && onlyOf(passingFailures) ? null : 'other-failure';
    case 'refused':
      if (mayPass(attempt)) return null;
      return [401, 403].includes(attempt.status ?? 0) ? 'caller-refused' : 'other-failure';
    case 'unclear':
      return 'unclear-answer';
    case 'cut-off':
    case 'no-answer':
      return null;
  }
}

/** Why it ends because time or calls have run out; null while there are both. */
function reasonOfTime(
  { plan, calls }: WatchState,
  { grant, attempt }: WatchSight,
  { elapsed }: WatchClock,
): WatchReason | null {
  const callsAreOver = plan.calls > 0 && calls >= plan.calls;
  if (elapsed < plan.longest && !callsAreOver) return null;
  if (attempt?.outcome === 'cut-off' || attempt?.outcome === 'no-answer') return 'no-answer';
  const reasons: Record<GrantSight['kind'], WatchReason> = {
    blocked: 'blocked',
    missing: 'not-granted',
    unreadable: 'unreadable',
    conditional: 'conditional',
    propagating: 'propagating',
    granted: attempt?.outcome === 'silent-denial' ? 'denied-although-granted' : 'no-answer',
  };
  return reasons[grant.kind];
}

/** Reasons that the assignments explain; the others rest on the agent's answer. */
const explainedByGrant: WatchReason[] = [
  'blocked',
  'not-granted',
  'propagating',
  'conditional',
  'unreadable',
  'granted',
];

function detailOf(reason: WatchReason, { grant, attempt }: WatchSight): string {
  if (explainedByGrant.includes(reason)) return grant.note;
  // An answer after denials has settled them.
  if (reason === 'answered') return '';
  return attempt?.symptoms[0]?.quote ?? attempt?.detail ?? '';
}
