import type { RowAuthor } from '../facts/azure.ts';
import type { Symptom, SymptomClass } from '../symptoms/symptom.ts';
import type { Case } from './case.ts';
import {
  authorizationClasses,
  isOfAnotherAgent,
  modelCaller,
  type JoinedSymptom,
} from './refused-identity.ts';

/** A symptom with the row of a log that showed it. */
export interface SeenSymptom extends Symptom, RowAuthor {
  /** ISO 8601. */
  at: string;
  table: string;
  text: string;
  /** The session whose own log holds it; absent for rows of App Insights. */
  session?: string;
}

/** Whether a missing role explains the failure that a row shows. */
export function isDenial({ cause }: JoinedSymptom): boolean {
  return authorizationClasses.includes(cause);
}

/** The denials of a principal, by the words of the message or by the version that the row names. */
export function denialsOf(
  { symptoms }: Pick<Case, 'symptoms'>,
  principalId: string,
): JoinedSymptom[] {
  return symptoms.filter(
    (symptom) =>
      isDenial(symptom) &&
      !symptom.isEcho &&
      symptom.identity.principalId === principalId.toLowerCase(),
  );
}

/**
 * The denials of which nobody knows whom they are about. They fit a role that is missing to whoever
 * calls the model, and prove nothing by themselves.
 */
export function namelessDenials(
  opened: Pick<Case, 'symptoms' | 'agent' | 'route' | 'principals'>,
): JoinedSymptom[] {
  if (modelCaller(opened) === null) return [];
  return opened.symptoms.filter(
    (symptom) =>
      isDenial(symptom) &&
      symptom.identity.joinedBy === 'none' &&
      !isOfAnotherAgent(symptom, opened.agent),
  );
}

export function findSymptoms(opened: Pick<Case, 'symptoms'>, kind: SymptomClass): JoinedSymptom[] {
  return opened.symptoms.filter((symptom) => symptom.class === kind);
}

/** Whether one ISO 8601 time lies after another, whatever their precision. */
export function isAfter(time: string, earlier: string): boolean {
  return Date.parse(time) > Date.parse(earlier);
}

/** Whether a row came so long after another that it cannot be of the same failed call. */
export function isMinuteAfter(time: string, earlier: string): boolean {
  return Date.parse(time) - Date.parse(earlier) > 60_000;
}
