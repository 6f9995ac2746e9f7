import type { Agent, Connection, Project, Subscription } from '../../core/facts/azure.ts';
import type { Caller } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type {
  InventoryResources,
  ProjectAgents,
  SubscriptionAccess,
} from '../../core/inventory/inventory.ts';

/** What a read may be told: to stop, and who watches the pages that came so far. */
export interface InventoryReadOptions<T> {
  signal?: AbortSignal;
  /** Called with everything read so far whenever another page has come. */
  onPage?: (soFar: T) => void;
}

export interface AccessReadOptions {
  signal?: AbortSignal;
  /**
   * Keeps only what bears on model calls, for who judges and is done: most of what a company assigns
   * is for people and pipelines. Who shows or compares assignments needs them all.
   */
  onlyModelCalls?: boolean;
}

/**
 * Reads a tenant piece by piece, for a view that opens its branches one after the other. Every call
 * reads anew: who calls keeps the answers. Only what many branches have in common, an account's
 * connections and a group's members, may be up to a minute old. A read that fails is an unknown
 * fact; only a cancelled one rejects, with the signal's reason. Requests take their turn in the
 * order in which they are made, so whoever asks for much at once waits for all of it.
 */
export interface InventoryReader {
  caller(): Promise<Fact<Caller>>;
  subscriptions(options?: InventoryReadOptions<Subscription[]>): Promise<Fact<Subscription[]>>;
  /**
   * Accounts, projects, hub workspaces and user-assigned identities of the subscriptions named. Known
   * as soon as something came; `missing` then says which subscriptions are not whole, and why.
   */
  resources(
    subscriptionIds: string[],
    options?: InventoryReadOptions<InventoryResources>,
  ): Promise<Fact<InventoryResources>>;
  /**
   * All agents of a project, a hundred a page, each with its latest version and the one that serves.
   * An agent without a version serves one whose name is empty. Known as soon as a page came.
   */
  agents(
    project: Project,
    options?: InventoryReadOptions<ProjectAgents>,
  ): Promise<Fact<ProjectAgents>>;
  /** The versions of one agent, newest first, and the one that serves. */
  agent(project: Project, name: string, options?: { signal?: AbortSignal }): Promise<Fact<Agent>>;
  /** The connections of a project and of its account. */
  connections(project: Project, options?: { signal?: AbortSignal }): Promise<Fact<Connection[]>>;
  /** What bears on access in a subscription: read it once, and judge every identity from it. */
  access(subscriptionId: string, options?: AccessReadOptions): Promise<SubscriptionAccess>;
}
