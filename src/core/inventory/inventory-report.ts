import type { Outcome } from '../rules/finding.ts';
import type { CoverageMark } from './coverage.ts';
import type { InventoryIdentity } from './identities.ts';

/** An identity, and whether it is covered where it belongs. */
export interface ReportedIdentity extends InventoryIdentity {
  level: CoverageMark['level'];
  marks: CoverageMark[];
}

export interface ReportedAgent {
  name: string;
  /** The version that serves. */
  version: string;
  /** What showed where its model calls go. */
  via: string;
  /** Name of the other account that they reach; null where they stay. */
  target: string | null;
  identities: ReportedIdentity[];
}

/** An agent that is published through an application, as whose identity it runs then. */
export interface ReportedPublishedAgent {
  application: string;
  /** Names of the agents that the application publishes. */
  agents: string[];
  /** Versions that its deployments run; empty where they are not known. */
  versions: string[];
  /** What showed where its model calls go. */
  via: string;
  /** Name of the other account that they reach; null where they stay. */
  target: string | null;
  identities: ReportedIdentity[];
}

export interface ReportedProject {
  id: string;
  name: string;
  identities: ReportedIdentity[];
  agents: ReportedAgent[];
  published: ReportedPublishedAgent[];
  /** Why something in it could not be read, one sentence each. */
  unread: string[];
}

export interface ReportedAccount {
  id: string;
  name: string;
  kind: string;
  location: string;
  identities: ReportedIdentity[];
  projects: ReportedProject[];
}

export interface ReportedSubscription {
  subscriptionId: string;
  name: string;
  accounts: ReportedAccount[];
  /** Hub-based (classic) projects and their hubs, whose agents are not read. */
  hubWorkspaces: { id: string; name: string; kind: 'hub' | 'project' }[];
  /** User-assigned identities that no account and no project has, judged at each account here. */
  unattached: ReportedIdentity[];
  unread: string[];
}

/** The coverage of all identities of an inventory, as plain JSON. */
export interface InventoryReport {
  schemaVersion: 1;
  /** ISO 8601, UTC. */
  at: string;
  /** Who asked; null where nobody is known to be signed in. */
  caller: string | null;
  /**
   * `problem` where an identity lacks what it certainly needs, else `inconclusive` where an identity
   * deserves a look or something could not be read.
   */
  outcome: Outcome;
  /** Identities by what they ask of a person, and reads that failed. */
  counts: Record<CoverageMark['level'] | 'unread', number>;
  subscriptions: ReportedSubscription[];
  /** Why the inventory as a whole could not be read. */
  unread: string[];
}
