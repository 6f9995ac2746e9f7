import type { Account, Connection, Project } from '../../core/facts/azure.ts';
import type { StepId } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { mapFact } from '../fact.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import type { Reading } from '../session.ts';
import { parseAccount, parseProject } from '../wire/accounts.ts';
import { parseResourceId, type ResourceParts } from '../wire/arm-id.ts';
import { ConnectionPage, toConnection } from '../wire/connections.ts';
import { ReadFailure } from '../errors/failure.ts';

/** One account by its ARM id, in whichever subscription it lies. */
export function readAccount(session: Reading, step: StepId, id: string): Promise<Fact<Account>> {
  return session.ledger.fact(step, `the account ${nameOf(id)}`, async () => {
    const { subscriptionId, resourceGroup, account } = partsOf(id);
    const client = session.clients.cognitiveServices(subscriptionId);
    return parseAccount(await client.accounts.get(resourceGroup, account));
  });
}

/** One project by its ARM id. */
export function readProject(session: Reading, id: string): Promise<Fact<Project>> {
  return session.ledger.fact('project', `the project ${nameOf(id)}`, async () => {
    const { subscriptionId, resourceGroup, account, project } = partsOf(id);
    const client = session.clients.cognitiveServices(subscriptionId);
    return parseProject(await client.projects.get(resourceGroup, account, project ?? ''));
  });
}

/** The connections of project and account together, the project's first. */
export async function readConnections(
  session: Reading,
  accountId: string,
  projectId: string,
): Promise<Fact<Connection[]>> {
  const [ofProject, ofAccount] = await Promise.all([
    readConnectionsAt(session, projectId, 'project'),
    readConnectionsAt(session, accountId, 'account'),
  ]);
  return joinConnections(ofProject, ofAccount);
}

/** Connections of a project with those that it has from its account. One failing hides both. */
export function joinConnections(
  ofProject: Fact<Connection[]>,
  ofAccount: Fact<Connection[]>,
): Fact<Connection[]> {
  if (ofAccount.status === 'unknown') return ofAccount;
  return mapFact(ofProject, (connections) => [
    ...connections,
    ...ofAccount.value.filter(({ name }) => !connections.some((own) => own.name === name)),
  ]);
}

/** The connections at an account or a project, by its ARM id. */
export function readConnectionsAt(
  session: Reading,
  scope: string,
  level: Connection['level'],
): Promise<Fact<Connection[]>> {
  const { arm } = session.clients;
  return session.ledger.fact('project', `the connections of the ${level}`, async () => {
    const connections: Connection[] = [];
    let next: string | null | undefined =
      `${session.cloud.arm.endpoint}${scope}/connections?api-version=${apiVersions.connections}`;
    while (next) {
      const page: ReturnType<typeof ConnectionPage.parse> = await arm.get(next, ConnectionPage);
      connections.push(...page.value.map((wire) => toConnection(wire, level)));
      next = page.nextLink;
    }
    return connections;
  });
}

function partsOf(id: string): ResourceParts {
  const parts = parseResourceId(id);
  if (parts === null) {
    throw new ReadFailure('not-found', `${id} is not the ARM id of a CognitiveServices account.`);
  }
  return parts;
}

function nameOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
