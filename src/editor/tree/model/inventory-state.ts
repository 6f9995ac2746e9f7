import type {
  Account,
  Agent,
  Connection,
  Project,
  Subscription,
} from '../../../core/facts/azure.ts';
import type { Fact, Unknown } from '../../../core/facts/fact.ts';
import type {
  InventoryResources,
  ProjectAgents,
  SubscriptionAccess,
} from '../../../core/inventory/inventory.ts';

/**
 * One answer of Azure's as the tree has it: still to be asked for, on its way with what came so far,
 * or there. An answer that is being read anew stays shown until the new one has come.
 */
export type Reading<Answer, SoFar = never> =
  | { state: 'waiting' }
  | { state: 'reading'; soFar: SoFar | null }
  | { state: 'read'; answer: Answer; stale: boolean };

export type FactReading<T> = Reading<Fact<T>, T>;

/** What was read of one tenant. The maps lack what nobody has asked for yet. */
export interface TenantInventory {
  /** Tells tenants apart; a part of the ids of all nodes. */
  readonly key: string;
  /** For a person. */
  readonly name: string;
  readonly tenantId: string | null;
  /** The portal's base URL, where the cloud has one. */
  readonly portal: string | null;
  subscriptions: FactReading<Subscription[]>;
  resources: FactReading<InventoryResources>;
  /** By subscription id, lower case. */
  access: Map<string, Reading<SubscriptionAccess>>;
  /** By the project's ARM id, lower case. */
  agents: Map<string, FactReading<ProjectAgents>>;
  /** By the project's ARM id, lower case. */
  connections: Map<string, FactReading<Connection[]>>;
  /** All versions of one agent, by {@link agentKey}. */
  versions: Map<string, FactReading<Agent>>;
  /** When the last whole reading began, in milliseconds since 1970; null before the first. */
  readAt: number | null;
}

const waiting = { state: 'waiting' } as const;

export function emptyInventory(
  tenant: Pick<TenantInventory, 'key' | 'name' | 'tenantId' | 'portal'>,
): TenantInventory {
  return {
    ...tenant,
    subscriptions: waiting,
    resources: waiting,
    access: new Map(),
    agents: new Map(),
    connections: new Map(),
    versions: new Map(),
    readAt: null,
  };
}

/** One spelling for an agent of a project. */
export function agentKey(project: Pick<Project, 'id'>, agent: string): string {
  return `${project.id}/${agent}`.toLowerCase();
}

export function readingOf<Answer, SoFar>(
  readings: ReadonlyMap<string, Reading<Answer, SoFar>>,
  id: string,
): Reading<Answer, SoFar> {
  return readings.get(id.toLowerCase()) ?? waiting;
}

/** What is known by now, be it a part; null where nothing is. */
export function knownSoFar<T>(reading: FactReading<T>): T | null {
  if (reading.state === 'reading') return reading.soFar;
  if (reading.state === 'waiting' || reading.answer.status === 'unknown') return null;
  return reading.answer.value;
}

/** Why an answer is missing, where Azure gave a reason instead. */
export function failureOf<T>(reading: FactReading<T>): Unknown | null {
  return reading.state === 'read' && reading.answer.status === 'unknown' ? reading.answer : null;
}

/** The agents of a project that were read by now. */
export function agentsOf({ agents }: TenantInventory, { id }: Pick<Project, 'id'>): Agent[] {
  return knownSoFar(readingOf(agents, id))?.list ?? [];
}

/** Why agents of a project are missing: all of them, or those of a page that did not come. */
export function missingAgents(
  { agents }: TenantInventory,
  { id }: Pick<Project, 'id'>,
): Unknown | null {
  const reading = readingOf(agents, id);
  return failureOf(reading) ?? knownSoFar(reading)?.missing ?? null;
}

export function isUnderWay<Answer, SoFar>(reading: Reading<Answer, SoFar>): boolean {
  return reading.state !== 'read';
}

/** The accounts that projects live in; others are only reached by model calls. */
export function foundryAccounts(resources: InventoryResources): Account[] {
  const withProjects = projectsByAccount(resources);
  return resources.accounts.filter(
    ({ id, kind, allowProjectManagement }) =>
      withProjects.has(id.toLowerCase()) ||
      (kind.toLowerCase() === 'aiservices' && allowProjectManagement),
  );
}

export function projectsOf(resources: InventoryResources, account: Account): Project[] {
  return projectsByAccount(resources).get(account.id.toLowerCase()) ?? [];
}

const indices = new WeakMap<InventoryResources, Map<string, Project[]>>();

/** By the account's ARM id, lower case. Resources are never changed, so the index is made once. */
function projectsByAccount(resources: InventoryResources): Map<string, Project[]> {
  const kept = indices.get(resources);
  if (kept !== undefined) return kept;
  const index = new Map<string, Project[]>();
  for (const project of resources.projects) {
    const account = project.id.toLowerCase().replace(/\/projects\/[^/]*$/, '');
    const siblings = index.get(account);
    if (siblings) siblings.push(project);
    else index.set(account, [project]);
  }
  indices.set(resources, index);
  return index;
}
