import { normalizeScope } from '../arm/scope.ts';
import type { Account, Agent, AgentVersion, Connection, Project } from '../facts/azure.ts';
import { resolveModelRoute, type ModelRoute } from '../facts/route.ts';
import type { CoveragePlace } from './coverage.ts';
import { identitiesOfProject, identitiesOfVersion, type InventoryIdentity } from './identities.ts';

/** Where a version of an agent belongs. */
export interface VersionSurroundings {
  account: Account;
  project: Project;
  /** Those of the project and its account. */
  connections: Connection[];
  /** Every account that is known, to find the one that the model calls reach. */
  accounts: Account[];
}

export interface PlacedVersion {
  place: CoveragePlace & { route: ModelRoute };
  /** Those that the version runs as, and the one that the platform calls with on its behalf. */
  identities: InventoryIdentity[];
}

/** Finds where the model calls of a version go, and who makes them. */
export function placeVersion(
  { account, project, connections, accounts }: VersionSurroundings,
  agent: Pick<Agent, 'name'>,
  version: AgentVersion,
): PlacedVersion {
  const route = resolveModelRoute({
    version,
    account,
    project,
    connections,
    accounts,
  });
  const onBehalf =
    route.caller === 'project-identity'
      ? identitiesOfProject(project).filter(({ role }) => role === 'project-identity')
      : [];
  return {
    place: { account, project, route, target: targetOf(route, accounts) },
    identities: [...identitiesOfVersion(agent, version), ...onBehalf],
  };
}

function targetOf(route: ModelRoute, accounts: Account[]): Account | null {
  if (route.kind !== 'other-account' || route.accountId === null) return null;
  return accountsById(accounts).get(normalizeScope(route.accountId)) ?? null;
}

const indices = new WeakMap<Account[], Map<string, Account>>();

/** By ARM id, normalized. Worked out once for a list: tenants have many agents. */
function accountsById(accounts: Account[]): Map<string, Account> {
  const index =
    indices.get(accounts) ??
    new Map(accounts.map((account) => [normalizeScope(account.id), account]));
  indices.set(accounts, index);
  return index;
}
