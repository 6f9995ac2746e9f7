import type { Account, Agent, AgentVersion, Project } from '../../../core/facts/azure.ts';
import type { ModelRoute } from '../../../core/facts/route.ts';
import {
  openCoverage,
  type CoverageMark,
  type CoveragePlace,
  type JudgeCoverage,
} from '../../../core/inventory/coverage.ts';
import {
  identitiesOfAccount,
  identitiesOfProject,
  type InventoryIdentity,
} from '../../../core/inventory/identities.ts';
import type { SubscriptionAccess } from '../../../core/inventory/inventory.ts';
import { placePublished, type PlacedApplication } from '../../../core/inventory/place-published.ts';
import { placeVersion, type PlacedVersion } from '../../../core/inventory/place-version.ts';
import { placesOfUnattached } from '../../../core/inventory/unattached.ts';
import { knownSoFar, readingOf, type TenantInventory } from './inventory-state.ts';

/** Where something of an agent or a project lives. */
export interface Whereabouts {
  tenant: TenantInventory;
  account: Account;
  project: Project;
}

/** An identity where it is used, and how it is covered there. */
export interface AssessedIdentity {
  identity: InventoryIdentity;
  place: CoveragePlace;
  /** Null while something that it takes is still being read. */
  marks: CoverageMark[] | null;
}

export interface AssessedVersion {
  route: ModelRoute;
  /** Those it runs as, and the one that the platform calls with on its behalf. */
  identities: AssessedIdentity[];
}

/** Judges what is shown. Answers are kept until something that they rest on is read anew. */
export interface Assessor {
  ofVersion(where: Whereabouts, agent: Agent, version: AgentVersion): AssessedVersion;
  ofAccount(tenant: TenantInventory, account: Account): AssessedIdentity[];
  ofProject(where: Whereabouts): AssessedIdentity[];
  /** At each account of its subscription; null while something that they take is being read. */
  ofUnattached(tenant: TenantInventory, identity: InventoryIdentity): CoverageMark[] | null;
  marks(
    tenant: TenantInventory,
    identity: InventoryIdentity,
    place: CoveragePlace,
  ): CoverageMark[] | null;
}

export function createAssessor(): Assessor {
  const judgeAt = rememberJudges();
  const versions = new WeakMap<AgentVersion, KeptVersion>();

  const assess = (
    tenant: TenantInventory,
    identities: InventoryIdentity[],
    place: CoveragePlace,
  ): AssessedIdentity[] => {
    const judge = judgeAt(tenant, place);
    return identities.map((identity) => ({
      identity,
      place,
      marks: judge && judge(identity, place),
    }));
  };

  return {
    ofVersion(where, agent, version) {
      const last = versions.get(version);
      const restsOn = whatRoutesRestOn(where);
      const kept = last && sameParts(last.restsOn, restsOn) ? last : undefined;
      const routed = kept?.routed ?? routeVersion(where, agent, version);
      const judge = routed.complete ? judgeAt(where.tenant, routed.place) : null;
      if (kept?.judge === judge) return kept.assessed;
      const { place } = routed;
      const assessed: AssessedVersion = {
        route: place.route,
        identities: routed.identities.map((identity) => ({
          identity,
          place,
          marks: judge && judge(identity, place),
        })),
      };
      versions.set(version, { restsOn, routed, judge, assessed });
      return assessed;
    },
    ofAccount: (tenant, account) =>
      assess(tenant, identitiesOfAccount(account), {
        account,
        project: null,
        route: null,
        target: null,
      }),
    ofProject: (where) => {
      const { tenant, account, project } = where;
      const place = { account, project, route: null, target: null };
      return [
        ...assess(tenant, identitiesOfProject(project), place),
        ...publishedIn(where).flatMap((published) =>
          assess(tenant, published.identities, published.place),
        ),
      ];
    },
    ofUnattached: (tenant, identity) => {
      const accounts = knownSoFar(tenant.resources)?.accounts ?? [];
      const marks = placesOfUnattached(identity, accounts).map(
        (place) => judgeAt(tenant, place)?.(identity, place) ?? null,
      );
      return marks.includes(null) ? null : marks.flatMap((some) => some ?? []);
    },
    marks: (tenant, identity, place) => judgeAt(tenant, place)?.(identity, place) ?? null,
  };
}

/** The agents that a project publishes, where their model calls go and as whom they make them. */
function publishedIn({ tenant, account, project }: Whereabouts): PlacedApplication[] {
  const read = knownSoFar(readingOf(tenant.agents, project.id));
  if (read?.published.status !== 'known') return [];
  const connections = knownSoFar(readingOf(tenant.connections, project.id)) ?? [];
  const accounts = knownSoFar(tenant.resources)?.accounts ?? [];
  return read.published.value.map((published) =>
    placePublished({ account, project, connections, accounts }, read.list, published),
  );
}

interface RoutedVersion extends PlacedVersion {
  /** False while connections that its variables may name are still to be read. */
  complete: boolean;
}

interface KeptVersion {
  restsOn: unknown[];
  routed: RoutedVersion;
  judge: JudgeCoverage | null;
  assessed: AssessedVersion;
}

function whatRoutesRestOn({ tenant, account, project }: Whereabouts): unknown[] {
  const connections = readingOf(tenant.connections, project.id);
  return [account, project, connections, knownSoFar(tenant.resources)?.accounts];
}

function sameParts(a: unknown[], b: unknown[]): boolean {
  return a.every((part, index) => part === b[index]);
}

function routeVersion(
  { tenant, account, project }: Whereabouts,
  agent: Agent,
  version: AgentVersion,
): RoutedVersion {
  const reading = readingOf(tenant.connections, project.id);
  const connections = knownSoFar(reading) ?? [];
  const accounts = knownSoFar(tenant.resources)?.accounts ?? [];
  return {
    ...placeVersion({ account, project, connections, accounts }, agent, version),
    complete: reading.state === 'read' || !namesConnections(version),
  };
}

/** Whether a version's definition has variables, which may name connections. */
export function namesConnections({ environment }: AgentVersion): boolean {
  return Object.keys(environment).length > 0;
}

/**
 * Opens the coverage of the subscriptions that a place touches, each combination once for as long as
 * their access is not read anew; null while it is still to be read.
 */
function rememberJudges(): (tenant: TenantInventory, place: CoveragePlace) => JudgeCoverage | null {
  const opened = new WeakMap<
    TenantInventory,
    Map<string, { restsOn: SubscriptionAccess[]; judge: JudgeCoverage }>
  >();
  return (tenant, { account, target }) => {
    const ids = [account, ...(target ? [target] : [])].map(({ subscriptionId }) =>
      subscriptionId.toLowerCase(),
    );
    const subscriptions = [...new Set(ids)];
    const restsOn: SubscriptionAccess[] = [];
    for (const id of subscriptions) {
      const reading = readingOf(tenant.access, id);
      if (reading.state !== 'read') return null;
      restsOn.push(reading.answer);
    }
    const kept = opened.get(tenant) ?? new Map<string, never>();
    opened.set(tenant, kept);
    const key = subscriptions.join(' ');
    const last = kept.get(key);
    if (last?.restsOn.every((access, index) => access === restsOn[index])) return last.judge;
    const judge = openCoverage(restsOn, restsOn[0]?.assignments.at ?? '');
    kept.set(key, { restsOn, judge });
    return judge;
  };
}
