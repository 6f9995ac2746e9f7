import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { AgentSession, LogEnd, LogLine, LogTail } from '../../core/facts/session-log.ts';
import type { LoggedAgent } from '../../core/session-log/session-log.ts';
import { errorChain, statusOf } from '../errors/error-parts.ts';
import { foundryUrl } from '../pipeline/foundry-url.ts';
import type { Reading } from '../session.ts';
import { readLogStream } from './log-stream.ts';
import type { LogLimits, LogSelection } from './request.ts';

interface TailOptions extends LogSelection {
  limits: LogLimits;
  signal?: AbortSignal | undefined;
  onLine?: ((line: LogLine) => void) | undefined;
}

/**
 * Reads a session's log. A reader who stops following has read it up to there; any other cancelled
 * read rejects, as does one that the service refuses or does not know.
 */
export async function readTail(
  reading: Reading,
  of: LoggedAgent,
  options: TailOptions,
): Promise<LogTail> {
  const { session, kind, tail, follow, limits, signal, onLine } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  let stopped: LogEnd | null = null;
  const stop = (why: LogEnd) => (): void => {
    stopped ??= why;
    controller.abort();
  };
  const stopFollowing = stop('stopped');
  const timer = setTimeout(stop('time-over'), limits.longest);
  signal?.addEventListener('abort', stopFollowing, { once: true });
  try {
    const query = { kind, tail: String(tail), follow: String(follow) };
    const urls = routesTo(of, session).map((path) => foundryUrl(of.endpoint, path, query));
    const response = await openFirst(reading, urls, controller.signal);
    const stoppedBy = (): LogEnd | null => stopped;
    const read = await readLogStream(response, { limits, follow, controller, stoppedBy, onLine });
    if (!follow) signal?.throwIfAborted();
    return { session, kind, ...read };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stopFollowing);
  }
}

/** The two routes to a log: azd asks by the first, the official SDK by the second. */
function routesTo({ agent, version }: LoggedAgent, session: AgentSession): string[] {
  const name = encodeURIComponent(agent);
  const log = `sessions/${encodeURIComponent(session.id)}:logstream`;
  const ofVersion = encodeURIComponent(session.version ?? version);
  return [`agents/${name}/${log}`, `agents/${name}/versions/${ofVersion}/${log}`];
}

/** The answer of the first route that the service knows; if it knows none, the first one's refusal. */
async function openFirst(
  { clients }: Reading,
  urls: string[],
  signal: AbortSignal,
): Promise<PipelineResponse> {
  let first: unknown;
  for (const url of urls) {
    try {
      return await clients.foundry.stream(url, signal);
    } catch (error) {
      first ??= error;
      if (!errorChain(error).some((part) => statusOf(part) === 404)) throw error;
    }
  }
  throw first;
}
