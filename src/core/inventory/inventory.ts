import type {
  Account,
  Agent,
  Connection,
  DenyAssignment,
  Project,
  PublishedAgent,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
  Subscription,
} from '../facts/azure.ts';
import type { Caller } from '../facts/diagnosis-facts.ts';
import type { Fact, Unknown } from '../facts/fact.ts';

/** A hub-based (classic) project or its hub: `Microsoft.MachineLearningServices/workspaces`. */
export interface HubWorkspace {
  id: string;
  name: string;
  kind: 'hub' | 'project';
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  /** ARM id of the hub that a project belongs to; null on a hub. */
  hubId: string | null;
}

/** A user-assigned managed identity as a resource of its own. */
export interface UserAssignedIdentity {
  id: string;
  name: string;
  principalId: string;
  clientId: string;
}

/** What Foundry resources a tenant has, as far as the caller may see them. */
export interface InventoryResources {
  accounts: Account[];
  projects: Project[];
  hubWorkspaces: HubWorkspace[];
  userAssignedIdentities: UserAssignedIdentity[];
  /**
   * Why something of a subscription is missing above, by subscription id, lower case. What a
   * subscription that is not named here has is all there, as far as the caller may see it.
   */
  missing: Record<string, Unknown>;
}

/**
 * What bears on access in one subscription, read once for all identities in it. Everything that
 * holds in it is there: assignments at, above and below the subscription.
 */
export interface SubscriptionAccess {
  subscriptionId: string;
  assignments: Fact<RoleAssignment[]>;
  denyAssignments: Fact<DenyAssignment[]>;
  eligibilities: Fact<RoleEligibility[]>;
  /** By role definition GUID, lower case. A GUID that is missing has no definition in the tenant. */
  roleDefinitions: Fact<Record<string, RoleDefinition>>;
  /**
   * Object ids of all members at any depth, by the group's object id, both lower case, for each
   * group that is assigned a role with data actions of CognitiveServices here, or is eligible for one,
   * or that a deny assignment of such actions names. Unknown where the directory hides them.
   */
  groupMembers: Record<string, Fact<string[]>>;
}

/** The agents of a project, as far as they could be read. */
export interface ProjectAgents {
  list: Agent[];
  /** Why some are not in the list; null where all are. */
  missing: Unknown | null;
  /** Agents that are published through applications, which run as identities of their own. */
  published: Fact<PublishedAgent[]>;
}

/** What lives in a project. */
export interface ProjectContents {
  agents: Fact<ProjectAgents>;
  /** Those of the project and of its account. */
  connections: Fact<Connection[]>;
}

/** Everything that the coverage of all identities rests on. It is plain JSON. */
export interface InventoryFacts {
  schemaVersion: 1;
  /** The gatherer's clock when it ended: the "now" of every verdict. ISO 8601, UTC. */
  at: string;
  caller: Fact<Caller>;
  subscriptions: Fact<Subscription[]>;
  resources: Fact<InventoryResources>;
  /** By the project's ARM id, as `resources` spells it. */
  contents: Record<string, ProjectContents>;
  /** One for each subscription that has an account. */
  access: SubscriptionAccess[];
}
