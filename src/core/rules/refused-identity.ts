import type { Agent, RowAuthor } from '../facts/azure.ts';
import type { SymptomClass } from '../symptoms/symptom.ts';
import type { Case } from './case.ts';
import type { SeenSymptom } from './denials.ts';

/** How the identity of a denial is known: by its own words, or by what the row says of the agent. */
export const joinKinds = ['message', 'agent-id', 'version', 'none'] as const;
export type JoinKind = (typeof joinKinds)[number];

/** Who was refused, as far as the log says. */
export interface RefusedIdentity {
  /** Object id, lower case; null where neither the message nor the row names anybody. */
  principalId: string | null;
  joinedBy: JoinKind;
  /** The agent's version that ran as the identity; null where it is none of the agent's. */
  version: string | null;
}

/** A symptom with what the rows around it say of the same failure. */
export interface JoinedSymptom extends SeenSymptom {
  identity: RefusedIdentity;
  /** What the failure was: of an echo, what the row says that tells more of it. */
  cause: SymptomClass;
  /** Whether another row tells the same failure in words that say more. */
  isEcho: boolean;
}

/** The symptoms that a missing role explains. The other classes have causes of their own. */
export const authorizationClasses: SymptomClass[] = [
  'missing-data-action',
  'permission-denied',
  'provider-401',
];

/** Refusals that say nothing of their cause, and whose cause another row may tell. */
const vagueClasses: SymptomClass[] = ['permission-denied', 'provider-401'];

/** Causes that a vague row is often the other half of. */
const otherCauses: SymptomClass[] = [
  'wrong-audience',
  'wrong-tenant',
  'sign-in-expired',
  'key-auth-disabled',
  'wrong-key-or-endpoint',
  'network-closed',
];

/** Frameworks log one failed call in the service's words and in their own, within so much time. */
const oneFailure = 60_000;

type Known = Pick<Case, 'agent' | 'principals' | 'route'>;

/** Joins each row with the identity that failed, and with the row that tells most of the same failure. */
export function joinFailures(logged: SeenSymptom[], known: Known): JoinedSymptom[] {
  return logged.map((symptom) => {
    const telling = tellingRow(logged, symptom);
    return {
      ...symptom,
      identity: identityOf(telling ?? symptom, known),
      cause: (telling ?? symptom).class,
      isEcho: telling !== null,
    };
  });
}

/** The nearest row that names whom or what a row without a name is about; null where there is none. */
function tellingRow(logged: SeenSymptom[], symptom: SeenSymptom): SeenSymptom | null {
  if (symptom.principal !== null || !authorizationClasses.includes(symptom.class)) return null;
  const isVague = vagueClasses.includes(symptom.class);
  const distance = ({ at }: SeenSymptom): number =>
    Math.abs(Date.parse(at) - Date.parse(symptom.at));
  const telling = logged
    .filter((other) => distance(other) < oneFailure && mayBeOneAuthor(other, symptom))
    .filter(
      ({ class: kind, principal }) =>
        (principal !== null && authorizationClasses.includes(kind)) ||
        (isVague && otherCauses.includes(kind)),
    )
    .sort((a, b) => distance(a) - distance(b));
  return telling[0] ?? null;
}

function mayBeOneAuthor(a: RowAuthor, b: RowAuthor): boolean {
  const agrees = (one: string | null | undefined, other: string | null | undefined): boolean =>
    !one || !other || one.toLowerCase() === other.toLowerCase();
  return agrees(a.agentId, b.agentId) && agrees(a.version, b.version);
}

function identityOf(symptom: SeenSymptom, known: Known): RefusedIdentity {
  const { agent } = known;
  if (symptom.principal !== null) {
    const principalId = symptom.principal.toLowerCase();
    const version = versionOfIdentity(agent, principalId);
    return { principalId, joinedBy: 'message', version };
  }
  const author = authorOf(symptom, agent);
  // Who wrote the row is not always who was refused: another identity may sign the model calls.
  const isServing = author.version === agent.serving.version;
  return isServing ? { ...author, principalId: modelCaller(known)?.toLowerCase() ?? null } : author;
}

/** Object id of the principal that signs the agent's model calls; null where a key does, or none. */
export function modelCaller({
  route,
  principals,
}: Pick<Case, 'route' | 'principals'>): string | null {
  return principals.find(({ role }) => role === route.caller)?.id ?? null;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which version of the agent wrote a row, and as whom, by what the row names. */
export function authorOf(row: RowAuthor, agent: Agent): RefusedIdentity {
  const { agentId } = row;
  if (agentId !== null && guid.test(agentId)) {
    const principalId = agentId.toLowerCase();
    const version = row.version ?? versionOfIdentity(agent, principalId);
    return { principalId, joinedBy: 'agent-id', version };
  }
  const version = isOfAnotherAgent(row, agent)
    ? null
    : (versionInId(agentId, agent) ?? row.version ?? null);
  if (version === null) return { principalId: null, joinedBy: 'none', version: null };
  const ran = [agent.serving, ...agent.versions].find((one) => one.version === version);
  const principalId = ran?.instanceIdentity?.principalId.toLowerCase() ?? null;
  return { principalId, joinedBy: 'version', version };
}

/** Whether the row names an agent, in the form `name:version`, that is not this one. */
export function isOfAnotherAgent({ agentId }: RowAuthor, agent: Agent): boolean {
  return agentId !== null && agentId.includes(':') && versionInId(agentId, agent) === null;
}

function versionInId(agentId: string | null, { name }: Agent): string | null {
  const prefix = `${name}:`.toLowerCase();
  return agentId?.toLowerCase().startsWith(prefix) === true ? agentId.slice(prefix.length) : null;
}

/** The newest version that ran as the identity: the serving one first. */
function versionOfIdentity(agent: Agent, principalId: string): string | null {
  const ran = [agent.serving, ...agent.versions].find(
    ({ instanceIdentity }) => instanceIdentity?.principalId.toLowerCase() === principalId,
  );
  return ran?.version ?? null;
}
