import type { Agent, Project } from '../../core/facts/azure.ts';
import type { Fact, Unknown } from '../../core/facts/fact.ts';
import type { SessionLogFacts } from '../../core/facts/session-log.ts';
import { loggedAgent, longestTail, mostRecentSession } from '../../core/session-log/session-log.ts';
import { mapFact, notRead } from '../fact.ts';
import type { Session } from '../session.ts';
import { firstSessions } from './list-sessions.ts';
import { readTail } from './read-tail.ts';
import type { LogLimits } from './request.ts';

/** A diagnosis waits for it, and takes it for what it has by then. */
const limits: LogLimits = {
  ...{ idle: 1_000, sinceFirst: 1_000, longest: 5_000 },
  ...{ mostCharacters: 2 * 1024 * 1024, mostLines: longestTail },
};

/** What the serving version printed last: one request for the sessions, and one for the log. */
export async function readDiagnosedLog(
  session: Session,
  project: Fact<Project>,
  agent: Fact<Agent>,
): Promise<SessionLogFacts> {
  if (project.status === 'unknown') return noSessionLog(notRead('the project is not known.'));
  if (agent.status === 'unknown') return noSessionLog(notRead('the agent is not known.'));
  const { name, serving } = agent.value;
  if ((serving.kind ?? 'hosted') !== 'hosted') {
    return noSessionLog(notRead('only a hosted agent has sessions.'));
  }
  const of = loggedAgent(agent.value, project.value);
  if (of === null) return noSessionLog(notRead('ARM lists no Foundry endpoint of the project.'));
  const { ledger } = session;
  const sessions = await ledger.fact('session-log', `the sessions of the agent ${name}`, () =>
    firstSessions(session, of),
  );
  if (sessions.status === 'unknown') {
    return { sessions, tail: notRead('the sessions of the agent are not known.') };
  }
  const latest = mostRecentSession(sessions.value, serving.version);
  if (latest === null) return { sessions, tail: mapFact(sessions, () => null) };
  const tail = await ledger.fact('session-log', `the log of session ${latest.id}`, () =>
    readTail(session, of, {
      ...{ session: latest, kind: 'console', tail: longestTail, follow: false },
      limits,
    }),
  );
  return { sessions, tail };
}

/** A session log of which nothing was read. */
export function noSessionLog(why: Unknown): SessionLogFacts {
  return { sessions: why, tail: why };
}
