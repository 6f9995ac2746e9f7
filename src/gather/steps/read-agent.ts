import type { Agent } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { unknown } from '../fact.ts';
import type { Candidate } from '../request.ts';
import type { Session } from '../session.ts';
import type { AgentAnswer } from '../wire/agents.ts';
import { listAgents, readNamedAgent } from './agent-reads.ts';
import { chooseOne, noSuch } from './candidates.ts';

/** The agent that was named, or the one that is chosen from the project's list. */
export async function readAgent(session: Session, endpoint: string): Promise<Fact<Agent>> {
  const { agent: asked } = session.asked;
  if (asked !== undefined) {
    const agent = await readNamedAgent(session, endpoint, asked);
    if (agent.status === 'known' || agent.reason !== 'not-found') return agent;
    const others = await readAgents(session, endpoint);
    if (others.status === 'unknown') return agent;
    const twin = others.value.find(({ name }) => name.toLowerCase() === asked.toLowerCase());
    return twin === undefined
      ? noSuch('agent', asked, others.value.map(describeAgent))
      : readNamedAgent(session, endpoint, twin.name);
  }
  const agents = await readAgents(session, endpoint);
  if (agents.status === 'unknown') return agents;
  if (agents.value.length === 0) {
    return unknown(
      'not-found',
      'The project has no agent. Deploy one first (`azd deploy`), or name another project.',
      agents.source,
    );
  }
  const choice = await chooseOne('agent', agents.value, describeAgent, session.choose);
  return choice.status === 'unknown'
    ? choice
    : readNamedAgent(session, endpoint, choice.value.name);
}

function readAgents(session: Session, endpoint: string): Promise<Fact<AgentAnswer[]>> {
  return session.ledger.fact('agent', 'the agents of the project', async () => {
    const agents: AgentAnswer[] = [];
    await listAgents(session, endpoint, (page) => void agents.push(...page));
    return agents;
  });
}

function describeAgent({ name, versions }: AgentAnswer): Candidate {
  const latest = versions?.latest;
  const detail = latest
    ? `${latest.definition?.kind ?? 'agent'}, version ${latest.version}`
    : 'no version';
  return { id: name, name, detail };
}
