import type { Fact } from './fact.ts';

/**
 * A session of a hosted agent: the container that answers one caller, with a log of its own. Times
 * are ISO 8601, UTC; null where the service does not say.
 */
export interface AgentSession {
  id: string;
  version: string | null;
  /** Lower case: creating, active, idle, updating, failed, deleting, deleted, expired, unknown. */
  status: string;
  createdAt: string | null;
  lastAccessedAt: string | null;
  expiresAt: string | null;
}

/** `console`: what the agent's code printed. `system`: what the platform did with its container. */
export const logKinds = ['console', 'system'] as const;
export type LogKind = (typeof logKinds)[number];

/** Where a line comes from. `other`: a payload of no known shape, shown as it came. */
export const logStreams = ['stdout', 'stderr', 'status', 'session', 'other'] as const;
export type LogStream = (typeof logStreams)[number];

/** One entry of a log; its text is redacted and may hold several lines. */
export interface LogLine {
  at: string | null;
  stream: LogStream;
  text: string;
}

/**
 * How the reading of a log ended. `complete`: the service closed it, or had nothing more to say.
 * `stopped`: who followed it stopped. The others: there may be more that was not read.
 */
export const logEnds = ['complete', 'stopped', 'time-over', 'too-long', 'broken-off'] as const;
export type LogEnd = (typeof logEnds)[number];

/** The lines of a session's log that were read, oldest first. */
export interface LogTail {
  session: AgentSession;
  kind: LogKind;
  lines: LogLine[];
  end: LogEnd;
}

/** What a diagnosis reads of an agent's own log. */
export interface SessionLogFacts {
  /** The newest ones. */
  sessions: Fact<AgentSession[]>;
  /** The end of the log of the session that the serving version used last; null where it has none. */
  tail: Fact<LogTail | null>;
}
