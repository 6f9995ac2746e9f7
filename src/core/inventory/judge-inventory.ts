import { normalizeScope, subscriptionOf } from '../arm/scope.ts';
import type { Account, Agent, Project, PublishedAgent } from '../facts/azure.ts';
import type { Fact } from '../facts/fact.ts';
import { openCoverage, worstLevel, type CoveragePlace, type JudgeCoverage } from './coverage.ts';
import { identitiesOfAccount, identitiesOfProject, type InventoryIdentity } from './identities.ts';
import type {
  InventoryFacts,
  InventoryResources,
  ProjectContents,
  SubscriptionAccess,
} from './inventory.ts';
import type {
  InventoryReport,
  ReportedAccount,
  ReportedAgent,
  ReportedIdentity,
  ReportedProject,
  ReportedPublishedAgent,
  ReportedSubscription,
} from './inventory-report.ts';
import { placePublished, publishedVersions } from './place-published.ts';
import { placesOfUnattached, unattachedIdentities } from './unattached.ts';
import { placeVersion, type PlacedVersion, type VersionSurroundings } from './place-version.ts';

/** Judges every identity of an inventory where it belongs. */
export function judgeInventory(facts: InventoryFacts): InventoryReport {
  const { resources, caller } = facts;
  const judge = openCoverage(facts.access, facts.at);
  const subscriptions =
    resources.status === 'known' ? reportSubscriptions(facts, resources.value, judge) : [];
  // A sign-in that failed is why the other reads did.
  const whole = caller.status === 'unknown' ? [caller] : [facts.subscriptions, resources];
  const unread = [...new Set(whole.flatMap(detailsOf))];
  const counts = countAll(subscriptions, unread);
  return {
    schemaVersion: 1,
    at: facts.at,
    caller: caller.status === 'known' ? caller.value.name : null,
    outcome:
      counts.problem > 0
        ? 'problem'
        : counts.open > 0 || counts.unread > 0
          ? 'inconclusive'
          : 'healthy',
    counts,
    subscriptions,
    unread,
  };
}

function reportSubscriptions(
  facts: InventoryFacts,
  resources: InventoryResources,
  judge: JudgeCoverage,
): ReportedSubscription[] {
  const { accounts, hubWorkspaces, missing } = resources;
  const names = new Map(
    (facts.subscriptions.status === 'known' ? facts.subscriptions.value : []).map(
      ({ subscriptionId, displayName }) => [subscriptionId.toLowerCase(), displayName],
    ),
  );
  const projectsOf = groupByAccount(resources.projects);
  const unattached = unattachedIdentities(resources);
  const ids = [...accounts, ...hubWorkspaces].map(({ subscriptionId }) => subscriptionId);
  const shown = new Set([...ids, ...Object.keys(missing)].map((id) => id.toLowerCase()));
  return [...shown].map((id) => {
    const inside = (resource: { subscriptionId: string }): boolean =>
      resource.subscriptionId.toLowerCase() === id;
    const access = facts.access.filter(inside).flatMap(detailsOfAccess);
    return {
      subscriptionId: id,
      name: names.get(id) ?? id,
      accounts: accounts
        .filter(inside)
        .map((account) =>
          reportAccount(
            account,
            projectsOf.get(normalizeScope(account.id)) ?? [],
            judge,
            (project) => reportProject(facts, accounts, account, project, judge),
          ),
        ),
      hubWorkspaces: hubWorkspaces.filter(inside).map(({ id: hub, name, kind }) => ({
        ...{ id: hub, name, kind },
      })),
      unattached: unattached
        .filter(({ resourceId }) => subscriptionOf(resourceId ?? '')?.toLowerCase() === id)
        .map((identity) => reportUnattached(identity, accounts, judge)),
      unread: [...(missing[id] ? [missing[id].detail] : []), ...access],
    };
  });
}

/** Projects by the ARM id of the account that they lie under, normalized. */
function groupByAccount(projects: Project[]): Map<string, Project[]> {
  const groups = new Map<string, Project[]>();
  for (const project of projects) {
    const account = normalizeScope(project.id).replace(/\/projects\/[^/]+$/, '');
    const group = groups.get(account);
    if (group) group.push(project);
    else groups.set(account, [project]);
  }
  return groups;
}

