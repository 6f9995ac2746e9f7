import { describe, expect, it } from 'vitest';
import { assignment, foundryUser, grantsOf, inShort, openAiUser, type Files } from './grants-of.ts';

const account = 'microsoft.cognitiveservices/accounts|resourceGroup()|aif';
const project = 'microsoft.cognitiveservices/accounts/projects|resourceGroup()|aif/proj';

const scopes: [string, { scope: string; before?: string }, string][] = [
  ['a resource of the file', { scope: 'scope: account' }, account],
  [
    'an existing resource',
    {
      scope: 'scope: same',
      before: `param n string = 'x'
resource same 'Microsoft.CognitiveServices/accounts@2023-05-01' existing = { name: toLower('AIF') }`,
    },
    account,
  ],
  ['a nested child', { scope: 'scope: account::project' }, project],
  [
    'a child by its parent',
    {
      scope: 'scope: child',
      before: `resource child 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  parent: account
  name: 'proj'
}`,
    },
    project,
  ],
  [
    'a child by a name with a slash',
    {
      scope: 'scope: child',
      before: `resource child 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' existing = {
  name: '\${account.name}/proj'
}`,
    },
    project,
  ],
  [
    'an item of a loop over literals',
    {
      scope: 'scope: many[1]',
      before: `resource many 'Microsoft.CognitiveServices/accounts@2025-06-01' = [for (n, i) in ['zero', 'aif']: {
  name: n
}]`,
    },
    account,
  ],
  [
    'an existing resource in another resource group',
    {
      scope: 'scope: other',
      before: `resource other 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'aif'
  scope: resourceGroup('rg-ai')
}`,
    },
    'microsoft.cognitiveservices/accounts|subscription()/rg-ai|aif',
  ],
  [
    'an existing resource by the parts of an id',
    {
      scope: 'scope: again',
      before: `var parts = split(account.id, '/')
resource again 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: last(parts)
  scope: resourceGroup(parts[2], parts[4])
}`,
    },
    account,
  ],
  ['no scope', { scope: '' }, 'resource-group resourceGroup()'],
  ['the resource group', { scope: 'scope: resourceGroup()' }, 'resource-group resourceGroup()'],
  ['the subscription', { scope: 'scope: subscription()' }, 'subscription subscription()'],
  ['the tenant', { scope: 'scope: tenant()' }, 'tenant tenant()'],
  [
    'a management group',
    { scope: "scope: managementGroup('mg')" },
    'management-group managementGroup(mg)',
  ],
];

describe('where a role is granted', () => {
  it.each(scopes)('%s', (_, parts, expected) => {
    const [grant] = grantsOf(assignment(parts));
    expect(grant && inShort(grant).scope).toBe(expected);
  });

  it('tells a scope that is not written from one that is', () => {
    const omitted = [
      grantsOf(assignment({ scope: '' })),
      grantsOf(assignment({ scope: 'scope: resourceGroup()' })),
    ].map(([grant]) => grant?.scope.kind === 'resource-group' && grant.scope.omitted);
    expect(omitted).toEqual([true, false]);
  });

  it('takes the scope of the module call for one that is not written', () => {
    const files = {
      'main.bicep': `targetScope = 'subscription'
resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'rg-ai', location: 'x' }
module role 'role.bicep' = { scope: rg, params: { principalId: deployer().objectId } }`,
      'role.bicep': assignment({ scope: '' }),
    };
    expect(grantsOf(files).map((grant) => inShort(grant).scope)).toEqual([
      'resource-group subscription()/rg-ai',
    ]);
  });

  it('follows a resource through a module, its outputs and an id', () => {
    const role = `param id string
param principalId string
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: last(split(id, '/')) }
resource ra 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acct.id, principalId)
  scope: acct
  properties: { principalId: principalId, roleDefinitionId: '${foundryUser}' }
}`;
    const files = {
      'main.bicep': `param who string
module ai 'ai.bicep' = { params: { env: 'dev' } }
module role 'role.bicep' = { params: { id: ai.outputs.accountId, principalId: who } }`,
      'ai.bicep': `param env string
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' = { name: 'aif-\${env}' }
output accountId string = acct.id`,
      'role.bicep': role,
    };
    const [grant] = grantsOf(files);
    expect(grant && inShort(grant)).toEqual({
      who: 'parameter who',
      role: foundryUser,
      scope: 'microsoft.cognitiveservices/accounts|resourceGroup()|aif-dev',
      when: [],
    });
    expect(grant?.scope.kind === 'resource' && grant.scope.resource.created).toBe(true);
    expect(grant?.calls.map(({ file }) => file)).toEqual(['main.bicep']);
  });

  it('takes a name with alternatives for the resource that the templates make', () => {
    const [grant] = grantsOf(
      assignment({
        scope: 'scope: one',
        before: `param useExisting bool
param existingName string
resource one 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: useExisting ? existingName : account.name
}`,
      }),
    );
    expect(grant && inShort(grant).scope).toBe(account);
  });
});

