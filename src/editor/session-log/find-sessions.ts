import type { FoundAgent } from '../../core/session-log/resolve.ts';
import type { AgentSession } from '../../core/facts/session-log.ts';
import {
  loggedAgent,
  mostRecentFirst,
  type LoggedAgent,
} from '../../core/session-log/session-log.ts';
import { stepTitles } from '../../core/report/vocabulary.ts';
import type { MeantAgent } from '../agent/meant-agent.ts';
import { namedAgent } from '../agent/named-agent.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import { createChooser } from '../diagnose/choose.ts';
import type { NamedAgent } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import { noLogOf } from './words.ts';

/** An agent with its sessions, and the way to it. */
export interface FoundSessions {
  origin: Origin;
  agent: NamedAgent;
  of: LoggedAgent;
  /** What tells whose ids a log names. */
  facts: FoundAgent;
  /** The one used last first. */
  sessions: AgentSession[];
}

/**
 * Finds the agent that is meant, asks for what is open of it, and lists its sessions. Throws a
 * UserError where that cannot be, and a CancellationError where the user leaves.
 */
export async function findSessions(
  { origin, asked, connect }: MeantAgent,
  log: Log,
): Promise<FoundSessions> {
  const title = `Show Agent Log (${describeOrigin(origin)})`;
  return withCancellableProgress(title, async ({ signal, cancel, say }) => {
    log.info(`${title} begins.`);
    say('connecting');
    const [{ findAgent, listSessions }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      connect(),
    ]);
    const found = await findAgent({
      ...connection,
      ...{ asked, signal },
      onProgress: ({ step }) => say(stepTitles[step]),
      choose: createChooser({ title, choices: {}, repeat: false, onCancel: cancel, signal }),
    });
    signal.throwIfAborted();
    if (found.status === 'unknown') throw new UserError(found.detail, ['show-log']);
    const { agent, project } = found.value;
    const { kind } = agent.serving;
    if (kind !== null && kind !== 'hosted') throw new UserError(noLogOf(agent.name, kind));
    const of = loggedAgent(agent, project);
    if (of === null) {
      throw new UserError(`ARM lists no Foundry endpoint of the project ${project.name}.`);
    }
    say('the sessions');
    const sessions = await listSessions({ ...connection, of, signal });
    if (sessions.status === 'unknown') throw new UserError(sessions.detail, ['show-log']);
    log.info(`${title}: ${sessions.value.length} sessions of agent ${agent.name}.`);
    return {
      origin,
      agent: namedAgent(project, agent.name, connection),
      of,
      facts: found.value,
      sessions: mostRecentFirst(sessions.value),
    };
  });
}
