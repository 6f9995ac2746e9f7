import { createHash } from 'node:crypto';
import type {
  AccountResource,
  ComponentResource,
  MachineLearningWorkspaceResource,
  ProjectResource,
  UserAssignedIdentityResource,
  WorkspaceResource,
} from '../tenant/estate.ts';
import { findById } from '../tenant/look-up.ts';
import type {
  ConnectionSpec,
  DeploymentSpec,
  ManagedIdentitySpec,
} from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';

/** The bodies that ARM answers with, as recorded from it. */

export function accountView(world: World, account: AccountResource): Record<string, unknown> {
  const { spec, name } = account;
  const host = (domain: string): string => `${world.origin}/${account.host}.${domain}.azure.com/`;
  const isFoundry = spec.kind === 'AIServices';
  const projects = Object.entries(spec.projects);
  const defaultProject = projects.find(([, project]) => project.isDefault) ?? projects[0];
  return {
    id: account.id,
    name,
    type: 'Microsoft.CognitiveServices/accounts',
    etag: `"${internalId(account.id).slice(0, 8)}-0000-0000-0000-000000000000"`,
    location: account.location,
    sku: { name: 'S0' },
    kind: spec.kind,
    properties: {
      endpoint: isFoundry ? host('cognitiveservices') : host('openai'),
      internalId: internalId(account.id),
      dateCreated: '2026-06-22T06:00:19.2713137Z',
      isMigrated: false,
      customSubDomainName: account.host,
      networkAcls: { defaultAction: 'Allow', virtualNetworkRules: [], ipRules: [] },
      allowProjectManagement: spec.allowProjectManagement ?? isFoundry,
      ...(defaultProject === undefined
        ? {}
        : {
            defaultProject: defaultProject[0],
            associatedProjects: projects.map(([projectName]) => projectName),
          }),
      privateEndpointConnections: spec.privateLinkOnly ? [privateEndpointView(account)] : [],
      publicNetworkAccess: spec.privateLinkOnly ? 'Disabled' : spec.publicNetworkAccess,
      ...(spec.disableLocalAuth === undefined ? {} : { disableLocalAuth: spec.disableLocalAuth }),
      endpoints: {
        ...(isFoundry
          ? {
              'AI Foundry API': host('services.ai'),
              'Azure AI Model Inference API': host('services.ai'),
              'Content Safety': host('cognitiveservices'),
            }
          : {}),
        'OpenAI Language Model Instance API': host('openai'),
      },
      provisioningState: 'Succeeded',
    },
    ...identityView(world, spec.identity),
  };
}

const privateEndpointView = ({ id, name }: AccountResource): unknown => ({
  id: `${id}/privateEndpointConnections/${name}-pe`,
  name: `${name}-pe`,
  type: 'Microsoft.CognitiveServices/accounts/privateEndpointConnections',
  properties: {
    groupIds: ['account'],
    privateLinkServiceConnectionState: { status: 'Approved', description: '', actionsRequired: '' },
    provisioningState: 'Succeeded',
  },
});

export function projectView(
  world: World,
  project: ProjectResource,
  apiVersion: string,
): Record<string, unknown> {
  const { account, name, spec } = project;
  return {
    id: project.id,
    name: `${account.name}/${name}`,
    type: 'Microsoft.CognitiveServices/accounts/projects',
    location: project.location,
    kind: 'AIServices',
    properties: {
      endpoints: { 'AI Foundry API': projectEndpoint(world, project) },
      isDefault: spec.isDefault,
      internalId: internalId(project.id),
      provisioningState: 'Succeeded',
      ...(spec.displayName === undefined ? {} : { displayName: spec.displayName }),
      ...(showsAgentIdentity(apiVersion) ? { agentIdentity: spec.agentIdentity ?? null } : {}),
    },
    ...identityView(world, spec.identity),
  };
}

export const projectEndpoint = (world: World, { account, name }: ProjectResource): string =>
  `${world.origin}/${account.host}.services.ai.azure.com/api/projects/${name}`;

/** The first GA version with projects leaves the shared agent identity out. */
const showsAgentIdentity = (apiVersion: string): boolean =>
  apiVersion.endsWith('-preview') || apiVersion.slice(0, 10) > '2025-06-01';

