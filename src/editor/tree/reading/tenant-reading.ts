import type { Agent, Project } from '../../../core/facts/azure.ts';
import type { Fact } from '../../../core/facts/fact.ts';
import type { InventoryResources, ProjectAgents } from '../../../core/inventory/inventory.ts';
import type { InventoryReader } from '../../../gather/inventory/inventory-reader.ts';
import {
  agentKey,
  knownSoFar,
  type FactReading,
  type Reading,
  type TenantInventory,
} from '../model/inventory-state.ts';

/**
 * Reads parts of one tenant into its inventory. What is under way is not begun a second time. A read
 * that the signal ends leaves everything as it was before, to be read again later; no call rejects.
 */
export interface TenantReading {
  readonly inventory: TenantInventory;
  readSubscriptions(signal: AbortSignal): Promise<void>;
  /** Accounts, projects and what stands beside them in all subscriptions that are shown. */
  readResources(signal: AbortSignal): Promise<void>;
  /** The same for one subscription, in the place of what was known of it. */
  readSubscription(subscriptionId: string, signal: AbortSignal): Promise<void>;
  readAccess(subscriptionId: string, signal: AbortSignal): Promise<void>;
  readAgents(project: Project, signal: AbortSignal): Promise<void>;
  readConnections(project: Project, signal: AbortSignal): Promise<void>;
  readVersions(project: Project, agent: string, signal: AbortSignal): Promise<void>;
}

/** Where one answer is kept. */
interface Slot<Answer, SoFar> {
  get: () => Reading<Answer, SoFar>;
  set: (reading: Reading<Answer, SoFar>) => void;
}

type ReadPages<Answer, SoFar> = (options: {
  signal: AbortSignal;
  onPage: (soFar: SoFar) => void;
}) => Promise<Answer>;

export interface TenantReadingOptions {
  inventory: TenantInventory;
  reader: InventoryReader;
  /** Ids of the subscriptions to show, lower case; null shows all. */
  subscriptionFilter: string[] | null;
  /** Called whenever something more is known. */
  onChange: () => void;
}

export function createTenantReading(options: TenantReadingOptions): TenantReading {
  const { inventory, reader, subscriptionFilter, onChange } = options;
  const underWay = new Map<string, { signal: AbortSignal; done: Promise<void> }>();

  const fill = <Answer, SoFar>(
    key: string,
    slot: Slot<Answer, SoFar>,
    signal: AbortSignal,
    read: ReadPages<Answer, SoFar>,
  ): Promise<void> => {
    const begun = underWay.get(key);
    if (begun !== undefined && !begun.signal.aborted) return begun.done;
    // A read that was ended may still be on its way out: it must not touch what a newer one does.
    const isCurrent = (): boolean => underWay.get(key)?.signal === signal;
    const done = fillSlot({ slot, signal, read, isCurrent, onChange }).finally(() => {
      if (isCurrent()) underWay.delete(key);
      onChange();
    });
    underWay.set(key, { signal, done });
    return done;
  };

  const shownSubscriptions = (): string[] =>
    (knownSoFar(inventory.subscriptions) ?? []).map(({ subscriptionId }) => subscriptionId);

  return {
    inventory,
    readSubscriptions: (signal) =>
      fill(
        'subscriptions',
        {
          get: () => inventory.subscriptions,
          set: (reading) => (inventory.subscriptions = reading),
        },
        signal,
        async ({ signal: stop }) => {
          const answer = await reader.subscriptions({ signal: stop });
          return mapKnown(answer, (all) =>
            all.filter(
              ({ subscriptionId, state }) =>
                state !== 'Deleted' &&
                (subscriptionFilter?.includes(subscriptionId.toLowerCase()) ?? true),
            ),
          );
        },
      ),
    readResources: (signal) =>
      fill(
        'resources',
        { get: () => inventory.resources, set: (reading) => (inventory.resources = reading) },
        signal,
        (reading) => reader.resources(shownSubscriptions(), reading),
      ),
    readSubscription: (subscriptionId, signal) =>
      fill(
        `resources ${subscriptionId}`,
        { get: () => inventory.resources, set: (reading) => (inventory.resources = reading) },
        signal,
        async ({ signal: stop }) => {
          const answer = await reader.resources([subscriptionId], { signal: stop });
          const others = knownSoFar(inventory.resources);
          return mapKnown(answer, (fresh) =>
            others === null ? fresh : replaceSubscription(others, fresh, subscriptionId),
          );
        },
      ),
    readAccess: (subscriptionId, signal) =>
      fill(
        `access ${subscriptionId}`,
        slotIn(inventory.access, subscriptionId),
        signal,
        ({ signal: stop }) => reader.access(subscriptionId, { signal: stop }),
      ),
    readAgents: (project, signal) =>
      fill(`agents ${project.id}`, slotIn(inventory.agents, project.id), signal, (reading) =>
        reader.agents(project, reading),
      ),
    readConnections: (project, signal) =>
      fill(
        `connections ${project.id}`,
        slotIn(inventory.connections, project.id),
        signal,
        ({ signal: stop }) => reader.connections(project, { signal: stop }),
      ),
    readVersions: (project, agent, signal) =>
      fill(
        `versions ${agentKey(project, agent)}`,
        slotIn(inventory.versions, agentKey(project, agent)),
        signal,
        async ({ signal: stop }) => {
          const answer = await reader.agent(project, agent, { signal: stop });
          if (answer.status === 'known') replaceAgent(inventory, project, answer.value);
          return answer;
        },
      ),
  };
}

