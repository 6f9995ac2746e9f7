import type { Agent } from '../facts/azure.ts';
import type { Case } from './case.ts';
import { isAuthorization, type SeenSymptom } from './denials.ts';

/** How the identity of a denial is known: by its own words, or by what the row says of the agent. */
export const joinKinds = ['message', 'agent-id', 'version', 'none'] as const;
type JoinKind = (typeof joinKinds)[number];

/** The denials of one identity within one minute. */
export interface DenialMinute {
  /** ISO 8601, UTC, to the minute. */
  minute: string;
  /** Object id, lower case; null where neither the message nor the row names anybody. */
  principalId: string | null;
  joinedBy: JoinKind;
  /** The agent's version that ran as the identity; null where it is none of the agent's. */
  version: string | null;
  /** The actions that were missing, each once. */
  actions: string[];
  /** The log tables that hold the rows, each once. */
  sources: string[];
  count: number;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The denials in the log by identity and minute, oldest first. A message may name who was refused;
 * else the row may name the agent's identity by its object id, or its version as `name:version`.
 */
export function denialTimeline({
  symptoms,
  agent,
}: Pick<Case, 'symptoms' | 'agent'>): DenialMinute[] {
  const minutes = new Map<string, DenialMinute>();
  for (const symptom of symptoms.filter(isAuthorization)) {
    const at = Date.parse(symptom.at);
    if (Number.isNaN(at)) continue;
    const minute = `${new Date(at).toISOString().slice(0, 16)}Z`;
    const { principalId, joinedBy, version } = identityOf(symptom, agent);
    const key = JSON.stringify([minute, principalId ?? { version }]);
    const known = minutes.get(key) ?? {
      ...{ minute, principalId, joinedBy, version },
      ...{ actions: [], sources: [], count: 0 },
    };
    minutes.set(key, {
      ...known,
      joinedBy: joinKinds.find((kind) => [known.joinedBy, joinedBy].includes(kind)) ?? joinedBy,
      actions: symptom.action === null ? known.actions : including(known.actions, symptom.action),
      sources: including(known.sources, symptom.table),
      count: known.count + 1,
    });
  }
  return [...minutes.values()].sort((a, b) => a.minute.localeCompare(b.minute));
}

function including(texts: string[], text: string): string[] {
  return texts.includes(text) ? texts : [...texts, text];
}

function identityOf(
  { principal, agentId }: SeenSymptom,
  agent: Agent,
): Pick<DenialMinute, 'principalId' | 'joinedBy' | 'version'> {
  if (principal !== null) return joined(principal, 'message', agent);
  if (agentId !== null && guid.test(agentId)) return joined(agentId, 'agent-id', agent);
  const prefix = `${agent.name}:`.toLowerCase();
  if (agentId?.toLowerCase().startsWith(prefix) === true) {
    const version = agentId.slice(prefix.length);
    const ran = [agent.serving, ...agent.versions].find((one) => one.version === version);
    const id = ran?.instanceIdentity?.principalId ?? null;
    return { principalId: id?.toLowerCase() ?? null, joinedBy: 'version', version };
  }
  return { principalId: null, joinedBy: 'none', version: null };
}

/** The newest version that ran as the identity: the serving one first. */
function joined(
  id: string,
  joinedBy: JoinKind,
  agent: Agent,
): Pick<DenialMinute, 'principalId' | 'joinedBy' | 'version'> {
  const principalId = id.toLowerCase();
  const ran = [agent.serving, ...agent.versions].find(
    ({ instanceIdentity }) => instanceIdentity?.principalId.toLowerCase() === principalId,
  );
  return { principalId, joinedBy, version: ran?.version ?? null };
}
