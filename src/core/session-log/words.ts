import type { AgentSession, LogEnd, LogKind, LogStream } from '../facts/session-log.ts';

/** What a kind of log holds. */
export const kindWords: Record<LogKind, string> = {
  console: 'what the agent’s code printed',
  system: 'what the platform did with its container',
};

/** Where a line comes from, as it stands before it. All of one width. */
export const streamWords: Record<LogStream, string> = {
  stdout: 'out    ',
  stderr: 'err    ',
  status: 'status ',
  session: 'session',
  other: '       ',
};

/** Why a log may be longer than what was read; null where it is not. */
export const endSentences: Record<LogEnd, string | null> = {
  complete: null,
  stopped: null,
  'time-over': 'The reading was ended after its longest time; the log may go on.',
  'too-long': 'The reading was ended because the log is too long; ask for a shorter tail.',
  'broken-off': 'The connection broke before the log ended; there may be more.',
};

/** A log without a line or without a refusal, which both prove little. */
export const silenceSentences = {
  empty: 'The log holds nothing.',
  'no-refusal':
    'No line shows a refusal. That proves little: an agent may swallow a 401 without a word, and another session may hold it.',
} as const;

/** How a session comes to be, for an agent that has none. */
export const noSessionSentence =
  'The agent has no session, and so no log: a session begins with an invoke. `foundry-identity verify` makes one and prints its id.';

/** Why somebody stays unknown in a log that is read with its agent and nothing else. */
export const unknownWhoSentence =
  'Only the agent’s own identities were looked at: `foundry-identity explain --resolve` looks further.';

/** A session on one line: "idle, version 3, used last at …". */
export function sessionWords({ status, version, lastAccessedAt, expiresAt }: AgentSession): string {
  return [
    status,
    ...(version === null ? [] : [`version ${version}`]),
    ...(lastAccessedAt === null ? [] : [`used last at ${lastAccessedAt}`]),
    ...(expiresAt === null ? [] : [`expires at ${expiresAt}`]),
  ].join(', ');
}
