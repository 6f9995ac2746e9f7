import { accountIdOf, parseResourceId } from '../wire/arm-id.ts';
import type { Agent, Project } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { covers } from '../../core/arm/scope.ts';
import type { NamedPrincipal } from '../../core/questions/access-question-facts.ts';
import { known, mapFact, notRead, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { same } from './matching.ts';
import { readAgent } from './read-agent.ts';
import type { Inventory } from './read-inventory.ts';
import { readProject } from './read-resources.ts';

/** Projects beyond these are not all asked for an agent; its project has to be named. */
const mostProjects = 25;

/** `agent:NAME`, `agent:PROJECT/NAME` or `agent:ACCOUNT/PROJECT/NAME`. */
interface AskedAgent {
  account: string | undefined;
  project: string | undefined;
  name: string;
}

/**
 * The identity that an agent runs as: its own one of the version that gets the traffic. It is looked
 * for in the project named, else in the scope's own project, in those below the scope, in all.
 */
export async function findAgentIdentity(
  session: Session,
  asked: string,
  sources: { scope: Promise<Fact<string>>; inventory: () => Promise<Inventory> },
): Promise<Fact<NamedPrincipal>> {
  const [name = '', project, account] = asked
    .replace(/^agent:/i, '')
    .split('/')
    .reverse();
  if (name === '') return unknown('malformed', `${asked} names no agent: say agent:NAME.`);
  const projects = await projectsFor(session, { account, project, name }, sources);
  if (projects.status === 'unknown') return projects;
  const read = await Promise.all(
    projects.value.map(async (one) => ({ project: one, agent: await readIn(session, one, name) })),
  );
  session.ledger.finish('agent', name);
  const found = read.flatMap(({ project: one, agent }) =>
    agent.status === 'known' ? [{ project: one, agent }] : [],
  );
  const [only] = found;
  if (only === undefined) return notFound(name, read);
  if (found.length > 1) {
    const names = found.map(({ project: one }) => `agent:${pathOf(one)}/${name}`).join(', ');
    return unknown('not-read', `${found.length} agents are called ${name}. Name one: ${names}.`);
  }
  const identity = only.agent.value.serving.instanceIdentity;
  if (identity === null) {
    return unknown(
      'not-found',
      `Version ${only.agent.value.serving.version} of the agent ${name} has no identity of its own; ask about its project’s.`,
      only.agent.source,
    );
  }
  return mapFact(only.agent, (agent) => ({
    id: identity.principalId,
    displayName: `agent ${agent.name}`,
    type: 'ServicePrincipal',
  }));
}

async function projectsFor(
  session: Session,
  asked: AskedAgent,
  sources: { scope: Promise<Fact<string>>; inventory: () => Promise<Inventory> },
): Promise<Fact<Project[]>> {
  const scope = await sources.scope;
  if (asked.project === undefined && scope.status === 'known') {
    const id = scope.value.replace(/\/agents\/[^/]+$/i, '');
    if (parseResourceId(id)?.project) {
      return mapFact(await readProject(session, id), (project) => [project]);
    }
  }
  const { accounts, found } = await sources.inventory();
  if (found.projects.length === 0 && accounts.status === 'unknown') return accounts;
  const fitting = found.projects.filter(
    (project) =>
      (asked.project === undefined || same(project.name, asked.project)) &&
      (asked.account === undefined ||
        same(parseResourceId(project.id)?.account ?? '', asked.account)),
  );
  const below = fitting.filter(
    ({ id }) => scope.status === 'known' && covers(scope.value, accountIdOf(id)),
  );
  const candidates = below.length > 0 ? below : fitting;
  if (candidates.length === 0) {
    return unknown('not-found', `You see no project that the agent ${asked.name} could be in.`);
  }
  return candidates.length > mostProjects
    ? unknown(
        'not-read',
        `The agent ${asked.name} may be in any of ${candidates.length} projects. Name it with its project: agent:PROJECT/${asked.name}.`,
      )
    : known(candidates, accounts.source);
}

function readIn(
  session: Session,
  { name, endpoint }: Project,
  agent: string,
): Promise<Fact<Agent>> {
  return endpoint === null
    ? Promise.resolve(notRead(`ARM lists no Foundry endpoint of the project ${name}.`))
    : readAgent({ ...session, asked: { agent } }, endpoint);
}

/** A refusal comes before "not there": behind it the agent may well be. */
function notFound(
  name: string,
  read: { project: Project; agent: Fact<Agent> }[],
): Fact<NamedPrincipal> {
  const [only, ...others] = read;
  if (only?.agent.status === 'unknown' && others.length === 0) return only.agent;
  const hidden = read.find(
    ({ agent }) => agent.status === 'unknown' && agent.reason !== 'not-found',
  );
  if (hidden?.agent.status === 'unknown') return hidden.agent;
  const projects = read.map(({ project }) => pathOf(project)).join(', ');
  return unknown('not-found', `There is no agent ${name} in the projects ${projects}.`);
}

function pathOf({ id, name }: Project): string {
  return `${parseResourceId(id)?.account ?? ''}/${name}`;
}