function reportAccount(
  account: Account,
  projects: Project[],
  judge: JudgeCoverage,
  report: (project: Project) => ReportedProject,
): ReportedAccount {
  const { id, name, kind, location } = account;
  const place = { account, project: null, route: null, target: null };
  return {
    ...{ id, name, kind, location },
    identities: judgeAll(identitiesOfAccount(account), place, judge),
    projects: projects.map(report),
  };
}

function reportProject(
  facts: InventoryFacts,
  accounts: Account[],
  account: Account,
  project: Project,
  judge: JudgeCoverage,
): ReportedProject {
  const { id, name } = project;
  const contents = facts.contents[id];
  const connections = contents?.connections.status === 'known' ? contents.connections.value : [];
  const read = contents?.agents.status === 'known' ? contents.agents.value : null;
  const agents = read?.list ?? [];
  const published = read?.published.status === 'known' ? read.published.value : [];
  const surroundings = { account, project, connections, accounts };
  const place = { account, project, route: null, target: null };
  return {
    ...{ id, name },
    identities: judgeAll(identitiesOfProject(project), place, judge),
    agents: agents.map((agent) => reportAgent(surroundings, agent, judge)),
    published: published.map((one) => reportPublished(surroundings, agents, one, judge)),
    unread: contents ? detailsOfContents(contents) : [],
  };
}

function reportAgent(
  surroundings: VersionSurroundings,
  agent: Agent,
  judge: JudgeCoverage,
): ReportedAgent {
  const { place, identities } = placeVersion(surroundings, agent, agent.serving);
  return {
    name: agent.name,
    version: agent.serving.version,
    via: place.route.via,
    target: targetName(place),
    identities: judgeAll(identities, place, judge),
  };
}

function reportPublished(
  surroundings: VersionSurroundings,
  agents: Agent[],
  published: PublishedAgent,
  judge: JudgeCoverage,
): ReportedPublishedAgent {
  const { place, identities } = placePublished(surroundings, agents, published);
  return {
    application: published.application,
    agents: published.agents,
    versions: publishedVersions(published),
    via: place.route.via,
    target: targetName(place),
    identities: judgeAll(identities, place, judge),
  };
}

function targetName({ target, route }: PlacedVersion['place']): string | null {
  return target?.name ?? (route.kind === 'other-account' ? route.url : null);
}

function judgeAll(
  identities: InventoryIdentity[],
  place: CoveragePlace,
  judge: JudgeCoverage,
): ReportedIdentity[] {
  return identities.map((identity) => {
    const marks = judge(identity, place);
    return { ...identity, level: worstLevel(marks), marks };
  });
}

function reportUnattached(
  identity: InventoryIdentity,
  accounts: Account[],
  judge: JudgeCoverage,
): ReportedIdentity {
  const marks = placesOfUnattached(identity, accounts).flatMap((place) => judge(identity, place));
  return { ...identity, level: worstLevel(marks), marks };
}

function detailsOf(fact: Fact<unknown>): string[] {
  return fact.status === 'unknown' ? [fact.detail] : [];
}

function detailsOfContents({ agents, connections }: ProjectContents): string[] {
  if (agents.status === 'unknown') return [agents, connections].flatMap(detailsOf);
  const { missing, published } = agents.value;
  return [...(missing ? [missing] : []), published, connections].flatMap(detailsOf);
}

function detailsOfAccess(access: SubscriptionAccess): string[] {
  const { assignments, denyAssignments, eligibilities, roleDefinitions, groupMembers } = access;
  return [
    ...[assignments, denyAssignments, eligibilities, roleDefinitions],
    ...Object.values(groupMembers),
  ].flatMap(detailsOf);
}

function countAll(
  subscriptions: ReportedSubscription[],
  unread: string[],
): InventoryReport['counts'] {
  const counts = { fine: 0, open: 0, problem: 0, unread: unread.length };
  const count = (identities: ReportedIdentity[]): void => {
    for (const { level } of identities) counts[level] += 1;
  };
  for (const subscription of subscriptions) {
    counts.unread += subscription.unread.length;
    count(subscription.unattached);
    for (const account of subscription.accounts) {
      count(account.identities);
      for (const project of account.projects) {
        counts.unread += project.unread.length;
        count(project.identities);
        for (const { identities } of [...project.agents, ...project.published]) count(identities);
      }
    }
  }
  return counts;
}
