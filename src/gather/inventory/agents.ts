import type { Agent, AgentVersion, Project } from '../../core/facts/azure.ts';
import type { Fact, Unknown } from '../../core/facts/fact.ts';
import type { ProjectAgents } from '../../core/inventory/inventory.ts';
import { known, notRead, unknown } from '../fact.ts';
import type { Reading } from '../session.ts';
import {
  listAgents,
  readNamedAgent,
  readVersion,
  servingVersionOf,
  toAgent,
} from '../steps/agent-reads.ts';
import { readPublishedAgents } from '../steps/read-applications.ts';
import { toAgentVersion, type AgentAnswer } from '../wire/agents.ts';

/**
 * All agents of a project, each with the latest version and the one that serves. Where a page does
 * not come, those of the pages before it are known, with the reason why the others are missing.
 */
export async function readAgentsOf(
  reading: Reading,
  project: Project,
  onPage?: (soFar: ProjectAgents) => void,
): Promise<Fact<ProjectAgents>> {
  const { endpoint, name } = project;
  if (endpoint === null) return withoutEndpoint(project);
  const what = `the agents of the project ${name}`;
  const list: Agent[] = [];
  const reads = readPublishedAgents(reading, project.id);
  const read = await reading.ledger.fact('agent', what, () =>
    listAgents(reading, endpoint, async (page) => {
      // Nothing but agents may wait for the versions that are still to be read: pages are large.
      const listed = page.map((answer) => toListedAgent(reading, endpoint, answer));
      list.push(...(await Promise.all(listed)));
      onPage?.({ list: [...list], missing: null, published: onItsWay });
    }),
  );
  const published = await reads;
  if (read.status === 'known') return { ...read, value: { list, missing: null, published } };
  const isSeen = list.length > 0 || (published.status === 'known' && published.value.length > 0);
  return isSeen ? known({ list, missing: read, published }, read.source) : read;
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

const onItsWay = notRead('it is still on its way.');

/** What an agent says of a version that could not be read: whom it runs as, at most. */
function unseenVersion(answer: AgentAnswer, version: string): AgentVersion {
  return toAgentVersion({ version, instance_identity: null, blueprint: null }, answer);
}
