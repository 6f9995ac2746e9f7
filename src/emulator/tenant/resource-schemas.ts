import * as z from 'zod';
import { TimeSchema } from './time-schema.ts';

/** What stands in a subscription: the resources of a tenant file, and the agents in projects. */

const ManagedIdentitySchema = z.strictObject({
  principalId: z.guid().optional().describe('Object id of the system-assigned identity.'),
  userAssigned: z
    .array(z.string().startsWith('/'))
    .default([])
    .describe('ARM ids of user-assigned identities of this tenant.'),
});

const ConnectionSchema = z.strictObject({
  category: z.string().describe('AzureOpenAI, AIServices, AppInsights, …'),
  authType: z.string().describe('AAD, ApiKey, ProjectManagedIdentity, …'),
  target: z.string(),
  metadata: z.record(z.string(), z.string()).default({}),
  isSharedToAll: z.boolean().default(true),
  isDefault: z.boolean().default(false),
});

const AgentPrincipalSchema = z.strictObject({
  principalId: z.guid(),
  clientId: z.guid(),
  deletedFromEntra: z
    .boolean()
    .default(false)
    .describe('Microsoft Entra no longer knows the identity; its role assignments stay.'),
});

const AgentVersionSchema = z.strictObject({
  status: z.string().default('active').describe('creating, active, failed, deleting or deleted.'),
  createdAt: TimeSchema,
  definition: z
    .looseObject({
      kind: z.string(),
      environment_variables: z.record(z.string(), z.string()).default({}),
    })
    .describe('As the service spells it.'),
  instanceIdentity: AgentPrincipalSchema.optional(),
});

const SessionSchema = z.strictObject({
  version: z.string(),
  status: z.string().default('idle').describe('creating, active, idle, failed, expired, …'),
  createdAt: TimeSchema,
  lastAccessedAt: TimeSchema,
  log: z
    .record(
      z.string(),
      z.strictObject({
        timestamp: TimeSchema,
        stream: z.enum(['stdout', 'stderr', 'status']),
        message: z.string(),
      }),
    )
    .default({})
    .describe('What its container wrote, and as status what the platform did. By a name.'),
});

const AgentSchema = z.strictObject({
  state: z.enum(['enabled', 'disabled']).default('enabled'),
  stateSource: z
    .enum(['agent_instance_identity', 'agent_blueprint'])
    .default('agent_instance_identity'),
  blueprint: AgentPrincipalSchema.optional(),
  traffic: z
    .record(z.string(), z.number().min(0).max(100))
    .default({})
    .describe('Percent of the traffic by version; none means the latest version.'),
  versions: z.record(z.string(), AgentVersionSchema),
  sessions: z
    .record(z.string(), SessionSchema)
    .default({})
    .describe('Sessions from before the start of the server, by id. An invocation opens others.'),
});

const ApplicationSchema = z.strictObject({
  agents: z.array(z.string()).describe('Names of the agents that it publishes.'),
  isEnabled: z.boolean().default(true),
  defaultInstanceIdentity: AgentPrincipalSchema.optional().describe(
    'Whom a published agent runs as, which is not its own identity.',
  ),
  agentIdentityBlueprint: AgentPrincipalSchema.optional(),
  deployments: z
    .record(
      z.string(),
      z.strictObject({
        state: z.string().default('Running').describe('Running, Stopped, Failed, …'),
        agentName: z.string(),
        agentVersion: z.string(),
      }),
    )
    .default({})
    .describe('Its agentDeployments, by name.'),
});

const ProjectSchema = z.strictObject({
  displayName: z.string().optional(),
  isDefault: z.boolean().default(false),
  identity: ManagedIdentitySchema.prefault({}),
  agentIdentity: z
    .strictObject({ agentIdentityId: z.guid(), agentIdentityBlueprintId: z.guid() })
    .optional()
    .describe('The shared agent identity that newer api-versions show.'),
  connections: z.record(z.string(), ConnectionSchema).default({}),
  agents: z.record(z.string(), AgentSchema).default({}),
  applications: z
    .record(z.string(), ApplicationSchema)
    .default({})
    .describe('Through which agents are published, by name.'),
});

const DeploymentSchema = z.strictObject({
  model: z.string(),
  modelVersion: z.string().default('1'),
  format: z.string().default('OpenAI'),
  sku: z.string().default('GlobalStandard'),
  capacity: z.number().default(50),
});

