import { valueOf } from '../facts/fact.ts';
import type { Case } from './case.ts';
import { isMinuteAfter } from './denials.ts';
import { ingestionMinutes, minutesBetween } from './ingestion.ts';
import { authorOf, type JoinedSymptom } from './refused-identity.ts';

type Known = Pick<Case, 'facts' | 'agent' | 'symptoms'>;

/**
 * The time of a call of the same version that went well after the failure, or null where none is known.
 * A call counts that says so of itself, lies a minute after every failure of that version, and is old
 * enough for a failure in it to have reached the log. A part of a log shows no such thing.
 */
export function succeededAfter(known: Known, symptom: JoinedSymptom): string | null {
  const { facts, agent, symptoms } = known;
  const { traffic, searched } = facts.telemetry;
  if (searched?.partial !== undefined) return null;
  const { version } = authorOf(symptom, agent);
  const successes = (valueOf(traffic)?.groups ?? [])
    .filter((group) => authorOf(group, agent).version === version)
    .flatMap(({ succeededAt }) => succeededAt ?? [])
    .filter((at) => minutesBetween(at, facts.at) >= ingestionMinutes);
  const last = successes.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (last === undefined) return null;
  const failures = symptoms.filter((other) => authorOf(other, agent).version === version);
  return failures.every(({ at }) => isMinuteAfter(last, at)) ? last : null;
}
