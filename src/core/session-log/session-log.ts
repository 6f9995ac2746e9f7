import type { Agent, Project } from '../facts/azure.ts';
import type { AgentSession, LogLine, LogTail } from '../facts/session-log.ts';
import { findSymptomsIn } from '../symptoms/explain.ts';
import { redactSymptom } from '../symptoms/explanation.ts';
import { symptomClasses, type Symptom } from '../symptoms/symptom.ts';

/** One refusal that the lines show, and how often. Redacted. */
export interface LogSymptom extends Symptom {
  /** When the first and the last line say that it happened; null where they name no time. */
  firstAt: string | null;
  lastAt: string | null;
  /** Lines, of which one failed call may leave several. */
  count: number;
}

/** A log that was read, and what its lines mean. Plain JSON, redacted. */
export interface SessionLog extends LogTail {
  schemaVersion: 1;
  agent: string;
  project: string;
  /** The refusals in the lines, the most telling first. */
  symptoms: LogSymptom[];
}

/** Whose sessions they are: all that the data plane has to be asked with. */
export interface LoggedAgent {
  agent: string;
  project: string;
  /** The version that serves: one of the two routes to a log names a version. */
  version: string;
  /** The project's Foundry endpoint. */
  endpoint: string;
}

/** An agent that was found, as one whose log can be read; null where ARM lists no endpoint for it. */
export function loggedAgent(agent: Agent, project: Project): LoggedAgent | null {
  const { endpoint } = project;
  if (endpoint === null) return null;
  return { agent: agent.name, project: project.name, version: agent.serving.version, endpoint };
}

/** The most lines that the service hands out at once. */
export const longestTail = 300;

/** A session of which only its id is known. */
export function namedSession(id: string): AgentSession {
  const times = { createdAt: null, lastAccessedAt: null, expiresAt: null };
  return { id, version: null, status: 'unknown', ...times };
}

/** Sessions by when they were used, the last one first. Times of one form sort as texts. */
export function mostRecentFirst(sessions: AgentSession[]): AgentSession[] {
  const usedAt = ({ lastAccessedAt, createdAt }: AgentSession): string =>
    lastAccessedAt ?? createdAt ?? '';
  return sessions.toSorted((a, b) => usedAt(b).localeCompare(usedAt(a)));
}

/** The session that was used last: of a version where one is named, which a session may leave open. */
export function mostRecentSession(
  sessions: AgentSession[],
  version: string | null = null,
): AgentSession | null {
  const [first] = mostRecentFirst(sessions).filter(
    (session) => version === null || (session.version ?? version) === version,
  );
  return first ?? null;
}

/** A log with what its lines mean. */
export function toSessionLog({ agent, project }: LoggedAgent, tail: LogTail): SessionLog {
  return { schemaVersion: 1, agent, project, ...tail, symptoms: symptomsOf(tail.lines) };
}

/** The refusals in a log, each once: who is refused a thousand times is refused one thing. */
function symptomsOf(lines: LogLine[]): LogSymptom[] {
  const found = new Map<string, LogSymptom>();
  for (const { at, text } of lines) {
    const [symptom] = findSymptomsIn(text).map(redactSymptom);
    if (symptom === undefined) continue;
    const key = JSON.stringify({ ...symptom, quote: '', cutOff: false });
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { ...symptom, firstAt: at, lastAt: at, count: 1 });
    } else {
      found.set(key, { ...known, lastAt: at ?? known.lastAt, count: known.count + 1 });
    }
  }
  const rank = (symptom: LogSymptom): number => symptomClasses.indexOf(symptom.class);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
