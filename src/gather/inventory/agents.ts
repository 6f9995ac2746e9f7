import type { Agent, AgentVersion, Project } from '../../core/facts/azure.ts';
import type { Fact, Unknown } from '../../core/facts/fact.ts';
import { unknown } from '../fact.ts';
import type { Reading } from '../session.ts';
import {
  listAgents,
  readNamedAgent,
  readVersion,
  servingVersionOf,
  toAgent,
} from '../steps/agent-reads.ts';
import { toAgentVersion, type AgentAnswer } from '../wire/agents.ts';

/** All agents of a project, each with the latest version and the one that serves. */
export async function readAgentsOf(
  reading: Reading,
  project: Project,
  onPage?: (soFar: Agent[]) => void,
): Promise<Fact<Agent[]>> {
  const { endpoint, name } = project;
  if (endpoint === null) return withoutEndpoint(project);
  const what = `the agents of the project ${name}`;
  return reading.ledger.fact('agent', what, async () => {
    const agents: Agent[] = [];
    await listAgents(reading, endpoint, async (page) => {
      agents.push(
        ...(await Promise.all(page.map((answer) => toListedAgent(reading, endpoint, answer)))),
      );
      onPage?.([...agents]);
    });
    return agents;
  });
}

/** One agent of a project with its versions, newest first. */
export async function readAgentOf(
  reading: Reading,
  project: Project,
  name: string,
): Promise<Fact<Agent>> {
  return project.endpoint === null
    ? withoutEndpoint(project)
    : readNamedAgent(reading, project.endpoint, name);
}

function withoutEndpoint({ name }: Project): Unknown {
  return unknown('not-read', `ARM lists no Foundry endpoint of the project ${name}.`);
}

/**
 * The list shows each agent's latest version. Where an earlier one gets the traffic it is read as
 * well, since it may run as another identity.
 */
async function toListedAgent(
  reading: Reading,
  endpoint: string,
  answer: AgentAnswer,
): Promise<Agent> {
  const shown = answer.versions?.latest;
  if (!shown) {
    const none = unseenVersion(answer, '');
    return toAgent(answer, none, []);
  }
  const latest = toAgentVersion(shown, answer);
  const wanted = servingVersionOf(answer, latest.version);
  if (wanted === latest.version) return toAgent(answer, latest, [latest]);
  const read = await readVersion(reading, endpoint, answer, wanted);
  const serving = read.status === 'known' ? read.value : unseenVersion(answer, wanted);
  return toAgent(answer, serving, [latest, serving]);
}

/** What an agent says of a version that could not be read: whom it runs as, at most. */
function unseenVersion(answer: AgentAnswer, version: string): AgentVersion {
  return toAgentVersion({ version, instance_identity: null, blueprint: null }, answer);
}
