import type { Symptom, SymptomClass } from '../symptoms/symptom.ts';
import type { Case } from './case.ts';

/** A symptom with the telemetry row that showed it. */
export interface SeenSymptom extends Symptom {
  /** ISO 8601. */
  at: string;
  table: string;
  text: string;
  /** The session whose own log holds it; absent for rows of App Insights. */
  session?: string;
  /** What the row names as the agent: an object id, `name:version`, or null. */
  agentId: string | null;
}

/** The symptoms that a missing role explains. The other classes have causes of their own. */
const authorizationClasses: SymptomClass[] = [
  'missing-data-action',
  'permission-denied',
  'provider-401',
];

/** Whether a missing role explains the symptom. */
export function isAuthorization(symptom: Symptom): boolean {
  return authorizationClasses.includes(symptom.class);
}

/** Object id of the principal that signs the agent's model calls; null where a key does, or none. */
export function modelCaller(opened: Pick<Case, 'route' | 'principals'>): string | null {
  const { caller } = opened.route;
  return opened.principals.find(({ role }) => role === caller)?.id ?? null;
}

/**
 * The denials that speak of a principal: those that name it and, for the one that calls the model,
 * those that name nobody.
 */
export function denialsOf(
  opened: Pick<Case, 'route' | 'principals' | 'symptoms'>,
  principalId: string,
): SeenSymptom[] {
  const callsModel = modelCaller(opened) === principalId;
  return opened.symptoms.filter(
    (symptom) =>
      isAuthorization(symptom) &&
      (symptom.principal === null
        ? callsModel && !namedElsewhere(opened.symptoms, symptom)
        : symptom.principal.toLowerCase() === principalId.toLowerCase()),
  );
}

/**
 * Whether a nameless denial belongs to one that names its principal: frameworks log one failed call
 * several times, in the service's words and in their own, within the same minute.
 */
function namedElsewhere(symptoms: SeenSymptom[], nameless: SeenSymptom): boolean {
  return symptoms.some(
    ({ principal, at }) =>
      principal !== null && Math.abs(Date.parse(at) - Date.parse(nameless.at)) < 60_000,
  );
}

export function findSymptoms(opened: Pick<Case, 'symptoms'>, kind: SymptomClass): SeenSymptom[] {
  return opened.symptoms.filter((symptom) => symptom.class === kind);
}

/** Whether one ISO 8601 time lies after another, whatever their precision. */
export function isAfter(time: string, earlier: string): boolean {
  return Date.parse(time) > Date.parse(earlier);
}