const AccountSchema = z.strictObject({
  kind: z.string().default('AIServices').describe('AIServices (Foundry), OpenAI, …'),
  location: z.string().optional().describe("The resource group's, where it is left out."),
  identity: ManagedIdentitySchema.prefault({}),
  disableLocalAuth: z.boolean().optional().describe('Left out of answers where it is left out.'),
  publicNetworkAccess: z.enum(['Enabled', 'Disabled']).default('Enabled'),
  privateLinkOnly: z
    .boolean()
    .default(false)
    .describe(
      'Only a private endpoint leads to its data plane, and callers stand outside: 403 for all of ' +
        'them, where publicNetworkAccess alone closes just the models.',
    ),
  customSubDomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/i)
    .optional()
    .describe('Begins its hosts, and no other account’s; its own name where it is left out.'),
  allowProjectManagement: z.boolean().optional().describe('True by default for AIServices.'),
  deployments: z.record(z.string(), DeploymentSchema).default({}),
  connections: z.record(z.string(), ConnectionSchema).default({}),
  projects: z.record(z.string(), ProjectSchema).default({}),
});

const LogRowSchema = z
  .looseObject({ timestamp: TimeSchema })
  .describe('Columns under their classic names: timestamp, message, cloud_RoleName, …');

const ComponentSchema = z.strictObject({
  appId: z.guid(),
  workspace: z.string().startsWith('/').optional().describe('ARM id of its workspace.'),
  tables: z
    .record(z.string(), z.record(z.string(), LogRowSchema))
    .default({})
    .describe('Rows by table (traces, exceptions, requests, dependencies) and by a name.'),
});

const WorkspaceSchema = z.strictObject({
  customerId: z.guid().describe('The workspace id that queries name.'),
});

const UserAssignedIdentitySchema = z.strictObject({
  principalId: z.guid(),
  clientId: z.guid(),
});

const MachineLearningWorkspaceSchema = z.strictObject({
  kind: z
    .string()
    .describe('As its template spells it: hub or Hub, project or Project (both classic), default.'),
  displayName: z.string().optional(),
  hub: z.string().startsWith('/').optional().describe('ARM id of the hub of a project.'),
  identity: ManagedIdentitySchema.prefault({}),
});

const TemplateValueSchema = z.strictObject({
  type: z.string().describe('String, SecureString, Array, … ARM hands no secure value out.'),
  value: z.unknown(),
});

const TemplateDeploymentSchema = z.strictObject({
  timestamp: TimeSchema,
  provisioningState: z.string().default('Succeeded').describe('Succeeded, Failed, Running, …'),
  tags: z.record(z.string(), z.string()).default({}),
  parameters: z.record(z.string(), TemplateValueSchema).default({}),
  outputs: z.record(z.string(), TemplateValueSchema).default({}),
  outputResources: z.array(z.string().startsWith('/')).default([]).describe('ARM ids.'),
});

const templateDeployments = z
  .record(z.string(), TemplateDeploymentSchema)
  .default({})
  .describe('Deployments of templates, by name.');

const ResourceGroupSchema = z.strictObject({
  location: z.string().default('swedencentral'),
  accounts: z.record(z.string(), AccountSchema).default({}),
  components: z.record(z.string(), ComponentSchema).default({}),
  workspaces: z.record(z.string(), WorkspaceSchema).default({}),
  userAssignedIdentities: z.record(z.string(), UserAssignedIdentitySchema).default({}),
  machineLearningWorkspaces: z
    .record(z.string(), MachineLearningWorkspaceSchema)
    .default({})
    .describe('Hub-based Foundry: hubs and their projects.'),
  templateDeployments,
});

export const SubscriptionSchema = z.strictObject({
  displayName: z.string(),
  state: z.enum(['Enabled', 'Warned', 'PastDue', 'Disabled', 'Deleted']).default('Enabled'),
  managementGroup: z.string().optional().describe('Name of the group it stands in.'),
  resourceGroups: z.record(z.string(), ResourceGroupSchema).default({}),
  templateDeployments,
});

export type TemplateDeploymentSpec = z.infer<typeof TemplateDeploymentSchema>;
export type SubscriptionSpec = z.infer<typeof SubscriptionSchema>;
export type ManagedIdentitySpec = z.infer<typeof ManagedIdentitySchema>;
export type ConnectionSpec = z.infer<typeof ConnectionSchema>;
export type AgentSpec = z.infer<typeof AgentSchema>;
export type SessionSpec = z.infer<typeof SessionSchema>;
export type AgentVersionSpec = z.infer<typeof AgentVersionSchema>;
export type AgentPrincipalSpec = z.infer<typeof AgentPrincipalSchema>;
export type ApplicationSpec = z.infer<typeof ApplicationSchema>;
export type ProjectSpec = z.infer<typeof ProjectSchema>;
export type DeploymentSpec = z.infer<typeof DeploymentSchema>;
export type AccountSpec = z.infer<typeof AccountSchema>;
export type ComponentSpec = z.infer<typeof ComponentSchema>;
export type WorkspaceSpec = z.infer<typeof WorkspaceSchema>;
export type MachineLearningWorkspaceSpec = z.infer<typeof MachineLearningWorkspaceSchema>;
export type UserAssignedIdentitySpec = z.infer<typeof UserAssignedIdentitySchema>;
