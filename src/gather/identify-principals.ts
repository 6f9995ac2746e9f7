import type { Agent, DirectoryObject, Project } from '../core/facts/azure.ts';
import type { Caller } from '../core/facts/diagnosis-facts.ts';
import type { Fact } from '../core/facts/fact.ts';
import type { Explanation } from '../core/symptoms/explanation.ts';
import { likelyProjects } from '../core/resolution/likely-places.ts';
import { principalsIn } from '../core/resolution/resolve.ts';
import { whoIs, type PrincipalFacts } from '../core/resolution/who.ts';
import { connect, untilAborted } from './connect.ts';
import { mapFact, notRead } from './fact.ts';
import { readAgentOf, readAgentsOf } from './inventory/agents.ts';
import { findResources } from './inventory/find-resources.ts';
import type { ConnectionRequest } from './request.ts';
import type { Session } from './session.ts';
import { findOrphans } from './steps/find-orphans.ts';
import { findPrincipal } from './steps/find-principal.ts';
import { readSubscriptions } from './steps/read-inventory.ts';

/** Projects and agents beyond these are not searched: a text that names its project finds more. */
const mostProjects = 25;
const mostAgents = 50;

/**
 * Reads what tells whom the principals of an explained text stand for: who is signed in, the
 * directory, the identities of accounts and projects, and the agents of the projects that the text is
 * likely about. What cannot be read is an unknown fact or a limit; only a cancelled run rejects.
 */
export function identifyPrincipals(
  request: ConnectionRequest & { explanation: Explanation },
): Promise<PrincipalFacts> {
  return untilAborted(request.signal, async () => {
    const { cloud, explanation } = request;
    const ids = principalsIn(explanation);
    if (ids.length === 0) {
      const because = notRead('the text names nobody.');
      return {
        ...{ caller: because, resources: because, agents: [], applications: [], directory: {} },
        ...{ orphans: [], limits: [] },
      };
    }
    const { caller, clients, ledger } = await connect(request, [
      cloud.graph.audience,
      cloud.foundry.audience,
    ]);
    if (caller.status === 'unknown') {
      return {
        ...{ caller, resources: caller, agents: [], applications: [], directory: {}, orphans: [] },
        limits: [caller.detail],
      };
    }
    const callerId = caller.value.objectId;
    const session = { asked: {}, callerId, cloud, clients, ledger, choose: undefined };
    return identify(session, ids, caller.value, caller, explanation);
  });
}

async function identify(
  session: Session,
  ids: string[],
  signedIn: Caller,
  caller: Fact<Caller>,
  explanation: Explanation,
): Promise<PrincipalFacts> {
  const [resources, directory] = await Promise.all([
    readResources(session),
    readDirectory(session, ids, signedIn),
  ]);
  const base: PrincipalFacts = {
    ...{ caller, resources, directory, agents: [], applications: [], orphans: [] },
    limits: [
      ...(resources.status === 'unknown' ? [resources.detail] : []),
      ...detailsOf(directory, explanation),
    ],
  };
  // The directory's name for an agent's identity says less than the agent does.
  const open = ids.filter((id) => {
    const who = whoIs(id, base);
    return who === null || (who.kind === 'directory' && who.type === 'application');
  });
  if (open.length === 0) return base;
  const searched = await searchAgents(session, open, base, explanation);
  const found = { ...base, ...searched, limits: [...base.limits, ...searched.limits] };
  const lost = open.filter((id) => {
    const read = directory[id.toLowerCase()];
    const isMissing = read?.status === 'unknown' && read.reason === 'not-found';
    return isMissing && !id.includes('@');
  });
  return { ...found, orphans: await findOrphans(session, lost, resources) };
}

async function readResources(session: Session): Promise<PrincipalFacts['resources']> {
  const subscriptions = await readSubscriptions(session);
  if (subscriptions.status === 'unknown') return subscriptions;
  const ids = subscriptions.value.map(({ subscriptionId }) => subscriptionId);
  return findResources(session, ids);
}