export const connectionView = (
  parent: AccountResource | ProjectResource,
  name: string,
  spec: ConnectionSpec,
): Record<string, unknown> => ({
  id: `${parent.id}/connections/${name}`,
  name,
  type: `Microsoft.CognitiveServices/accounts/${'account' in parent ? 'projects/' : ''}connections`,
  properties: {
    authType: spec.authType,
    category: spec.category,
    target: spec.target,
    metadata: spec.metadata,
    isSharedToAll: spec.isSharedToAll,
    sharedUserList: [],
    isDefault: spec.isDefault,
    group: 'AzureAI',
    useWorkspaceManagedIdentity: false,
    peRequirement: 'NotRequired',
    peStatus: 'NotApplicable',
    error: null,
    expiryTime: null,
    credentials: null,
  },
});

export const deploymentView = (
  account: AccountResource,
  name: string,
  spec: DeploymentSpec,
): Record<string, unknown> => ({
  id: `${account.id}/deployments/${name}`,
  name,
  type: 'Microsoft.CognitiveServices/accounts/deployments',
  sku: { name: spec.sku, capacity: spec.capacity },
  properties: {
    model: { format: spec.format, name: spec.model, version: spec.modelVersion },
    provisioningState: 'Succeeded',
    raiPolicyName: 'Microsoft.DefaultV2',
  },
});

export const componentView = (component: ComponentResource): Record<string, unknown> => ({
  id: component.id,
  name: component.name,
  type: 'microsoft.insights/components',
  location: component.location,
  kind: 'web',
  tags: {},
  properties: {
    ApplicationId: component.name,
    AppId: component.spec.appId,
    Application_Type: 'web',
    Flow_Type: 'Bluefield',
    provisioningState: 'Succeeded',
    ...(component.spec.workspace === undefined
      ? {}
      : { WorkspaceResourceId: component.spec.workspace }),
    IngestionMode: 'LogAnalytics',
    RetentionInDays: 90,
  },
});

export const workspaceView = (workspace: WorkspaceResource): Record<string, unknown> => ({
  id: workspace.id,
  name: workspace.name,
  type: 'Microsoft.OperationalInsights/workspaces',
  location: workspace.location,
  properties: {
    customerId: workspace.spec.customerId,
    provisioningState: 'Succeeded',
    retentionInDays: 30,
    sku: { name: 'PerGB2018' },
  },
});

export const userAssignedIdentityView = (
  world: World,
  identity: UserAssignedIdentityResource,
): Record<string, unknown> => ({
  id: identity.id,
  name: identity.name,
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  location: identity.location,
  tags: {},
  properties: { tenantId: world.tenant.tenantId, ...identity.spec },
});

/** A hub of hub-based Foundry or one of its projects; see the `kind` of the tenant file. */
export const machineLearningWorkspaceView = (
  world: World,
  { id, name, location, spec }: MachineLearningWorkspaceResource,
): Record<string, unknown> => ({
  id,
  name,
  type: 'Microsoft.MachineLearningServices/workspaces',
  location,
  kind: spec.kind,
  sku: { name: 'Basic', tier: 'Basic' },
  tags: {},
  properties: {
    friendlyName: spec.displayName ?? name,
    workspaceId: internalId(id),
    provisioningState: 'Succeeded',
    publicNetworkAccess: 'Enabled',
    ...(spec.hub === undefined ? {} : { hubResourceId: spec.hub }),
  },
  ...identityView(world, spec.identity),
});

function identityView(world: World, spec: ManagedIdentitySpec): Record<string, unknown> {
  const types = [
    ...(spec.principalId === undefined ? [] : ['SystemAssigned']),
    ...(spec.userAssigned.length === 0 ? [] : ['UserAssigned']),
  ];
  if (types.length === 0) return { identity: { type: 'None' } };
  const userAssigned = spec.userAssigned.map((id) => {
    const found = findById(world.estate.userAssignedIdentities, id);
    return [id, found === undefined ? {} : found.spec];
  });
  return {
    identity: {
      type: types.join(', '),
      ...(spec.principalId === undefined
        ? {}
        : { principalId: spec.principalId, tenantId: world.tenant.tenantId }),
      ...(userAssigned.length === 0
        ? {}
        : { userAssignedIdentities: Object.fromEntries(userAssigned) as unknown }),
    },
  };
}

const internalId = (id: string): string =>
  createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 32);
