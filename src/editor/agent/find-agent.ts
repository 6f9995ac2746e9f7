import type { DiagnosisFacts } from '../../core/facts/diagnosis-facts.ts';
import { stepTitles } from '../../core/report/vocabulary.ts';
import { invocableOf, type Invocable } from '../../core/verify/subject.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import type { Extent } from '../../gather/index.ts';
import { UserError } from '../commands/user-error.ts';
import { createChooser } from '../diagnose/choose.ts';
import type { NamedAgent } from '../diagnose/feature.ts';
import { logReads, type Log } from '../log.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import { targetAccountOfSettings } from '../origin/settings.ts';
import type { MeantAgent } from './meant-agent.ts';
import { namedAgent } from './named-agent.ts';

/** An agent that can be called, with what is known about it and the way to it. */
export interface FoundAgent {
  invocable: Extract<Invocable, { status: 'found' }>;
  facts: DiagnosisFacts;
  origin: Origin;
  agent: NamedAgent;
}

/**
 * Reads what the extent takes about the agent that is meant, and asks for what is open of it. Throws a UserError
 * where it cannot be called, and a CancellationError where the user leaves.
 */
export async function findAgent(
  what: string,
  extent: Extent,
  { origin, asked, connect }: MeantAgent,
  log: Log,
): Promise<FoundAgent> {
  const title = `${what} (${describeOrigin(origin)})`;
  return withCancellableProgress(title, async ({ signal, cancel, say }) => {
    log.info(`${title} begins.`);
    say('connecting');
    const [{ gatherFacts }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      connect(),
    ]);
    const facts = await gatherFacts({
      ...connection,
      extent,
      asked: { ...targetAccountOfSettings(), ...asked },
      signal,
      onProgress: ({ step }) => say(stepTitles[step]),
      choose: createChooser({ title, choices: {}, repeat: false, onCancel: cancel, signal }),
    });
    signal.throwIfAborted();
    logReads(facts.reads, log);
    const { project } = facts;
    const invocable = invocableOf(facts);
    if (invocable.status === 'missing') throw new UserError(invocable.detail, ['show-log']);
    if (project.status === 'unknown') throw new UserError(project.detail, ['show-log']);
    const agent = namedAgent(project.value, invocable.subject.agent, connection);
    return { invocable, facts, origin, agent };
  });
}