const definitions = "'Microsoft.Authorization/roleDefinitions'";
const roles: [string, { role: string; before?: string }][] = [
  ['a literal id', { role: `'/providers/Microsoft.Authorization/roleDefinitions/${foundryUser}'` }],
  [
    'an interpolated id',
    {
      role: `'\${subscription().id}/providers/Microsoft.Authorization/roleDefinitions/\${r}'`,
      before: `var r = '${foundryUser}'`,
    },
  ],
  [
    'subscriptionResourceId of a literal',
    { role: `subscriptionResourceId(${definitions}, '${foundryUser}')` },
  ],
  [
    'subscriptionResourceId of a variable',
    { role: `subscriptionResourceId(${definitions}, r)`, before: `var r = '${foundryUser}'` },
  ],
  [
    'resourceId of a literal',
    { role: `az.resourceId(${definitions}, '${foundryUser.toUpperCase()}')` },
  ],
  ['tenantResourceId', { role: `tenantResourceId(${definitions}, '${foundryUser}')` }],
  [
    'extensionResourceId',
    { role: `extensionResourceId(resourceGroup().id, ${definitions}, '${foundryUser}')` },
  ],
  [
    'a variable that holds the id',
    { role: 'r', before: `var r = resourceId(${definitions}, '${foundryUser}')` },
  ],
  [
    'a member of a map',
    {
      role: `subscriptionResourceId(${definitions}, roles.foundryUser)`,
      before: `var roles = { foundryUser: '${foundryUser}' }`,
    },
  ],
  [
    'an element of a map',
    {
      role: "roles['Foundry User']",
      before: `var roles = { 'Foundry User': resourceId(${definitions}, '${foundryUser}') }`,
    },
  ],
  [
    'an existing definition',
    {
      role: 'def.id',
      before: `resource def 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = { name: '${foundryUser}' }`,
    },
  ],
  [
    'an existing definition of the subscription',
    {
      role: 'def.id',
      before: `resource def 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = { scope: subscription(), name: '${foundryUser}' }`,
    },
  ],
  [
    "a parameter's default",
    {
      role: `subscriptionResourceId(${definitions}, r)`,
      before: `param r string = '${foundryUser}'`,
    },
  ],
  [
    'a function of the file',
    {
      role: 'roleOf(r)',
      before: `var r = '${foundryUser}'
func roleOf(id string) string => subscriptionResourceId(${definitions}, id)`,
    },
  ],
  [
    'a variable of a variable',
    {
      role: 'b',
      before: `var a = '${foundryUser}'
var b = subscriptionResourceId(${definitions}, a)`,
    },
  ],
];

describe('what role is granted', () => {
  it.each(roles)('%s', (_, parts) => {
    const text = assignment(parts);
    const [grant] = grantsOf(text);
    expect(grant?.role).toMatchObject({ kind: 'guid', guid: foundryUser });
    const { span } = grant?.role.location ?? { span: { start: 0, end: 0 } };
    expect(text.slice(span.start, span.end).toLowerCase()).toBe(foundryUser);
  });

  it('goes through a loop over roles one by one, in its own file and in a module', () => {
    const loop = (body: string): string => `param principalId string
var roles = [
  '${foundryUser}' // Foundry User
  '${openAiUser}' // OpenAI User
]
${body}`;
    const role = (id: string): string => `{
  name: guid(principalId, ${id})
  properties: { principalId: principalId, roleDefinitionId: subscriptionResourceId(${definitions}, ${id}) }
}`;
    const own = grantsOf(
      loop(
        `resource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in roles: ${role('id')}]`,
      ),
    );
    const called = grantsOf({
      'main.bicep': loop(
        `module r 'r.bicep' = [for id in roles: { name: 'x', params: { principalId: principalId, id: id } }]`,
      ),
      'r.bicep': `param principalId string
param id string
resource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = ${role('id')}`,
    });
    for (const grants of [own, called]) {
      expect(grants.map(({ role: { ...is } }) => is.kind === 'guid' && is.guid)).toEqual([
        foundryUser,
        openAiUser,
      ]);
      expect(
        grants.map(
          ({ role: is }) => is.kind === 'guid' && is.labels.map(({ text }) => text).at(-1),
        ),
      ).toEqual(['Foundry User', 'OpenAI User']);
    }
  });

  it('names the labels that a GUID came through, the nearest first', () => {
    const [grant] = grantsOf(
      assignment({
        role: 'acrPull',
        before: `var roles = { openAiUser: '${openAiUser}' }
var acrPull = roles.openAiUser`,
      }),
    );
    expect(grant?.role.kind === 'guid' && grant.role.labels.map(({ text }) => text)).toEqual([
      'openAiUser',
      'acrPull',
      'roleDefinitionId',
    ]);
  });

  it('keeps what is no GUID apart', () => {
    const role = (text: string, before = ''): unknown =>
      grantsOf(assignment({ role: text, before }))[0]?.role;
    expect(role(`subscriptionResourceId(${definitions}, 'Foundry User')`)).toMatchObject({
      kind: 'name',
      name: 'Foundry User',
      guid: null,
      inModuleMap: false,
    });
    expect(role("roleDefinitions('Foundry User').id")).toMatchObject({
      kind: 'name',
      name: 'Foundry User',
      inModuleMap: null,
    });
    expect(role('r', 'param r string')).toMatchObject({ kind: 'unknown', text: 'r' });
  });

  it('reads roles from a JSON file, and points into it', () => {
    const files: Files = {
      'main.bicep': assignment({
        role: `subscriptionResourceId(${definitions}, roles.user.guid)`,
        before: "var roles = loadJsonContent('data/roles.json')",
      }),
      'data/roles.json': JSON.stringify({ user: { guid: foundryUser } }, null, 2),
    };
    const [grant] = grantsOf(files);
    const { file, span } = grant?.role.location ?? { file: '', span: { start: 0, end: 0 } };
    expect(files[file]?.slice(span.start, span.end)).toBe(foundryUser);
  });

  it('reads variables and functions of an imported file', () => {
    const shared = `@export()
var ids = { user: '${foundryUser}' }
@export()
func full(id string) string => subscriptionResourceId(${definitions}, id)`;
    const use = (imports: string, role: string): unknown =>
      grantsOf({
        'main.bicep': `${imports}${assignment({ role })}`,
        'shared/roles.bicep': shared,
      })[0]?.role;
    expect(
      use("import { ids, full as whole } from 'shared/roles.bicep'", 'whole(ids.user)'),
    ).toMatchObject({ guid: foundryUser });
    expect(use("import * as r from 'shared/roles.bicep'", 'r.full(r.ids.user)')).toMatchObject({
      guid: foundryUser,
    });
  });
});

