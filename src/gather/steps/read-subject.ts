import type {
  Account,
  Agent,
  Connection,
  Project,
  PublishedAgent,
} from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Reach } from '../extent.ts';
import { notRead, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { accountIdOf } from '../wire/arm-id.ts';
import type { Place } from './find-place.ts';
import { readAgent } from './read-agent.ts';
import { readApplications } from './read-applications.ts';
import { readAccount, readConnections, readProject } from './read-resources.ts';

/** What a diagnosis is about: answers on their way. */
export interface Subject {
  account: Promise<Fact<Account>>;
  project: Promise<Fact<Project>>;
  connections: Promise<Fact<Connection[]>>;
  agent: Promise<Fact<Agent>>;
  /** Of the project; null where they are not asked for. */
  applications: Promise<Fact<PublishedAgent[]>> | null;
}

/** Account, project, connections, agent and applications, all at the same time where the inventory allows it. */
export function readSubject(
  session: Session,
  place: Place,
  { applications: withApplications }: Pick<Reach, 'applications'>,
): Subject {
  const account: Subject['account'] =
    place.accountId.status === 'unknown'
      ? Promise.resolve(place.accountId)
      : readAccount(session, 'project', place.accountId.value);
  if (place.project.status === 'unknown') {
    const because = notRead('the project is not known.');
    return {
      account,
      project: Promise.resolve(place.project),
      connections: Promise.resolve(because),
      agent: Promise.resolve(because),
      applications: withApplications ? Promise.resolve(because) : null,
    };
  }
  const { id, endpoint } = place.project.value;
  const project = readProject(session, id);
  const connections = readConnections(session, accountIdOf(id), id);
  const agent =
    endpoint === null
      ? project.then((read) => readAgentOf(session, read))
      : readAgent(session, endpoint);
  const applications = withApplications ? readApplications(session, id) : null;
  void Promise.all([account, project, connections, applications]).then(() => {
    session.ledger.finish('project', id.split('/').at(-1) ?? id);
  });
  const told = agent.then((read) => {
    session.ledger.finish('agent', read.status === 'known' ? read.value.name : 'not found');
    return read;
  });
  return { account, project, connections, agent: told, applications };
}

async function readAgentOf(session: Session, project: Fact<Project>): Promise<Fact<Agent>> {
  if (project.status === 'unknown') return notRead('the project is not known.');
  const { name, endpoint } = project.value;
  return endpoint === null
    ? unknown('not-read', `ARM lists no Foundry endpoint of the project ${name}.`, project.source)
    : readAgent(session, endpoint);
}
