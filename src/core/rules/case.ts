import type { Account, Agent, Project } from '../facts/azure.ts';
import type { DiagnosisFacts } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import { resolveModelRoute, type ModelRoute } from '../facts/route.ts';
import type { Principal } from '../facts/principal.ts';
import { classifySymptom } from '../symptoms/explain.ts';
import type { SeenSymptom } from './denials.ts';
import { joinFailures, type JoinedSymptom } from './refused-identity.ts';
import { sessionSymptoms } from './session-symptoms.ts';
import { judgeVerdicts, type CaseVerdict } from './verdicts.ts';

/** An agent whose project, account and serving version are known: what every rule judges. */
export interface Case {
  facts: DiagnosisFacts;
  account: Account;
  project: Project;
  agent: Agent;
  route: ModelRoute;
  /** The account that the model calls reach; null where it is another one that was not found. */
  target: Account | null;
  principals: Principal[];
  /** Oldest first. */
  symptoms: JoinedSymptom[];
  verdicts: CaseVerdict[];
}

/** The case that the facts make, or null where they do not name an agent to judge. */
export function openCase(facts: DiagnosisFacts): Case | null {
  const account = valueOf(facts.account);
  const project = valueOf(facts.project);
  const agent = valueOf(facts.agent);
  if (!account || !project || !agent) return null;
  const route = resolveModelRoute({
    version: agent.serving,
    account,
    project,
    connections: valueOf(facts.connections) ?? [],
    accounts: [account, ...(valueOf(facts.accounts) ?? [])],
    targetAccount: facts.asked.targetAccount,
  });
  const target = route.kind === 'other-account' ? (valueOf(facts.targetAccount) ?? null) : account;
  const principals = principalsOf(account, project, agent, facts);
  const symptoms = joinFailures(symptomsOf(facts), { agent, principals, route });
  const opened = { facts, account, project, agent, route, target, principals, symptoms };
  return { ...opened, verdicts: judgeVerdicts(opened) };
}

function principalsOf(
  account: Account,
  project: Project,
  agent: Agent,
  facts: DiagnosisFacts,
): Principal[] {
  const { instanceIdentity, blueprint } = agent.serving;
  const userAssigned = [...account.identity.userAssigned, ...project.identity.userAssigned];
  const rows: [string | undefined, Principal['role'], string | null][] = [
    [instanceIdentity?.principalId, 'agent-instance', instanceIdentity?.clientId ?? null],
    [blueprint?.principalId, 'agent-blueprint', blueprint?.clientId ?? null],
    [project.identity.principalId, 'project-identity', null],
    [account.identity.principalId, 'account-identity', null],
    ...userAssigned.map(({ principalId, clientId }): (typeof rows)[number] => [
      principalId,
      'user-assigned',
      clientId,
    ]),
  ];
  const principals: Principal[] = [];
  for (const [id, role, clientId] of rows) {
    if (id === undefined || principals.some((known) => known.id === id)) continue;
    const named = facts.directory[id];
    const displayName = (named && valueOf(named)?.displayName) ?? null;
    principals.push({ id, role, displayName, clientId });
  }
  return principals;
}

function symptomsOf(facts: DiagnosisFacts): SeenSymptom[] {
  const rows = valueOf(facts.telemetry.symptoms) ?? [];
  const logged = rows.flatMap((row) => {
    const symptom = classifySymptom(row.text);
    return symptom === null ? [] : [{ ...symptom, ...row }];
  });
  return [...logged, ...sessionSymptoms(facts, logged)].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}

/** An identity with the version of the agent that runs, or ran, as it. */
interface VersionIdentity {
  principalId: string;
  version: string;
}

/** The identities that earlier versions of the agent ran as and none that gets calls runs as. */
export function formerIdentities(agent: Agent): VersionIdentity[] {
  const running = runningBeside(agent).map(({ principalId }) => principalId);
  return otherIdentities(agent).filter(({ principalId }) => !running.includes(principalId));
}

/** The other identities that the agent runs as, where its calls are split between versions. */
export function runningBeside(agent: Agent): VersionIdentity[] {
  const served = (agent.traffic ?? [])
    .filter(({ share }) => share > 0)
    .map(({ version }) => version);
  return otherIdentities(agent).filter(({ version }) => served.includes(version));
}

function otherIdentities({ serving, versions }: Agent): VersionIdentity[] {
  const current = serving.instanceIdentity?.principalId;
  return versions.flatMap(({ version, instanceIdentity }) =>
    instanceIdentity === null || instanceIdentity.principalId === current
      ? []
      : [{ principalId: instanceIdentity.principalId, version }],
  );
}
