import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { freshnessOf, type Freshness } from './freshness.ts';
import { invocationTarget } from '../facts/invocation-target.ts';
import type { VerifiedAgent } from './verification.ts';

/** An agent that can be invoked, or one sentence that says why it cannot. */
export type Invocable =
  | { status: 'found'; subject: VerifiedAgent; freshness: Freshness | null }
  | { status: 'missing'; detail: string };

/** What the facts say about invoking the agent that was asked for. */
export function invocableOf(facts: DiagnosisFacts): Invocable {
  const { caller, account, project, agent } = facts;
  if (caller.status === 'unknown') return { status: 'missing', detail: caller.detail };
  if (project.status === 'unknown') {
    // Where the account was not found, the project was not looked for.
    const { detail } = account.status === 'unknown' ? account : project;
    return { status: 'missing', detail };
  }
  if (agent.status === 'unknown') return { status: 'missing', detail: agent.detail };
  const target = invocationTarget(agent.value, project.value);
  if (target === null) {
    return {
      status: 'missing',
      detail: `ARM lists no Foundry endpoint of the project ${project.value.name}.`,
    };
  }
  const { name, serving } = agent.value;
  return {
    status: 'found',
    subject: { ...target, agent: name, version: serving.version, project: project.value.name },
    freshness: freshnessOf(facts),
  };
}
