import type { AgentSession } from '../../core/facts/session-log.ts';
import type { LoggedAgent } from '../../core/session-log/session-log.ts';
import { ReadFailure } from '../errors/failure.ts';
import { foundryUrl } from '../pipeline/foundry-url.ts';
import type { Reading } from '../session.ts';
import { nextPageOf, SessionPage, toAgentSession } from '../wire/sessions.ts';

/** Sessions of one page, which is the service's own limit for its other lists. */
const sessionsPerPage = 100;

/** An agent with more sessions than fit on these is not listed whole: somebody waits for the list. */
const mostPages = 20;

/** The newest sessions of an agent, as many as come with one request. */
export async function firstSessions(reading: Reading, of: LoggedAgent): Promise<AgentSession[]> {
  return (await readPage(reading, of, {})).data.map(toAgentSession);
}

/**
 * Every session of an agent, in whichever form the service pages them.
 * @throws ReadFailure where the pages do not come to an end.
 */
export async function allSessions(reading: Reading, of: LoggedAgent): Promise<AgentSession[]> {
  const sessions: AgentSession[] = [];
  let next: Record<string, string> | null = {};
  for (let read = 0; next !== null; read += 1) {
    if (read === mostPages) {
      throw new ReadFailure(
        'incomplete',
        `The agent ${of.agent} has more than ${sessions.length} sessions: name one by its id.`,
      );
    }
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(reading, of, next);
    sessions.push(...page.data.map(toAgentSession));
    next = nextPageOf(page);
  }
  return sessions;
}

function readPage({ clients }: Reading, of: LoggedAgent, at: Record<string, string>) {
  const path = `agents/${encodeURIComponent(of.agent)}/endpoint/sessions`;
  const query = { limit: String(sessionsPerPage), order: 'desc', ...at };
  return clients.foundry.get(foundryUrl(of.endpoint, path, query), SessionPage);
}
