import { guid } from './signatures/signature.ts';
import { symptomClasses, symptomValueNames, type Symptom, type SymptomClass } from './symptom.ts';

/**
 * What a refusal is to the one that a text is about. `cause`: a service looked at the call and refused
 * it. `sign-in`: no token came about; where a service refused a call as well, one did later. `passing`:
 * it goes by itself. `echo`: it says that something was refused, and not what.
 */
const standings = ['cause', 'sign-in', 'passing', 'echo'] as const;
type Standing = (typeof standings)[number];

const standingOf: Record<SymptomClass, Standing> = {
  'missing-data-action': 'cause',
  'cosmos-data-action': 'cause',
  'deny-assignment': 'cause',
  'wrong-tenant': 'cause',
  'wrong-audience': 'cause',
  'key-auth-disabled': 'cause',
  'wrong-key-or-endpoint': 'cause',
  'network-closed': 'cause',
  'control-plane': 'cause',
  'federated-subject-case': 'sign-in',
  'federated-credential': 'sign-in',
  'client-secret': 'sign-in',
  'tenant-unknown': 'sign-in',
  'application-unknown': 'sign-in',
  consent: 'sign-in',
  'conditional-access': 'sign-in',
  'sign-in-expired': 'sign-in',
  'principal-disabled': 'sign-in',
  'resource-unknown': 'sign-in',
  'entra-other': 'sign-in',
  'no-credential': 'echo',
  impersonation: 'cause',
  'published-identity': 'cause',
  'role-unknown': 'cause',
  'principal-not-found': 'cause',
  'assignment-exists': 'cause',
  'assignment-name-taken': 'cause',
  'telemetry-connection': 'passing',
  'session-quota': 'cause',
  'regional-capacity': 'cause',
  quota: 'passing',
  'provisioning-failed': 'cause',
  'readiness-timeout': 'passing',
  'agent-timeout': 'passing',
  'session-idle': 'passing',
  'session-gone': 'passing',
  'not-ready': 'passing',
  'deployment-missing': 'cause',
  'not-offered': 'cause',
  'request-shape': 'cause',
  'permission-denied': 'echo',
  'look-alike': 'echo',
  'provider-401': 'echo',
  'masked-denial': 'echo',
  'transient-auth': 'echo',
};

/** Classes that say of one refusal what the class says, and more. */
const fuller: Partial<Record<SymptomClass, SymptomClass[]>> = {
  'control-plane': ['deny-assignment'],
  'federated-credential': ['federated-subject-case'],
  quota: ['session-quota', 'regional-capacity'],
  'not-ready': ['readiness-timeout', 'provisioning-failed', 'session-idle', 'session-gone'],
};

/** Symptoms that anything fuller in the same text has explained already. */
const shortForms: SymptomClass[] = ['permission-denied', 'provider-401', 'transient-auth'];

/** A symptom with where it stands first in its text. */
export interface PlacedSymptom<T extends Symptom = Symptom> {
  symptom: T;
  at: number;
}

/**
 * The symptoms of a text in the order in which they are named: the earliest cause first, then what
 * kept it from getting that far, what goes by itself, and the echoes. `signedInAt` is where the text
 * last says that a token came about, -1 where it never does: what refused a sign-in before was overcome.
 */
export function inOrder<T extends Symptom>(
  placed: PlacedSymptom<T>[],
  signedInAt: number,
): PlacedSymptom<T>[] {
  const classes = new Set(placed.map(({ symptom }) => symptom.class));
  const ranked = placed.map((one) => ({ one, rank: rankOf(one, classes, signedInAt) }));
  return ranked
    .filter(({ one: { symptom, at } }) => symptom.class !== 'no-credential' || at > signedInAt)
    .sort((a, b) => a.rank - b.rank || compare(a.one, b.one))
    .map(({ one }) => one);
}

function rankOf(
  { symptom, at }: PlacedSymptom,
  classes: Set<SymptomClass>,
  signedInAt: number,
): number {
  const standing = standingOf[symptom.class];
  const isOvercome = standing === 'sign-in' && at < signedInAt;
  const isOvershadowed =
    isBare(symptom) && fullerThan(symptom.class).some((other) => classes.has(other));
  return isOvercome || isOvershadowed ? standings.length : standings.indexOf(standing);
}

/** Whether a symptom names nothing that could tell it from a fuller one: a number of Entra's does not. */
function isBare(symptom: Symptom): boolean {
  return symptom.class === 'entra-other' || valuesOf(symptom) === 0;
}

function fullerThan(kind: SymptomClass): SymptomClass[] {
  // Entra's general codes stand before the one that says why.
  if (kind === 'entra-other') {
    return symptomClasses.filter((other) => other !== kind && standingOf[other] === 'sign-in');
  }
  return fuller[kind] ?? [];
}

function compare(a: PlacedSymptom, b: PlacedSymptom): number {
  const standing = standingOf[a.symptom.class];
  const byPlace = standing === 'cause' || standing === 'sign-in';
  return byPlace ? a.at - b.at : byClass(a.symptom, b.symptom) || a.at - b.at;
}

function byClass(a: Symptom, b: Symptom): number {
  return symptomClasses.indexOf(a.class) - symptomClasses.indexOf(b.class);
}

/** Whether a symptom adds something to the one that the text is about. */
export function saysMoreThan(main: Symptom, other: Symptom): boolean {
  const isExplained = standingOf[main.class] === 'cause' || shortForms.includes(main.class);
  if (isExplained && shortForms.includes(other.class)) return false;
  if (isBare(other) && fullerThan(other.class).includes(main.class)) return false;
  return other.class !== main.class || valuesOf(other) > 0;
}

/** How many values a symptom names. */
export function valuesOf(symptom: Symptom): number {
  return symptomValueNames.filter((name) => symptom[name] !== null).length;
}

/** Whether the first reading of a text says more of what it is about than the second. */
export function isBetterReading(one: Symptom[], other: Symptom[]): boolean {
  const [mine, theirs] = [one[0], other[0]];
  if (mine === undefined) return false;
  if (theirs === undefined) return true;
  if (mine.class !== theirs.class) {
    return shortForms.includes(theirs.class) && standingOf[mine.class] === 'cause';
  }
  const more = wholeValuesOf(mine) - wholeValuesOf(theirs);
  return more > 0 || (more === 0 && (mine.host?.length ?? 0) > (theirs.host?.length ?? 0));
}

/** Values that a line's end has certainly not cut: half a GUID is none, nor has a subject a space. */
function wholeValuesOf(symptom: Symptom): number {
  const ids = [symptom.principal, symptom.tokenTenant, symptom.resourceTenant];
  const halves = ids.filter((id) => id !== null && !isWholeId.test(id));
  const isSplit = symptom.class !== 'deny-assignment' && / /.test(symptom.name ?? '');
  return valuesOf(symptom) + symptom.audiences.length - halves.length - (isSplit ? 1 : 0);
}

const isWholeId = new RegExp(`^(?:${guid}|[^@]+@[^@]+)$`, 'i');
