import type { Unknown } from '../../../core/facts/fact.ts';
import { createAssessor } from '../model/assessment.ts';
import { childrenOf, rootsOf } from '../model/children.ts';
import type { TreeContents } from '../model/contents.ts';
import { agentKey, knownSoFar, readingOf, type TenantInventory } from '../model/inventory-state.ts';
import type { ReadTarget, TreeNode } from '../model/nodes.ts';
import { pageSize } from '../model/paging.ts';
import type { TreePreferences } from '../model/preferences.ts';
import { createSearch } from '../model/search.ts';
import { noTallies } from '../model/tally.ts';
import { readInBackground } from './read-in-background.ts';
import { markStale } from './stale.ts';
import { createTallyWorker } from './tally-in-slices.ts';
import type { TenantReading } from './tenant-reading.ts';

/** Everything behind the view: what was read, what is being read, and how it is looked at. */
export interface TreeSession {
  contents(): TreeContents;
  children(node: TreeNode | undefined): TreeNode[];
  /** Somebody opened a node: what is under it is read now, ahead of everything else. */
  open(node: TreeNode): void;
  /** Reads what is missing or old, until everything is there. Does nothing while it does so. */
  resume(): void;
  /** Ends all reads. What was read stays; what was cut off is read again later. */
  pause(): void;
  refresh(target: ReadTarget): void;
  showMore(list: string): void;
  prefer(preferences: TreePreferences): void;
  dispose(): void;
}

export interface TreeSessionOptions {
  /**
   * Connects to every tenant that is signed in to. Called again after it failed, and when everything
   * is read anew. `onChange` is what the readings call.
   */
  connect(onChange: () => void): Promise<TenantReading[]>;
  /** What an error of `connect` means. */
  explain(error: unknown): Pick<Unknown, 'reason' | 'detail'>;
  preferences: TreePreferences;
  /** Called whenever something else is to be shown. */
  onChange: () => void;
  now: () => number;
}

export function createTreeSession(options: TreeSessionOptions): TreeSession {
  const assessor = createAssessor();
  const shown = new Map<string, number>();
  let { preferences } = options;
  let tenants: TenantReading[] | null = null;
  let failure: TreeContents['failure'] = null;
  let tallies = noTallies;
  let controller = new AbortController();
  let running: AbortSignal | null = null;

  const inventories = (): TenantInventory[] => (tenants ?? []).map(({ inventory }) => inventory);
  const worker = createTallyWorker(inventories, assessor, (counted) => {
    tallies = counted;
    options.onChange();
  });
  const onRead = (): void => {
    worker.schedule();
    options.onChange();
  };

  const contents = (): TreeContents => ({
    tenants: inventories(),
    failure,
    preferences,
    shown,
    assessor,
    tallies,
    search: createSearch(preferences, tallies, assessor),
    reading: running !== null,
  });

  const readAll = async (signal: AbortSignal): Promise<void> => {
    try {
      tenants ??= await options.connect(onRead);
      failure = null;
    } catch (error) {
      failure = options.explain(error);
      return;
    }
    if (signal.aborted) return;
    await Promise.all(tenants.map((tenant) => readTop(tenant, signal, options.now)));
    await readInBackground(tenants, signal);
  };

  const resume = (): void => {
    if (running !== null) return;
    const { signal } = controller;
    running = signal;
    void readAll(signal)
      .catch((error: unknown) => {
        failure = options.explain(error);
      })
      .finally(() => {
        if (running === signal) running = null;
        onRead();
      });
    options.onChange();
  };

  const pause = (): void => {
    controller.abort(new DOMException('Nobody is looking.', 'AbortError'));
    controller = new AbortController();
    running = null;
    options.onChange();
  };

  const open = (node: TreeNode): void => {
    if (!('tenant' in node)) return;
    const tenant = tenants?.find(({ inventory }) => inventory === node.tenant);
    if (tenant) readUnder(node, tenant, controller.signal);
  };

  return {
    contents,
    children(node) {
      // Nodes stay open while the view is hidden or read anew; nobody opens them a second time.
      if (node && running !== null) open(node);
      return node === undefined ? rootsOf(contents()) : childrenOf(node, contents());
    },
    open,
    resume,
    pause,
    refresh(target) {
      pause();
      if (target.what === 'everything') {
        if (failure !== null) tenants = null;
        for (const { inventory } of tenants ?? []) markStale(inventory, target);
      } else {
        markStale(target.tenant, target);
        const tenant = tenants?.find(({ inventory }) => inventory === target.tenant);
        if (tenant) readAlone(target, tenant, controller.signal);
      }
      resume();
    },
    showMore(list) {
      shown.set(list, (shown.get(list) ?? pageSize) + pageSize);
      options.onChange();
    },
    prefer(next) {
      preferences = next;
      options.onChange();
    },
    dispose() {
      pause();
      worker.dispose();
    },
  };
}

async function readTop(
  tenant: TenantReading,
  signal: AbortSignal,
  now: () => number,
): Promise<void> {
  const { inventory } = tenant;
  const isOld = (reading: TenantInventory['subscriptions' | 'resources']): boolean =>
    reading.state !== 'read' || reading.stale;
  if (isOld(inventory.subscriptions)) {
    const begun = now();
    await tenant.readSubscriptions(signal);
    if (!signal.aborted) inventory.readAt = begun;
  }
  if (knownSoFar(inventory.subscriptions) !== null && isOld(inventory.resources)) {
    await tenant.readResources(signal);
  }
}

/** Begins to read what stands under a node, where nobody has yet. */
function readUnder(node: TreeNode, tenant: TenantReading, signal: AbortSignal): void {
  const { inventory } = tenant;
  if (node.kind === 'project') {
    const { project } = node;
    if (readingOf(inventory.agents, project.id).state === 'waiting') {
      void tenant.readAgents(project, signal);
    }
  }
  if (node.kind === 'versions') {
    const { project, agent } = node;
    if (readingOf(inventory.versions, agentKey(project, agent.name)).state === 'waiting') {
      void tenant.readVersions(project, agent.name, signal);
    }
  }
}

/** Begins what is read by itself for a target, and not in the background with everything else. */
function readAlone(target: ReadTarget, tenant: TenantReading, signal: AbortSignal): void {
  if (target.what === 'subscription') void tenant.readSubscription(target.subscriptionId, signal);
  if (target.what === 'agent') void tenant.readVersions(target.project, target.agent, signal);
}
