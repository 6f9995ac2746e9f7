import type { SymptomClass } from '../symptoms/symptom.ts';
import type { Attempt } from './attempt.ts';

/**
 * How often the same call is made before a denial is believed, and how far apart. Source: the runbook
 * for hosted agents that first described the silent 401 repeats the call 6 times, 15 s apart, because
 * a correctly privileged agent can emit it once and then recover.
 */
export const usualRepetition = { calls: 6, pauseMs: 15_000 } as const;

/** The most calls that one yes can stand for. */
export const mostCalls = 40;

/**
 * What the endpoint's own codes say about a next call, whatever the status: a session that is paused,
 * gone or starting is there the next time; a quota, a failed deployment or a container that hangs is not
 * mended by calling again, and a call that hung may have done its work.
 */
const passingByClass: Partial<Record<SymptomClass, boolean>> = {
  'session-quota': false,
  'regional-capacity': false,
  'provisioning-failed': false,
  'readiness-timeout': true,
  'agent-timeout': false,
  'session-idle': true,
  'session-gone': true,
  'not-ready': true,
};

/** Statuses of an endpoint that may answer the next time: not ready, throttled, or in between. */
const passingStatuses = [424, 429, 502, 503, 504];

/**
 * Whether the same call may end otherwise in a moment. Only denials and an endpoint that is not ready
 * do: any other failure, and every answer, stands for itself.
 */
export function mayPass({
  outcome,
  status,
  symptoms,
}: Pick<Attempt, 'outcome' | 'status' | 'symptoms'>): boolean {
  if (outcome !== 'refused') return outcome === 'silent-denial';
  const told = symptoms.flatMap(({ class: kind }) => passingByClass[kind] ?? []);
  return told[0] ?? (status !== null && passingStatuses.includes(status));
}
