/** The parts of Azure and Entra that a diagnosis looks at, already parsed from the wire. */

export interface Subscription {
  subscriptionId: string;
  displayName: string;
  tenantId: string;
  state: string;
}

/** A managed identity as ARM shows it on a resource. */
export interface ManagedIdentity {
  /** Object id of the system-assigned identity's service principal. */
  principalId?: string;
  userAssigned: { resourceId: string; principalId: string; clientId: string }[];
}

/** A CognitiveServices account: kind `AIServices` (Foundry), `OpenAI`, or another. */
export interface Account {
  id: string;
  name: string;
  kind: string;
  location: string;
  subscriptionId: string;
  resourceGroup: string;
  /** Every endpoint ARM lists, by its label; `endpoint` is the label of the main one. */
  endpoints: Record<string, string>;
  identity: ManagedIdentity;
  /** Keys refused. `null` where ARM leaves it out, which means that keys are allowed. */
  disableLocalAuth: boolean | null;
  publicNetworkAccess: string | null;
  /** Approved private endpoints and network rules; left out in facts of earlier versions. */
  networkOpenings?: number;
  /** True where Foundry projects may live in the account. */
  allowProjectManagement: boolean;
}

export interface Project {
  id: string;
  /** The project's own name, without the account's. */
  name: string;
  /** The data-plane endpoint, `https://…/api/projects/{name}`, or null where ARM lists none. */
  endpoint: string | null;
  identity: ManagedIdentity;
  /**
   * The identity that the project's agents share where they have none of their own. Null or left out
   * where the service does not show it: before the first agent, and in older api-versions.
   */
  agentIdentity?: AgentIdentity | null;
}

/** What runs behind an application: which version of which agent, and in what state. */
export interface AgentDeployment {
  name: string;
  /** Running, Stopped, Failed, …, as the service spells it. */
  state: string | null;
  agents: { name: string; version: string | null }[];
}

/** An agent that is published through an application, where it runs as another identity. */
export interface PublishedAgent {
  id: string;
  /** The application's own name. */
  application: string;
  /** Names of the agents that it publishes. */
  agents: string[];
  isEnabled: boolean | null;
  /** `defaultInstanceIdentity`: roles of the agent's own identity do not count for it. */
  instanceIdentity: AgentIdentity | null;
  blueprint: AgentIdentity | null;
  /** Null where they could not be read. */
  deployments: AgentDeployment[] | null;
}

/** Where a connection points and who authenticates on it. Never any credential. */
export interface Connection {
  id: string;
  name: string;
  level: 'account' | 'project';
  category: string;
  authType: string;
  target: string;
  /** `metadata.ResourceId`: the ARM id of what it points at, where it says so. */
  resourceId: string | null;
  isDefault: boolean;
}

/** An Entra identity of an agent: the object id that role assignments name, and its client id. */
export interface AgentIdentity {
  principalId: string;
  clientId: string | null;
}

export interface AgentVersion {
  version: string;
  /** As the service spells it, lower case: creating, active, failed, deleting, deleted. */
  status: string;
  createdAt: string | null;
  /** `hosted`, `prompt`, …; null where the definition was not given. */
  kind: string | null;
  /** The model of the definition, which prompt agents have; facts of earlier versions leave it out. */
  model?: string | null;
  /** Environment variables of the definition, values redacted where they look like secrets. */
  environment: Record<string, string>;
  /** Protocols the version answers: `invocations`, `responses`, … */
  protocols: string[];
  instanceIdentity: AgentIdentity | null;
  blueprint: AgentIdentity | null;
}

export interface Agent {
  name: string;
  /** The version that gets the traffic now; see {@link servingVersion}. */
  serving: AgentVersion;
  /** All the versions that were read, newest first; the serving one is among them. */
  versions: AgentVersion[];
  /** `enabled` or `disabled`; facts that were saved before it was read leave it out. */
  state?: string | null;
  /** `agent_blueprint` where the agent takes its state from the blueprint; null if not given. */
  stateSource: string | null;
  /** Every version that gets calls, with its share in percent; left out as the state is. */
  traffic?: { version: string; share: number }[];
}

/** The types of principals that role assignments are made to. */
export type GrantablePrincipalType = 'User' | 'Group' | 'ServicePrincipal';

export interface RoleAssignment {
  id: string;
  /** ARM id of the role definition, as given. */
  roleDefinitionId: string;
  principalId: string;
  /** User, Group, ServicePrincipal, ForeignGroup or Device; ARM may add others. */
  principalType: string;
  scope: string;
  condition: string | null;
  createdOn: string | null;
}

export interface PermissionSet {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  /** A condition inside the role itself, such as the roles that its holder may assign. */
  condition: string | null;
}

export interface RoleDefinition {
  /** The GUID at the end of its ARM id, lower case. */
  guid: string;
  roleName: string;
  /** BuiltInRole or CustomRole. */
  type: string;
  permissions: PermissionSet[];
}

export interface DenyAssignment {
  id: string;
  name: string;
  scope: string;
  permissions: PermissionSet[];
  doNotApplyToChildScopes: boolean;
  principals: { id: string; type: string }[];
  excludePrincipals: { id: string; type: string }[];
  condition: string | null;
}

/** A role that could be activated (PIM) but is not active. */
export interface RoleEligibility {
  roleDefinitionId: string;
  principalId: string;
  /** As of a {@link RoleAssignment}; facts that were saved before it was read leave it out. */
  principalType?: string;
  scope: string;
  memberType: string;
}

/** A name for a principal, from Microsoft Graph. */
export interface DirectoryObject {
  id: string;
  displayName: string;
  /** The `@odata.type` without its prefix: user, group, servicePrincipal, agentIdentity, … */
  kind: string;
  accountEnabled: boolean | null;
}

export interface AppInsightsComponent {
  id: string;
  name: string;
  appId: string;
  workspaceResourceId: string | null;
}

/** What a telemetry row says about the agent that wrote it. */
export interface RowAuthor {
  /** `gen_ai.agent.id`, the agent's object id or `name:version`, where the row has it. */
  agentId: string | null;
  /** `gen_ai.agent.version`; facts that earlier versions saved leave it out. */
  version?: string | null;
}

/** One telemetry row that may show the symptom. Text is redacted. */
export interface LogRow extends RowAuthor {
  at: string;
  table: string;
  text: string;
}
