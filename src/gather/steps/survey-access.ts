import type {
  Account,
  Agent,
  DirectoryObject,
  Project,
  RoleDefinition,
} from '../../core/facts/azure.ts';
import type { AccessFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Reach } from '../extent.ts';
import type { Session } from '../session.ts';
import { createAccessCollector } from './collect-access.ts';
import { distinct, principalsWithin } from './principals.ts';

/** Where the principals come from, each on its way. */
export interface AccessInput {
  /** ARM id of the project, at which access is asked for first; null where it is not known. */
  projectId: string | null;
  agent: Promise<Fact<Agent>>;
  project: Promise<Fact<Project>>;
  account: Promise<Fact<Account>>;
  /** Object ids of the identities that the agent runs as where applications publish it. */
  published: Promise<string[]>;
  /** ARM id of another account that the model calls reach; null where there is none. */
  targetId: Promise<string | null>;
}

export interface AccessSurvey {
  access: AccessFacts[];
  roleDefinitions: Record<string, Fact<RoleDefinition>>;
  directory: Record<string, Fact<DirectoryObject>>;
  memberships: Record<string, Fact<string[]>>;
}

/**
 * Access of the identities within reach, at the project and, where the model calls go elsewhere, at
 * that account too; the definitions of the roles that turn up; the names of all who turn up. A project's view includes what is inherited from its account and from above.
 */
export async function surveyAccess(
  session: Session,
  reach: Reach,
  input: AccessInput,
): Promise<AccessSurvey> {
  const { projectId } = input;
  if (projectId === null)
    return { access: [], roleDefinitions: {}, directory: {}, memberships: {} };
  const collector = createAccessCollector(session);
  const within = principalsWithin[reach.identities];
  const principalSets = [
    Promise.resolve(within.caller ? [session.callerId] : []),
    input.agent.then((fact) => (fact.status === 'known' ? within.agent(fact.value) : [])),
    input.project.then((fact) => (fact.status === 'known' ? within.project(fact.value) : [])),
    input.account.then((fact) => (fact.status === 'known' ? within.account(fact.value) : [])),
    input.published,
  ];
  const askedAtProject = principalSets.map(async (set) =>
    Promise.all((await set).map((principal) => collector.ask(principal, projectId))),
  );
  const principals = distinct((await Promise.all(principalSets)).flat());
  const targetId = await input.targetId;
  const scopes = targetId === null ? [projectId] : [projectId, targetId];
  const access = await Promise.all(
    principals.flatMap((principal) => scopes.map((scope) => collector.ask(principal, scope))),
  );
  await Promise.all(askedAtProject);
  session.ledger.finish('access', `${principals.length} identities`);

  // Roles decide; names, and the groups on the way, are for sentences.
  const described = reach.names
    ? collector.describe(principals, access)
    : collector.describe([], []);
  return { access, ...(await described) };
}
