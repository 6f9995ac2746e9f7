import { randomUUID } from 'node:crypto';
import type { Estate, ProjectResource } from '../tenant/estate.ts';
import type { SessionSpec } from '../tenant/resource-schemas.ts';
import { moment } from '../tenant/time-schema.ts';
import { createSessionLog, type SessionLog } from './session-log.ts';

/** A session of an agent: of the tenant file, or opened by an invocation. */
export interface AgentSession {
  id: string;
  /** ARM id of the project, lower case, and the agent's name. */
  project: string;
  agent: string;
  version: string;
  status: string;
  createdAt: Date;
  lastAccessedAt: Date;
  log: SessionLog;
}

export interface SessionStore {
  /** The session with the id, or a new one where there is none. */
  open(
    id: string | null,
    of: Pick<AgentSession, 'project' | 'agent' | 'version'>,
    now: Date,
  ): AgentSession;
  /** Newest first. */
  list(project: string, agent: string): AgentSession[];
}

export function createSessionStore(estate: Estate, startedAt: Date): SessionStore {
  const sessions = new Map(
    estate.projects
      .flatMap((project) => sessionsOf(project, startedAt))
      .map((session) => [session.id, session]),
  );
  return {
    open(id, of, now) {
      const known = id === null ? undefined : sessions.get(id);
      const session = known ?? begin(id ?? `sess_${randomUUID().replaceAll('-', '')}`, of, now);
      session.lastAccessedAt = now;
      session.status = 'idle';
      sessions.set(session.id, session);
      return session;
    },
    list: (project, agent) =>
      [...sessions.values()]
        .filter((session) => session.project === project && session.agent === agent)
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()),
  };
}

function begin(
  id: string,
  of: Pick<AgentSession, 'project' | 'agent' | 'version'>,
  now: Date,
): AgentSession {
  const log = createSessionLog([
    { at: now, stream: 'status', message: `Container of version ${of.version} started` },
  ]);
  return { id, ...of, status: 'active', createdAt: now, lastAccessedAt: now, log };
}

function sessionsOf(project: ProjectResource, startedAt: Date): AgentSession[] {
  return Object.entries(project.spec.agents).flatMap(([agent, { sessions }]) =>
    Object.entries(sessions).map(([id, spec]) => ({
      ...{ id, project: project.id.toLowerCase(), agent },
      ...{ version: spec.version, status: spec.status },
      createdAt: moment(spec.createdAt, startedAt),
      lastAccessedAt: moment(spec.lastAccessedAt, startedAt),
      log: createSessionLog(linesOf(spec, startedAt)),
    })),
  );
}

const linesOf = ({ log }: SessionSpec, startedAt: Date) =>
  Object.values(log)
    .map(({ timestamp, ...line }) => ({ ...line, at: moment(timestamp, startedAt) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
