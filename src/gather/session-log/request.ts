import type { AgentSession, LogKind, LogLine } from '../../core/facts/session-log.ts';
import type { LoggedAgent } from '../../core/session-log/session-log.ts';
import type { ConnectionRequest } from '../request.ts';

export interface SessionsRequest extends ConnectionRequest {
  of: LoggedAgent;
}

/** When the reading of a log is ended. Milliseconds, characters, and lines. */
export interface LogLimits {
  /** Silence after which a log that is not followed has ended: some services leave it open. */
  idle: number;
  /** The same since its first line: a service that goes on with new lines is not followed. */
  sinceFirst?: number;
  longest: number;
  mostCharacters: number;
  mostLines: number;
}

/** What of a session's log is read. */
export interface LogSelection {
  session: AgentSession;
  kind: LogKind;
  /** Lines from its end: 1 to 300. */
  tail: number;
  /** Goes on with new lines until the signal ends it. */
  follow: boolean;
}

export interface SessionLogRequest extends SessionsRequest, LogSelection {
  /** Told of every line as it comes, redacted. */
  onLine?: ((line: LogLine) => void) | undefined;
  /** Other limits than the usual ones. */
  limits?: Partial<LogLimits>;
}
