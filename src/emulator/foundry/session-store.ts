import { randomUUID } from 'node:crypto';

/** A session of an agent, opened by an invocation. */
export interface AgentSession {
  id: string;
  /** ARM id of the project, lower case, and the agent's name. */
  project: string;
  agent: string;
  version: string;
  createdAt: Date;
  lastAccessedAt: Date;
  /** What the container wrote, oldest first. */
  log: { at: Date; stream: 'stdout' | 'stderr'; message: string }[];
}

export interface SessionStore {
  /** The session with the id, or a new one where there is none. */
  open(
    id: string | null,
    of: Pick<AgentSession, 'project' | 'agent' | 'version'>,
    now: Date,
  ): AgentSession;
  list(project: string, agent: string): AgentSession[];
}

export function createSessionStore(): SessionStore {
  const sessions = new Map<string, AgentSession>();
  return {
    open(id, of, now) {
      const known = id === null ? undefined : sessions.get(id);
      const session = known ?? {
        id: id ?? `sess_${randomUUID().replaceAll('-', '')}`,
        ...of,
        createdAt: now,
        lastAccessedAt: now,
        log: [],
      };
      session.lastAccessedAt = now;
      sessions.set(session.id, session);
      return session;
    },
    list: (project, agent) =>
      [...sessions.values()].filter(
        (session) => session.project === project && session.agent === agent,
      ),
  };
}