async function readDirectory(
  session: Session,
  ids: string[],
  caller: Caller,
): Promise<Record<string, Fact<DirectoryObject>>> {
  const scope = Promise.resolve(notRead('the place does not matter for a name.'));
  const nowhere = { accounts: await scope, found: { accounts: [], projects: [] } };
  const sources = { caller, scope, inventory: () => Promise.resolve(nowhere) };
  const read = await Promise.all(
    ids.map(async (id) => {
      const principal = await findPrincipal(session, id, sources);
      return [id.toLowerCase(), toObject(id, principal)] as const;
    }),
  );
  return Object.fromEntries(read);
}

function toObject(
  id: string,
  principal: Awaited<ReturnType<typeof findPrincipal>>,
): Fact<DirectoryObject> {
  // Where the directory gives no name, the id stands in for it, which tells nothing.
  if (principal.status === 'known' && principal.value.displayName === id.toLowerCase()) {
    return notRead(`the directory did not show the name of ${id}.`);
  }
  return mapFact(principal, ({ id: objectId, displayName, type }) => ({
    ...{ id: objectId, displayName, accountEnabled: null },
    kind: type === 'User' ? 'user' : type === 'Group' ? 'group' : 'servicePrincipal',
  }));
}

/** The agents of the likely projects: as they are listed first, then with their earlier versions. */
async function searchAgents(
  session: Session,
  ids: string[],
  base: PrincipalFacts,
  explanation: Explanation,
): Promise<Pick<PrincipalFacts, 'agents' | 'applications' | 'limits'>> {
  const likely = likelyProjects(explanation, base);
  const projects = likely.slice(0, mostProjects);
  const read = await Promise.all(
    projects.map(async (project) => ({ project, agents: await readAgentsOf(session, project) })),
  );
  const listed = read.flatMap(({ project, agents }) =>
    agents.status === 'known' ? agents.value.list.map((agent) => ({ project, agent })) : [],
  );
  const applications = read.flatMap(({ project, agents }) =>
    agents.status === 'known' && agents.value.published.status === 'known'
      ? agents.value.published.value.map((application) => ({ project, application }))
      : [],
  );
  const limits = read.flatMap(({ agents }) => {
    if (agents.status === 'unknown') return agents.detail;
    const { missing, published } = agents.value;
    return [missing, published].flatMap((part) => (part?.status === 'unknown' ? part.detail : []));
  });
  if (likely.length > projects.length) {
    limits.push(
      `Only ${projects.length} of ${likely.length} projects were searched for agents: a text that names its project or endpoint is searched there.`,
    );
  }
  const isFound = (id: string): boolean => {
    const who = whoIs(id, { ...base, agents: listed, applications });
    return who?.kind === 'agent' || who?.kind === 'published-agent';
  };
  if (ids.every(isFound)) return { agents: listed, applications, limits };
  if (listed.length > mostAgents) {
    limits.push(`Earlier versions of only ${mostAgents} of ${listed.length} agents were read.`);
  }
  const whole = await Promise.all(
    listed.slice(0, mostAgents).map((one) => withVersions(session, one)),
  );
  return { agents: [...whole, ...listed.slice(mostAgents)], applications, limits };
}

async function withVersions(
  session: Session,
  { project, agent }: { project: Project; agent: Agent },
): Promise<{ project: Project; agent: Agent }> {
  const read = await readAgentOf(session, project, agent.name);
  return { project, agent: read.status === 'known' ? read.value : agent };
}

/** Why the directory told nothing. That it knows no such id says something of a principal only. */
function detailsOf(
  directory: Record<string, Fact<DirectoryObject>>,
  { symptom, others }: Explanation,
): string[] {
  const isNamed = (id: string): boolean =>
    [symptom, ...others].some((one) => one?.principal?.toLowerCase() === id);
  return Object.entries(directory).flatMap(([id, read]) =>
    read.status === 'unknown' && (read.reason !== 'not-found' || isNamed(id)) ? [read.detail] : [],
  );
}
