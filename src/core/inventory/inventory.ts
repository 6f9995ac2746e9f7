import type {
  Account,
  DenyAssignment,
  Project,
  RoleAssignment,
  RoleDefinition,
  RoleEligibility,
} from '../facts/azure.ts';
import type { Fact } from '../facts/fact.ts';

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
   * Object ids of all members at any depth, by the group's object id, for each group that is
   * assigned a role with data actions here. Unknown where the directory hides them.
   */
  groupMembers: Record<string, Fact<string[]>>;
}