interface Filling<Answer, SoFar> {
  slot: Slot<Answer, SoFar>;
  signal: AbortSignal;
  read: ReadPages<Answer, SoFar>;
  isCurrent: () => boolean;
  onChange: () => void;
}

async function fillSlot<Answer, SoFar>({
  slot: { get, set },
  signal,
  read,
  isCurrent,
  onChange,
}: Filling<Answer, SoFar>): Promise<void> {
  const before = get();
  // What an ended read had so far is no state to go back to.
  const rest: Reading<Answer, SoFar> = before.state === 'read' ? before : { state: 'waiting' };
  if (before.state !== 'read') set({ state: 'reading', soFar: null });
  onChange();
  try {
    const answer = await read({
      signal,
      onPage: (soFar) => {
        if (signal.aborted || get().state === 'read') return;
        set({ state: 'reading', soFar });
        onChange();
      },
    });
    signal.throwIfAborted();
    set({ state: 'read', answer, stale: false });
  } catch (error) {
    if (isCurrent()) set(rest);
    if (!signal.aborted) throw error;
  }
}

function slotIn<Answer, SoFar>(
  readings: Map<string, Reading<Answer, SoFar>>,
  id: string,
): Slot<Answer, SoFar> {
  const key = id.toLowerCase();
  return {
    get: () => readings.get(key) ?? { state: 'waiting' },
    set: (reading) => readings.set(key, reading),
  };
}

function mapKnown<T, U>(fact: Fact<T>, map: (value: T) => U): Fact<U> {
  return fact.status === 'known' ? { ...fact, value: map(fact.value) } : fact;
}

/** The resources with one subscription's part taken from a newer answer. */
function replaceSubscription(
  old: InventoryResources,
  fresh: InventoryResources,
  subscriptionId: string,
): InventoryResources {
  const prefix = `/subscriptions/${subscriptionId.toLowerCase()}/`;
  const merge = <T extends { id: string }>(before: T[], now: T[]): T[] => [
    ...before.filter(({ id }) => !id.toLowerCase().startsWith(prefix)),
    ...now,
  ];
  const missing = { ...old.missing };
  delete missing[subscriptionId.toLowerCase()];
  return {
    accounts: merge(old.accounts, fresh.accounts),
    projects: merge(old.projects, fresh.projects),
    hubWorkspaces: merge(old.hubWorkspaces, fresh.hubWorkspaces),
    userAssignedIdentities: merge(old.userAssignedIdentities, fresh.userAssignedIdentities),
    missing: { ...missing, ...fresh.missing },
  };
}

/** Puts an agent that was read by itself into the list of its project. */
function replaceAgent(inventory: TenantInventory, project: Project, agent: Agent): void {
  const key = project.id.toLowerCase();
  const reading: FactReading<ProjectAgents> | undefined = inventory.agents.get(key);
  if (reading?.state !== 'read' || reading.answer.status !== 'known') return;
  const { value } = reading.answer;
  const list = value.list.map((one) => (one.name === agent.name ? agent : one));
  inventory.agents.set(key, {
    ...reading,
    answer: { ...reading.answer, value: { ...value, list } },
  });
}
