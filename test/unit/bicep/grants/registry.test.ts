import { describe, expect, it } from 'vitest';
import { foundryUser, grantsOf, inShort, openAiUser } from './grants-of.ts';

const account = 'microsoft.cognitiveservices/accounts|resourceGroup()|aif';
const call = (module: string, params: string, more = ''): string => `
param who string
module uami 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = { params: { name: 'id' } }
module m 'br/public:${module}:0.1.0' = {
  ${more}
  params: { ${params} }
}
`;

describe('modules of the public registry', () => {
  it('reads the elements of roleAssignments', () => {
    const text = call(
      'avm/res/cognitive-services/account',
      `name: 'aif'
    roleAssignments: [
      { roleDefinitionIdOrName: '${foundryUser}', principalId: uami.outputs.principalId, principalType: 'ServicePrincipal' }
      { roleDefinitionIdOrName: 'Cognitive Services OpenAI User', principalId: who }
      { roleDefinitionIdOrName: 'Azure AI User', principalId: who, principalType: 'User' }
    ]`,
    );
    const grants = grantsOf(text);
    expect(grants.map(({ form }) => form)).toEqual(Array(3).fill('registry-module-element'));
    expect(grants.map(({ role }) => role)).toMatchObject([
      { kind: 'guid', guid: foundryUser },
      { kind: 'name', guid: openAiUser, inModuleMap: true },
      { kind: 'name', name: 'Azure AI User', guid: null, inModuleMap: false },
    ]);
    expect(grants.map((grant) => inShort(grant).scope)).toEqual(Array(3).fill(account));
    expect(grants[0]?.principal).toMatchObject({
      kind: 'user-assigned',
      resource: { created: true },
    });
    const { span } = grants[1]?.location ?? { span: { start: 0, end: 0 } };
    expect(text.slice(span.start, span.end)).toMatch(/^\{ roleDef.*OpenAI.*\}$/);
  });

  it('knows the same account by the outputs of its module', () => {
    const text = `${call('avm/res/cognitive-services/account', "name: 'aif'")}
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: last(split(m.outputs.resourceId, '/')) }
resource ra 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acct.id)
  scope: acct
  properties: { principalId: m.outputs.systemAssignedMIPrincipalId!, roleDefinitionId: '${foundryUser}' }
}`;
    expect(grantsOf(text).map(inShort)).toMatchObject([
      { who: `system-assigned system-assigned:${account}`, scope: account },
    ]);
  });

  it('reads role assignments of what a module makes within', () => {
    const text = call(
      'avm/res/storage/storage-account',
      `name: 'st'
    blobServices: { containers: [ { name: 'c', roleAssignments: [ { principalId: who, roleDefinitionIdOrName: '${openAiUser}' } ] } ] }
    privateEndpoints: [ { subnetResourceId: 'x', roleAssignments: [ { principalId: who, roleDefinitionIdOrName: 'Reader' } ] } ]`,
    );
    expect(
      grantsOf(text).map(({ scope }) => scope.kind === 'resource' && scope.resource.type),
    ).toEqual([
      'microsoft.storage/storageaccounts/blobservices/containers',
      'microsoft.network/privateendpoints',
    ]);
  });

  it('reads modules that make one assignment', () => {
    const at = (module: string, params: string, more = ''): unknown =>
      grantsOf(call(module, `principalId: who, ${params}`, more)).map((grant) => [
        grant.form,
        inShort(grant).role,
        inShort(grant).scope,
      ]);
    expect(
      at(
        'avm/res/authorization/role-assignment/rg-scope',
        `roleDefinitionIdOrName: '${foundryUser}'`,
        "scope: resourceGroup('rg')",
      ),
    ).toEqual([['registry-module', foundryUser, 'resource-group subscription()/rg']]);
    expect(
      at(
        'avm/ptn/authorization/resource-role-assignment',
        `roleDefinitionId: '${foundryUser}', resourceId: resourceId('Microsoft.CognitiveServices/accounts', 'aif')`,
      ),
    ).toEqual([['registry-module', foundryUser, account]]);
  });

  it('passes roles of the Foundry pattern module to its account', () => {
    const text = call(
      'avm/ptn/ai-ml/ai-foundry',
      `baseName: 'x'
    aiFoundryConfiguration: { accountName: 'aif', roleAssignments: [ { principalId: who, roleDefinitionIdOrName: 'Foundry User' } ] }`,
    );
    const [grant] = grantsOf(text);
    expect(grant && inShort(grant).scope).toBe(account);
    expect(grant?.role).toMatchObject({ inModuleMap: false });
  });

  it('evaluates a copy of such a module in the workspace', () => {
    const copy = `param name string
param roleAssignments array?
var builtInRoleNames = {
  'Cognitive Services OpenAI User': subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${openAiUser}')
}
var formattedRoleAssignments = [
  for (roleAssignment, index) in (roleAssignments ?? []): union(roleAssignment, {
    roleDefinitionId: builtInRoleNames[?roleAssignment.roleDefinitionIdOrName] ?? (contains(roleAssignment.roleDefinitionIdOrName, '/providers/Microsoft.Authorization/roleDefinitions/')
      ? roleAssignment.roleDefinitionIdOrName
      : subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleAssignment.roleDefinitionIdOrName))
  })
]
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = { name: name }
resource account_roleAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (roleAssignment, index) in (formattedRoleAssignments ?? []): {
    name: roleAssignment.?name ?? guid(account.id, roleAssignment.principalId, roleAssignment.roleDefinitionId)
    scope: account
    properties: {
      roleDefinitionId: roleAssignment.roleDefinitionId
      principalId: roleAssignment.principalId
      principalType: roleAssignment.?principalType
    }
  }
]`;
    const id = `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${foundryUser}')`;
    const grants = grantsOf({
      'main.bicep': `param who string
module ai 'copy.bicep' = {
  params: {
    name: 'aif'
    roleAssignments: [
      { roleDefinitionIdOrName: 'Cognitive Services OpenAI User', principalId: who }
      { roleDefinitionIdOrName: '${foundryUser}', principalId: who, principalType: 'User' }
      { roleDefinitionIdOrName: ${id}, principalId: deployer().objectId }
      { roleDefinitionIdOrName: 'Foundry User', principalId: who }
    ]
  }
}
module none 'copy.bicep' = { params: { name: 'other' } }`,
      'copy.bicep': copy,
    });
    expect(grants.map(inShort)).toEqual([
      { who: 'parameter who', role: openAiUser, scope: account, when: [] },
      { who: 'parameter who', role: foundryUser, scope: account, when: [] },
      { who: 'deployer deployer', role: foundryUser, scope: account, when: [] },
      { who: 'parameter who', role: 'name Foundry User', scope: account, when: [] },
    ]);
    expect(grants.map(({ principalType }) => principalType.kind)).toEqual([
      'omitted',
      'literal',
      'omitted',
      'omitted',
    ]);
    expect(grants[1]?.nameSeeds?.map(({ tells }) => tells)).toEqual([
      ['scope'],
      ['principal'],
      ['role'],
    ]);
    expect(grants[1]?.role).toMatchObject({ location: { file: 'main.bicep' } });
    // The GUID stands in the copy's map; the name that led there, in the call.
    expect(grants[0]?.role).toMatchObject({ location: { file: 'copy.bicep' } });
    expect(
      grants[0]?.role.kind === 'guid' &&
        grants[0].role.labels.find(({ location }) => location.file === 'main.bicep')?.text,
    ).toBe('Cognitive Services OpenAI User');
  });
});
