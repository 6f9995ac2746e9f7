import type { DiagnosisFacts, TelemetryFacts } from '../core/facts/diagnosis-facts.ts';
import { applicationsOf } from '../core/facts/published-agents.ts';
import type { SessionLogFacts } from '../core/facts/session-log.ts';
import type { Reach } from './extent.ts';
import { notRead } from './fact.ts';
import { noSessionLog, readDiagnosedLog } from './session-log/diagnosed-log.ts';
import type { Session } from './session.ts';
import { findPlace } from './steps/find-place.ts';
import { findTarget, type Target } from './steps/find-target.ts';
import { readClientIdGrants } from './steps/read-client-id-grants.ts';
import { readDeployments } from './steps/read-deployments.ts';
import { readInventory, readSubscriptions, type Inventory } from './steps/read-inventory.ts';
import { readSubject, type Subject } from './steps/read-subject.ts';
import { surveyAccess } from './steps/survey-access.ts';
import { noTelemetry, readTelemetry } from './telemetry/read-telemetry.ts';

/** What an investigation finds; the frame around it (caller, steps, reads) is the gatherer's. */
export type Findings = Omit<
  DiagnosisFacts,
  'schemaVersion' | 'at' | 'cloud' | 'asked' | 'caller' | 'steps' | 'reads'
>;

/**
 * The investigation as a flow of data: every read starts as soon as what it needs is there and
 * waits for nothing else. The names below are answers on their way, not yet values.
 */
export async function investigate(session: Session, reach: Reach): Promise<Findings> {
  const subscriptions = readSubscriptions(session);
  let lookedUp: Promise<Inventory> | undefined;
  const inventory = (): Promise<Inventory> => (lookedUp ??= readInventory(session, subscriptions));

  const place = await findPlace(session, { subscriptions, inventory });
  session.ledger.finish('inventory', place.project.status === 'chosen' ? 'found' : 'not found');
  const subject = readSubject(session, place, reach);
  const { account, project, connections, agent, applications } = subject;
  const notAsked = notRead('it was not asked for.');
  const logs = reach.logs
    ? readLogs(session, { project, connections, agent })
    : { telemetry: noTelemetry(notAsked), sessionLog: noSessionLog(notAsked) };
  const target = targetOf(session, { ...subject, inventory });
  const modelDeployments = reach.models
    ? Promise.all([target, agent, project]).then(([found, version, place]) =>
        version.status === 'known' && place.status === 'known'
          ? readDeployments(session, found, version.value.serving, place.value)
          : notRead('the agent is not known.'),
      )
    : notAsked;
  const projectId = place.project.status === 'chosen' ? place.project.value.id : null;
  const clientIdGrants =
    reach.identities === 'all'
      ? Promise.all([agent, target]).then(([subject, { id }]) =>
          readClientIdGrants(session, subject, id ?? projectId),
        )
      : notAsked;
  const survey = surveyAccess(session, reach, {
    projectId,
    account,
    project,
    agent,
    published: publishedIdentities(subject),
    targetId: target.then(({ id }) => id),
  });

  const targetAccount = await (await target).account;
  const deployments = await modelDeployments;
  session.ledger.finish('route', targetAccount.status === 'known' ? 'found' : 'not found');
  const findings = {
    subscriptions: await subscriptions,
    account: await account,
    project: await project,
    agent: await agent,
    connections: await connections,
    ...(applications && { applications: await applications }),
    targetAccount,
    modelDeployments: deployments,
    clientIdGrants: await clientIdGrants,
    telemetry: await logs.telemetry,
    sessionLog: await logs.sessionLog,
    ...(await survey),
  };
  const accounts = await lookedUp?.then((found) => found.accounts);
  return {
    ...findings,
    accounts: accounts ?? notRead('account and project were named by their ARM ids.'),
  };
}

/** Every fact of an investigation that could not start. `why` completes "not read, because …". */
export function findNothing(why: string): Findings {
  const because = notRead(why);
  return {
    subscriptions: because,
    accounts: because,
    account: because,
    project: because,
    agent: because,
    connections: because,
    applications: because,
    targetAccount: because,
    access: [],
    roleDefinitions: {},
    directory: {},
    memberships: {},
    telemetry: noTelemetry(because),
    sessionLog: noSessionLog(because),
  };
}

/** What the agent left in App Insights and in its own log, both on their way. */
function readLogs(
  session: Session,
  { project, connections, agent }: Pick<Subject, 'project' | 'connections' | 'agent'>,
): { telemetry: Promise<TelemetryFacts>; sessionLog: Promise<SessionLogFacts> } {
  return {
    telemetry: Promise.all([connections, agent])
      .then((known) => readTelemetry(session, ...known))
      .then((read) => {
        session.ledger.finish('telemetry', countSymptoms(read));
        return read;
      }),
    sessionLog: Promise.all([project, agent])
      .then((known) => readDiagnosedLog(session, ...known))
      .then((read) => {
        session.ledger.finish('session-log', countLines(read));
        return read;
      }),
  };
}

function countLines({ tail }: SessionLogFacts): string {
  return tail.status === 'known' ? `${tail.value?.lines.length ?? 0} lines` : 'not read';
}

function countSymptoms({ symptoms }: TelemetryFacts): string {
  return symptoms.status === 'known' ? `${symptoms.value.length} errors` : 'not read';
}

/** Applications beyond these are named in the report, and whether each gets in is left open. */
const mostApplications = 5;

/** Object ids of the identities that the agent runs as where applications publish it. */
async function publishedIdentities({ applications, agent }: Subject): Promise<string[]> {
  const [read, subject] = await Promise.all([applications, agent]);
  if (read?.status !== 'known' || subject.status !== 'known') return [];
  return applicationsOf(subject.value, read.value)
    .slice(0, mostApplications)
    .flatMap(({ instanceIdentity }) => instanceIdentity?.principalId ?? []);
}

/** The other account that model calls reach; its way is known only once the agent is. */
async function targetOf(
  session: Session,
  subject: Subject & { inventory: () => Promise<Inventory> },
): Promise<Target> {
  const [account, project, connections, agent] = await Promise.all([
    subject.account,
    subject.project,
    subject.connections,
    subject.agent,
  ]);
  if (account.status === 'known' && project.status === 'known' && agent.status === 'known') {
    return findTarget(session, {
      version: agent.value.serving,
      account: account.value,
      project: project.value,
      connections: connections.status === 'known' ? connections.value : [],
      inventory: subject.inventory,
    });
  }
  const missing = account.status === 'unknown' || project.status === 'unknown';
  const because = notRead(`the ${missing ? 'project' : 'agent'} is not known.`);
  return { id: null, route: null, reached: null, account: Promise.resolve(because) };
}
