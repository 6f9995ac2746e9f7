import { publicCloud } from '../../../src/core/arm/cloud.ts';
import type {
  Account,
  Agent,
  AgentVersion,
  LogRow,
  Project,
  RoleAssignment,
  RoleDefinition,
} from '../../../src/core/facts/azure.ts';
import type { AccessFacts, DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import type { Known, Unknown, UnknownReason } from '../../../src/core/facts/fact.ts';

/** Facts of a small tenant, in which a test changes what it is about. */

export const now = '2026-11-21T12:00:00.000Z';

export function known<T>(value: T): Known<T> {
  return { status: 'known', value, source: 'test', at: now };
}

export function unknown(reason: UnknownReason, detail = `Not read: ${reason}.`): Unknown {
  return { status: 'unknown', reason, detail, source: 'test', at: now };
}

export const subscriptionId = '11111111-1111-4111-8111-111111111111';
export const groupScope = `/subscriptions/${subscriptionId}/resourceGroups/rg-shop`;
export const accountId = `${groupScope}/providers/Microsoft.CognitiveServices/accounts/contoso`;
export const projectId = `${accountId}/projects/shop`;
export const otherAccountId =
  '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-models/providers/Microsoft.CognitiveServices/accounts/models';

export const instanceId = 'aaaaaaaa-0000-4000-8000-000000000001';
export const blueprintId = 'aaaaaaaa-0000-4000-8000-000000000002';
export const projectIdentityId = 'aaaaaaaa-0000-4000-8000-000000000003';
export const formerId = 'aaaaaaaa-0000-4000-8000-000000000004';

export const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
export const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';

export function account(change: Partial<Account> = {}): Account {
  return {
    id: accountId,
    name: 'contoso',
    kind: 'AIServices',
    location: 'swedencentral',
    subscriptionId,
    resourceGroup: 'rg-shop',
    endpoints: {
      endpoint: 'https://contoso.cognitiveservices.azure.com/',
      'OpenAI Language Model Instance API': 'https://contoso.openai.azure.com/',
      'AI Foundry API': 'https://contoso.services.ai.azure.com/',
    },
    identity: { userAssigned: [] },
    disableLocalAuth: false,
    publicNetworkAccess: 'Enabled',
    allowProjectManagement: true,
    ...change,
  };
}

export function otherAccount(change: Partial<Account> = {}): Account {
  return account({
    id: otherAccountId,
    name: 'models',
    kind: 'OpenAI',
    subscriptionId: '22222222-2222-4222-8222-222222222222',
    resourceGroup: 'rg-models',
    endpoints: { endpoint: 'https://models.openai.azure.com/' },
    ...change,
  });
}

export const project: Project = {
  id: projectId,
  name: 'shop',
  endpoint: 'https://contoso.services.ai.azure.com/api/projects/shop',
  identity: { principalId: projectIdentityId, userAssigned: [] },
};

export function version(change: Partial<AgentVersion> = {}): AgentVersion {
  return {
    version: '3',
    status: 'active',
    createdAt: '2026-11-01T00:00:00Z',
    kind: 'hosted',
    environment: { AZURE_OPENAI_ENDPOINT: 'https://contoso.openai.azure.com/openai/v1/' },
    protocols: ['invocations'],
    instanceIdentity: { principalId: instanceId, clientId: null },
    blueprint: { principalId: blueprintId, clientId: null },
    ...change,
  };
}

/** The agent calls its models through the project endpoint: its definition names no other. */
export const throughProject = { environment: {} };

export function agent(serving = version(), former: AgentVersion[] = []): Agent {
  return { name: 'concierge', serving, versions: [serving, ...former], stateSource: null };
}

let assignments = 0;

export function assignment(
  scope: string,
  change: Partial<RoleAssignment> & { role?: string } = {},
): RoleAssignment {
  const { role = foundryUser, ...rest } = change;
  assignments += 1;
  const name = `bbbbbbbb-0000-4000-8000-${String(assignments).padStart(12, '0')}`;
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.toUpperCase()}`,
    principalId: instanceId,
    principalType: 'ServicePrincipal',
    scope,
    condition: null,
    createdOn: '2026-10-01T00:00:00Z',
    ...rest,
  };
}

export function definition(guid: string, dataActions: string[], notDataActions: string[] = []) {
  const permissions = [
    { actions: [], notActions: [], dataActions, notDataActions, condition: null },
  ];
  return { guid, roleName: guid, type: 'BuiltInRole', permissions } satisfies RoleDefinition;
}

/** What the given assignments look like from a scope; deny assignments and eligibilities: none. */
export function access(
  principalId: string,
  rows: RoleAssignment[],
  change: Partial<AccessFacts> = {},
): AccessFacts {
  return {
    principalId,
    scope: projectId,
    assignments: known(rows),
    denyAssignments: known([]),
    eligibilities: known([]),
    ...change,
  };
}

/** A denial as the service words it. */
export function denial(at: string, principal: string, action?: string) {
  const dataAction = action ?? 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
  const text = `{"error":{"code":"PermissionDenied","message":"The principal \`${principal}\` lacks the required data action \`${dataAction}\` to perform \`POST /openai/v1/responses\` operation."}}`;
  return { at, table: 'exceptions', text, agentId: null };
}

/** The seed: roles of the project only, an agent that calls its own account, a log without denials. */
export function facts(change: Partial<DiagnosisFacts> = {}): DiagnosisFacts {
  return {
    schemaVersion: 1,
    at: now,
    cloud: publicCloud,
    asked: {},
    caller: known({ objectId: 'dev', tenantId: 'tenant', name: 'dev@contoso.com', kind: 'user' }),
    subscriptions: known([]),
    accounts: known([account(), otherAccount()]),
    account: known(account()),
    project: known(project),
    agent: known(agent()),
    connections: known([]),
    targetAccount: known(null),
    access: [
      access(instanceId, [assignment(projectId)]),
      access(blueprintId, []),
      access(projectIdentityId, [assignment(accountId, { principalId: projectIdentityId })]),
    ],
    roleDefinitions: {
      [foundryUser]: known(definition(foundryUser, ['Microsoft.CognitiveServices/*'])),
    },
    directory: {},
    memberships: {},
    telemetry: logWith([]),
    steps: [],
    reads: [],
    ...change,
  };
}

/** A log in which the agent has been seen a minute ago, with these rows among others. */
export function logWith(symptoms: LogRow[], rows = 40): DiagnosisFacts['telemetry'] {
  const component = { id: 'appi', name: 'appi-shop', appId: 'id', workspaceResourceId: null };
  return {
    component: known(component),
    query: 'exceptions',
    symptoms: known(symptoms),
    traffic: known({ rows, lastAt: rows === 0 ? null : '2026-11-21T11:59:00Z' }),
  };
}

/** The access of the agent's identity replaced, the others' kept. */
export function withAccess(rows: RoleAssignment[], change: Partial<AccessFacts> = {}) {
  return facts().access.map((one) =>
    one.principalId === instanceId ? access(instanceId, rows, change) : one,
  );
}