const uami = `resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'id' }`;
const identity =
  'user-assigned user-assigned:microsoft.managedidentity/userassignedidentities|resourceGroup()|id';
const principals: [string, { principal: string; before?: string }, string][] = [
  ['a parameter', { principal: 'principalId' }, 'parameter principalId'],
  [
    'a member of a parameter',
    { principal: 'config.objectId', before: 'param config object' },
    'parameter config.objectId',
  ],
  [
    'a system-assigned identity',
    { principal: 'account.identity.principalId' },
    `system-assigned system-assigned:${account}`,
  ],
  [
    'a nested one, safely',
    { principal: 'account::project.?identity.?principalId', before: '' },
    `system-assigned system-assigned:${project}`,
  ],
  ['a user-assigned identity', { principal: 'id.properties.principalId', before: uami }, identity],
  [
    'a user-assigned identity by its attachment',
    {
      principal: 'app.identity.userAssignedIdentities[id.id].principalId',
      before: `${uami}
resource app 'Microsoft.App/containerApps@2024-03-01' = { name: 'app' }`,
    },
    identity,
  ],
  [
    'a user-assigned identity by reference()',
    { principal: "reference(id.id, '2023-01-31').principalId", before: uami },
    identity,
  ],
  [
    'a project agent identity',
    { principal: 'account::project.properties.agentIdentity.agentIdentityId' },
    `agent-identity agent-identity:${project}`,
  ],
  ['whoever deploys', { principal: 'deployer().objectId' }, 'deployer deployer'],
  [
    'whoever deploys, by default',
    { principal: 'me', before: 'param me string = deployer().objectId' },
    'deployer me',
  ],
  [
    'a literal',
    { principal: "'0A1B2C3D-0000-4000-8000-000000000000'" },
    'literal 0a1b2c3d-0000-4000-8000-000000000000',
  ],
  [
    'an item of an open array',
    { principal: 'people[0].id', before: 'param people array' },
    'parameter people[0].id',
  ],
];

describe('who is granted a role', () => {
  it.each(principals)('%s', (_, parts, expected) => {
    const [grant] = grantsOf(assignment(parts));
    expect(grant && inShort(grant).who).toBe(expected);
  });

  it('follows an identity through outputs and parameters', () => {
    const [grant] = grantsOf({
      'main.bicep': `module app 'app.bicep' = {}
module role 'role.bicep' = { params: { principalId: app.outputs.who } }`,
      'app.bicep': `resource app 'Microsoft.Web/sites@2023-12-01' = { name: 'web' }
output who string = app.identity.principalId`,
      'role.bicep': assignment({}),
    });
    expect(grant && inShort(grant).who).toBe(
      'system-assigned system-assigned:microsoft.web/sites|resourceGroup()|web',
    );
    expect(grant?.principal).toMatchObject({
      text: 'app.identity.principalId',
      resource: { created: true, symbol: 'app' },
    });
  });

  it('grants nobody anything where the principal is empty', () => {
    expect(grantsOf(assignment({ principal: "''" }))).toEqual([]);
  });

  it.each([
    ["principalType: 'User'", { kind: 'literal', value: 'User' }],
    ['', { kind: 'omitted' }],
    ['principalType: null', { kind: 'omitted' }],
    ['principalType: kind', { kind: 'expression', text: 'kind' }],
  ])('reads %s', (type, expected) => {
    const [grant] = grantsOf(assignment({ type, before: 'param kind string' }));
    expect(grant?.principalType).toMatchObject(expected);
  });
});
