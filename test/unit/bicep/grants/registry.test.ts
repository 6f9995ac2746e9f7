import { describe, expect, it } from 'vitest';
import { deploymentsOf, foundryUser, grantsOf, inShort, openAiUser } from './grants-of.ts';

const account = 'microsoft.cognitiveservices/accounts|resourceGroup()|aif';
const call = (module: string, params: string, more = '', version = '0.1.0'): string => `
param who string
param maybe string = ''
module uami 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = { params: { name: 'id' } }
module m 'br/public:${module}:${version}' = {
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

  const places = (module: string, params: string, more = ''): unknown[] => {
    const text = `targetScope = 'managementGroup'\n${call(module, params, more)}`;
    return grantsOf(text).map((grant) => inShort(grant).scope);
  };

  it('follows an assignment to the scope that the parameters name', () => {
    const who = `principalId: who, roleDefinitionIdOrName: 'Reader'`;
    const at = (parameters: string, more?: string): unknown[] =>
      places('avm/ptn/authorization/role-assignment', `${who}${parameters}`, more);
    expect(at('')).toEqual(['management-group managementGroup()']);
    expect(at(", subscriptionId: '', resourceGroupName: ''")).toEqual(at(''));
    expect(at('', "scope: managementGroup('mg')")).toEqual([
      'management-group managementGroup(mg)',
    ]);
    expect(at(", managementGroupId: 'mg'")).toEqual(['management-group managementGroup(mg)']);
    expect(at(", subscriptionId: 's'")).toEqual(['subscription subscription(s)']);
    expect(at(", subscriptionId: 's', resourceGroupName: 'rg'")).toEqual([
      'resource-group subscription(s)/rg',
    ]);
    expect(at(', subscriptionId: who')).toEqual(['subscription subscription({who})']);
    // What may be empty may be wider, and a group without its subscription gets nothing.
    expect(at(', subscriptionId: maybe')).toEqual(['unknown ']);
    expect(at(", resourceGroupName: 'rg'")).toEqual(['unknown ']);
    const mg = 'avm/res/authorization/role-assignment/mg-scope';
    expect(places(mg, `${who}, managementGroupId: 'mg'`)).toEqual([
      'management-group managementGroup(mg)',
    ]);
  });

  it('counts what Privileged Identity Management gives for good, and leaves the rest open', () => {
    const pim = (type: string, duration: string, request = 'AdminAssign') => {
      const params = `principalId: who, roleDefinitionIdOrName: 'Reader', subscriptionId: 's'
      requestType: '${request}'
      pimRoleAssignmentType: { roleAssignmentType: '${type}', scheduleInfo: { durationType: '${duration}' } }`;
      const [deployment] = deploymentsOf({
        'main.bicep': call('avm/ptn/authorization/pim-role-assignment', params),
      });
      return [deployment?.grants.length, deployment?.gaps.length];
    };
    expect(pim('Active', 'NoExpiration')).toEqual([1, 0]);
    expect(pim('Eligible', 'NoExpiration')).toEqual([0, 1]);
    expect(pim('Active', 'AfterDuration')).toEqual([0, 1]);
    expect(pim('Active', 'NoExpiration', 'AdminRemove')).toEqual([0, 1]);
  });

  it.each([
    ['avm/res/cognitive-services/account', '0.18.0', 'Foundry User', false],
    // A later version may have learnt it.
    ['avm/res/cognitive-services/account', '0.19.0', 'Foundry User', null],
    ['avm/res/cognitive-services/account', '1.0.0', 'Reader', true],
    ['avm/res/authorization/role-assignment/mg-scope', '0.1.2', 'Management Group Reader', true],
    ['avm/res/authorization/role-assignment/rg-scope', '0.1.0', 'Management Group Reader', false],
    ['avm/res/authorization/role-assignment/rg-scope', '0.2.0', 'Foundry User', null],
    ['avm/ptn/authorization/role-assignment', '0.1.0', 'Owner (Preview)', null],
  ])('knows the role names of %s at %s: %s', (module, version, name, inModuleMap) => {
    const role = `{ principalId: who, roleDefinitionIdOrName: '${name}' }`;
    const params = module.includes('authorization')
      ? role.slice(1, -1)
      : `name: 'aif', roleAssignments: [${role}]`;
    expect(grantsOf(call(module, params, '', version))[0]?.role).toMatchObject({ inModuleMap });
  });

  describe('of Foundry as a pattern', () => {
    const foundry = (params: string, after = '', version = '0.6.0'): string =>
      call('avm/ptn/ai-ml/ai-foundry', `baseName: 'x'\n${params}`, '', version) + after;
    const role = (name: string): string =>
      `roleAssignments: [ { principalId: who, roleDefinitionIdOrName: '${name}' } ]`;

    it('passes roles to its account', () => {
      const [grant] = grantsOf(
        foundry(`aiFoundryConfiguration: { accountName: 'aif', ${role('Foundry User')} }`),
      );
      expect(grant && inShort(grant).scope).toBe(account);
      expect(grant?.role).toMatchObject({ inModuleMap: false });
    });

    it.each(["accountName: 'aif',", ''])('knows its account by the output: %s', (named) => {
      const [own, other] = grantsOf(
        foundry(
          `aiFoundryConfiguration: { ${named} ${role('Reader')} }`,
          `
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: m.outputs.aiServicesName }
resource ra 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(acct.id)
  scope: acct
  properties: { principalId: who, roleDefinitionId: '${foundryUser}' }
}`,
        ),
      );
      expect(own && inShort(own).scope).toBe(other && inShort(other).scope);
    });

    it('makes what stands beside the account only where it is asked to', () => {
      const beside = (more: string, of = ''): unknown[] =>
        grantsOf(foundry(`aiSearchConfiguration: { ${of} ${role('Reader')} }\n${more}`)).map(
          (grant) => inShort(grant).when,
        );
      expect(beside('')).toEqual([]);
      expect(beside('includeAssociatedResources: false')).toEqual([]);
      expect(beside('includeAssociatedResources: true')).toEqual([[]]);
      expect(beside('includeAssociatedResources: wide')).toHaveLength(1);
      expect(beside('includeAssociatedResources: true', "existingResourceId: '/x'")).toEqual([]);
    });

    it('is a gap where a version or a parameter is not known', () => {
      const gaps = (text: string): number =>
        deploymentsOf({ 'main.bicep': text })[0]?.gaps.length ?? 0;
      expect(gaps(foundry('', '', '0.1.1'))).toBe(1);
      expect(gaps(foundry('aiFoundryConfiguration: who'))).toBe(1);
      expect(gaps(foundry(`aiFoundryConfiguration: { ${role('Reader')} }`))).toBe(0);
    });
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
