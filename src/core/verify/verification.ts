import type { Attempt, AttemptOutcome } from './attempt.ts';
import type { Freshness } from './freshness.ts';
import type { InvocationTarget } from '../facts/invocation-target.ts';

/** Whose answer it was. Null parts where a captured stream does not say. */
export interface VerifiedAgent extends InvocationTarget {
  agent: string;
  version: string;
  project: string;
}

/** What one agent answered, call by call. Plain JSON, redacted. */
export interface Verification {
  schemaVersion: 1;
  /** Null where a captured stream was read, which nobody invoked. */
  subject: VerifiedAgent | null;
  /** How the last call ended: what is believed. */
  outcome: AttemptOutcome;
  /** Why a denial may still pass; null where nothing is new, or where it is not known. */
  freshness: Freshness | null;
  attempts: Attempt[];
}

/** Puts calls together. There is at least one. */
export function toVerification(
  subject: VerifiedAgent | null,
  freshness: Freshness | null,
  attempts: Attempt[],
): Verification {
  const last = attempts.at(-1);
  if (last === undefined) throw new RangeError('A verification has at least one call.');
  return { schemaVersion: 1, subject, outcome: last.outcome, freshness, attempts };
}
