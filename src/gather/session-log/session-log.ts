import type { Fact } from '../../core/facts/fact.ts';
import type { AgentSession } from '../../core/facts/session-log.ts';
import { toSessionLog, type SessionLog } from '../../core/session-log/session-log.ts';
import { connect, untilAborted } from '../connect.ts';
import type { Reading } from '../session.ts';
import { allSessions } from './list-sessions.ts';
import { readTail } from './read-tail.ts';
import type { LogLimits, SessionLogRequest, SessionsRequest } from './request.ts';

const megabyte = 1024 * 1024;

/** What a person waits for at a terminal. */
const usualLimits: LogLimits = {
  ...{ idle: 5_000, longest: 60_000 },
  ...{ mostCharacters: 8 * megabyte, mostLines: 5_000 },
};

/** Somebody looks on, and ends it: these only keep a forgotten window from growing for ever. */
const limitsOfFollowing: LogLimits = {
  ...{ idle: 0, longest: 4 * 3_600_000 },
  ...{ mostCharacters: 64 * megabyte, mostLines: 50_000 },
};

/**
 * The sessions of an agent, as the service orders them. Unknown where they cannot be read; rejects
 * only when cancelled, with the signal's reason.
 */
export function listSessions(request: SessionsRequest): Promise<Fact<AgentSession[]>> {
  const { of } = request;
  return untilAborted(request.signal, () =>
    reading(request, `the sessions of the agent ${of.agent}`, (opened) => allSessions(opened, of)),
  );
}

/**
 * The log of a session and what it means. Unknown where the service refuses it or does not have it;
 * rejects only when cancelled, with the signal's reason. A log that is followed is ended by its
 * signal, and has been read up to there.
 */
export function readSessionLog(request: SessionLogRequest): Promise<Fact<SessionLog>> {
  const { of, session, follow, signal } = request;
  const limits = { ...(follow ? limitsOfFollowing : usualLimits), ...request.limits };
  const read = (): Promise<Fact<SessionLog>> =>
    reading(request, `the log of session ${session.id}`, async (opened) =>
      toSessionLog(of, await readTail(opened, of, { ...request, limits })),
    );
  return follow ? untilStopped(signal, read) : untilAborted(signal, read);
}

/** A stop before the log was there has nothing to show for it: that is a cancel as any other. */
async function untilStopped(
  signal: AbortSignal | undefined,
  read: () => Promise<Fact<SessionLog>>,
): Promise<Fact<SessionLog>> {
  const log = await read();
  if (log.status === 'unknown') signal?.throwIfAborted();
  return log;
}

/** Signs in and reads one thing of the data plane. */
async function reading<T>(
  request: SessionsRequest,
  what: string,
  read: (opened: Reading) => Promise<T>,
): Promise<Fact<T>> {
  const { cloud } = request;
  const { caller, clients, ledger } = await connect(request, [cloud.foundry.audience]);
  if (caller.status === 'unknown') return caller;
  return ledger.fact('telemetry', what, () => read({ cloud, clients, ledger }));
}
