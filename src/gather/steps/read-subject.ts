import type { Account, Agent, Connection, Project } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { notRead, unknown } from '../fact.ts';
import type { Session } from '../session.ts';
import { accountIdOf } from '../wire/arm-id.ts';
import type { Place } from './find-place.ts';
import { readAgent } from './read-agent.ts';
import { readAccount, readConnections, readProject } from './read-resources.ts';

/** What a diagnosis is about: answers on their way. */
export interface Subject {
  account: Promise<Fact<Account>>;
  project: Promise<Fact<Project>>;
  connections: Promise<Fact<Connection[]>>;
  agent: Promise<Fact<Agent>>;
}

/** Account, project, connections and agent, all at the same time where the inventory allows it. */
export function readSubject(session: Session, place: Place): Subject {
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
    };
  }
  const { id, endpoint } = place.project.value;
  const project = readProject(session, id);
  const connections = readConnections(session, accountIdOf(id), id);
  const agent =
    endpoint === null
      ? project.then((read) => readAgentOf(session, read))
      : readAgent(session, endpoint);
  void Promise.all([account, project, connections]).then(() => {
    session.ledger.finish('project', id.split('/').at(-1) ?? id);
  });
  const told = agent.then((read) => {
    session.ledger.finish('agent', read.status === 'known' ? read.value.name : 'not found');
    return read;
  });
  return { account, project, connections, agent: told };
}

async function readAgentOf(session: Session, project: Fact<Project>): Promise<Fact<Agent>> {
  if (project.status === 'unknown') return notRead('the project is not known.');
  const { name, endpoint } = project.value;
  return endpoint === null
    ? unknown('not-read', `ARM lists no Foundry endpoint of the project ${name}.`, project.source)
    : readAgent(session, endpoint);
}
