import { describe, expect, it } from 'vitest';
import { reported } from '../lint-text.ts';
import { deploymentsOf, foundryUser, grantsOf, inShort } from './grants-of.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const account = 'microsoft.cognitiveservices/accounts|resourceGroup()|aif';
const identity =
  'user-assigned user-assigned:microsoft.managedidentity/userassignedidentities|resourceGroup()|id';

const template = (parts: object): string =>
  JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', ...parts });

const assignment = (more: object = {}, principalId = "[parameters('who')]"): object => ({
  type: 'Microsoft.Authorization/roleAssignments',
  apiVersion: '2022-04-01',
  scope: "[format('Microsoft.CognitiveServices/accounts/{0}', parameters('account'))]",
  name: "[guid(parameters('account'))]",
  properties: {
    roleDefinitionId:
      "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', variables('role'))]",
    principalId,
    principalType: 'ServicePrincipal',
  },
  ...more,
});
const head = {
  parameters: { account: { type: 'string' }, who: { type: 'string', defaultValue: '' } },
  variables: { role: foundryUser },
};

const main = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'aif'
  identity: { type: 'SystemAssigned' }
}
resource id 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id'
  location: 'westeurope'
}
param on bool
module grant 'grant.json' = {
  name: 'grant'
  params: { account: account.name, who: id.properties.principalId, list: [ id.properties.principalId ] }
}
`;
const files = (json: string) => ({ 'main.bicep': main, 'grant.json': json });

describe('a template in JSON that is used as a module', () => {
  const expected = { who: identity, role: foundryUser, scope: account, when: [] };

  it.each([
    ['with a scope by format', [assignment()]],
    [
      'with a whole id as scope',
      [
        assignment({
          scope: "[resourceId('Microsoft.CognitiveServices/accounts', parameters('account'))]",
        }),
      ],
    ],
    ['with symbols', { grant: assignment() }],
    [
      'in a loop',
      [
        assignment(
          { copy: { name: 'all', count: "[length(parameters('list'))]" } },
          "[parameters('list')[copyIndex()]]",
        ),
      ],
    ],
    [
      'under a condition that holds',
      [assignment({ condition: "[and(true(), not(equals('a', 'b')))]" })],
    ],
    [
      'in a template within',
      [
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'inner',
          properties: {
            expressionEvaluationOptions: { scope: 'inner' },
            parameters: {
              account: { value: "[parameters('account')]" },
              who: { value: "[parameters('who')]" },
            },
            template: { $schema: schema, ...head, resources: [assignment()] },
          },
        },
      ],
    ],
  ])('grants what it says: %s', (_, resources) => {
    const parameters = { ...head.parameters, list: { type: 'array' } };
    const json = template({ ...head, parameters, resources });
    expect(grantsOf(files(json)).map(inShort)).toEqual([expected]);
  });

  it('is shown at the call, without a name that anybody could mend', () => {
    const [grant] = grantsOf(files(template({ ...head, resources: [assignment()] })));
    const call = {
      file: 'main.bicep',
      span: { start: main.indexOf('module'), end: main.length - 1 },
    };
    expect(grant).toMatchObject({
      ...{ form: 'compiled-template', location: call, role: { location: call } },
      ...{ name: null, nameSeeds: null, calls: [] },
    });
  });

  it('tells the items of a loop apart where they depend on conditions', () => {
    const all = assignment(
      { copy: { name: 'all', count: "[length(parameters('list'))]" } },
      "[parameters('list')[copyIndex('all')]]",
    );
    const parameters = { ...head.parameters, list: { type: 'array' } };
    const json = template({ ...head, parameters, resources: [all] });
    const text = main
      .replace('list: [', 'list: concat(on ? [ account.identity.principalId ] : [], [')
      .replace('] }', ']) }');
    expect(
      grantsOf({ 'main.bicep': text, 'grant.json': json })
        .map(inShort)
        .map(({ who, when }) => [who.split(' ')[0], when]),
    ).toEqual([
      ['system-assigned', ['on']],
      ['user-assigned', []],
    ]);
  });

  it('gives its outputs to the caller', () => {
    const outputs = {
      of: {
        value:
          "[reference(resourceId('Microsoft.CognitiveServices/accounts', parameters('account')), '2025-06-01', 'full').identity.principalId]",
      },
    };
    const json = template({ ...head, resources: [], outputs });
    const caller = `${main}
resource next 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: 'x'
  properties: { principalId: grant.outputs.of, roleDefinitionId: '${foundryUser}' }
}`;
    const [grant] = grantsOf({ 'main.bicep': caller, 'grant.json': json });
    expect(grant?.principal.kind).toBe('system-assigned');
  });

  it('may be wrapped by a file of its own name, and gives way to its source', () => {
    const json = template({ ...head, resources: [assignment()] });
    expect(grantsOf({ 'grant.bicep': main, 'grant.json': json })).toHaveLength(1);
    const source = 'param account string\nparam who string\nparam list array';
    expect(grantsOf({ ...files(json), 'grant.bicep': source })).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['no template', '{ "roles": [] }'],
  ])('that is %s is a gap', (_, json) => {
    const [deployment] = deploymentsOf(files(json));
    expect(deployment?.gaps.map(({ reason }) => reason)).toEqual([
      'It is no template that can be read, and there is no source beside it.',
    ]);
  });

  it('leaves open what it cannot read, and a deployment in the outer scope', () => {
    const odd = [assignment({}, "[parameters('who']"), assignment({}, `[${'not('.repeat(500)}]`)];
    const [first, second] = grantsOf(files(template({ ...head, resources: odd })));
    expect([first?.principal.kind, second?.principal.kind]).toEqual(['unknown', 'unknown']);
    const outer = {
      ...{ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'x' },
      properties: { template: { $schema: schema, resources: [assignment()] } },
    };
    const [deployment] = deploymentsOf(files(template({ ...head, resources: [outer] })));
    expect(deployment?.gaps).toHaveLength(1);
  });

  it('silences what would be missing without it', () => {
    const text = `${main}
resource project 'Microsoft.CognitiveServices/accounts/projects@2025-06-01' = {
  parent: account
  name: 'shop'
}`;
    const json = template({ ...head, resources: [assignment()] });
    expect(reported({ 'main.bicep': text, 'grant.json': json })).toEqual([]);
    const none = template({ ...head, resources: [] });
    expect(reported({ 'main.bicep': text, 'grant.json': none })).toEqual(['no-agent-role hint']);
  });
});

describe('an id that is written out', () => {
  it('from the resource group on is that resource', () => {
    const text = `resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: '\${resourceGroup().id}/providers/Microsoft.CognitiveServices/accounts/aif'
  name: 'x'
  properties: { principalId: 'x', roleDefinitionId: '${foundryUser}' }
}`;
    expect(grantsOf(text).map(inShort)).toMatchObject([{ scope: account }]);
  });
});
