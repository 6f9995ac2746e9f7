import { describe, expect, it } from 'vitest';
import { excludeEachOther } from '../../../../src/bicep/grants/exclusive.ts';
import {
  assignment,
  deploymentsOf,
  foundryUser,
  grantsOf,
  inShort,
  openAiUser,
} from './grants-of.ts';

const when = (text: string): string[][] => grantsOf(text).map((grant) => inShort(grant).when);

describe('under what condition', () => {
  it.each([
    ['a parameter', 'enabled', ['enabled']],
    ['its negation', '!enabled', ['!enabled']],
    ['both of two', "enabled && mode == 'x'", ['enabled', "(mode == 'x')"]],
    ['neither of two', '!(enabled || !empty(mode))', ['!enabled', "(mode == '')"]],
    ['what is the same as emptiness', "mode != ''", ["!(mode == '')"]],
    ['a length', 'length(mode) > 0', ["!(mode == '')"]],
    ['what is certain', '!empty(account.id) && true', []],
    ['variables on the way', 'isOn', ['enabled']],
  ])('%s', (_, condition, expected) => {
    const text = assignment({
      around: [`if (${condition}) {`, '}'],
      before: `param enabled bool = false
param mode string = ''
var isOn = enabled`,
    });
    expect(when(text)).toEqual([expected]);
  });

  it('drops what is never made', () => {
    expect(when(assignment({ around: ['if (false) {', '}'] }))).toEqual([]);
    expect(
      when(
        assignment({
          before: 'param on bool',
          around: ['[for id in (on ? [1] : []): if (!on) {', '}]'],
        }),
      ),
    ).toEqual([]);
  });

  it("never decides by a parameter's default, not even where a module call leaves it out", () => {
    const role = assignment({
      before: `param on bool = false
param mode string = 'none'`,
      around: ["if (on && mode == 'all') {", '}'],
    });
    const grants = grantsOf({
      'main.bicep': "module role 'role.bicep' = { params: { principalId: 'x' } }",
      'role.bicep': role,
    });
    expect(grants.map((grant) => inShort(grant).when)).toEqual([
      ['role.bicep#on', "(role.bicep#mode == 'all')"],
    ]);
  });

  it('decides by the type in the id of a resource, in its own case', () => {
    const condition = (type: string): string[][] =>
      when(
        assignment({
          before: "var parts = split(account.id, '/')",
          around: [`if ('\${parts[6]}/\${parts[7]}' == '${type}') {`, '}'],
        }),
      );
    expect(condition('Microsoft.CognitiveServices/accounts')).toEqual([[]]);
    expect(condition('Microsoft.KeyVault/vaults')).toEqual([]);
  });

  it('decides by what a module call gives', () => {
    const call = (on: boolean): string[][] =>
      grantsOf({
        'main.bicep': `module role 'role.bicep' = { params: { principalId: 'x', on: ${String(on)} } }`,
        'role.bicep': assignment({ before: 'param on bool', around: ['if (on) {', '}'] }),
      }).map((grant) => inShort(grant).when);
    expect([call(true), call(false)]).toEqual([[[]], []]);
  });

  it('says the same condition in the same words, through modules and by any name', () => {
    const grants = grantsOf({
      'main.bicep': `param useExisting bool
module a 'role.bicep' = if (useExisting) { params: { principalId: 'x', on: true } }
module b 'role.bicep' = { params: { principalId: 'x', on: !useExisting } }`,
      'role.bicep': assignment({ before: 'param on bool', around: ['if (on) {', '}'] }),
    });
    const [first, second] = grants;
    expect(grants.map((grant) => inShort(grant).when)).toEqual([['useExisting'], ['!useExisting']]);
    expect(first && second && excludeEachOther(first.conditions, second.conditions)).toBe(true);
  });

  it('tells conditions on two literals of one parameter to exclude each other', () => {
    const grants = ['a', 'b'].flatMap((mode) =>
      grantsOf(
        assignment({ before: 'param mode string', around: [`if (mode == '${mode}') {`, '}'] }),
      ),
    );
    const [first, second] = grants.map(({ conditions }) => conditions);
    expect(first && second && excludeEachOther(first, second)).toBe(true);
    expect(first && excludeEachOther(first, first)).toBe(false);
  });
});

describe('alternatives', () => {
  it('keeps the branches of a ternary apart, each under its condition', () => {
    const grants = grantsOf(
      assignment({
        before: "param user string = ''",
        principal: 'empty(user) ? deployer().objectId : user',
        type: "principalType: empty(user) ? 'ServicePrincipal' : 'User'",
        role: `'${foundryUser}'`,
        name: 'guid(account.id, empty(user) ? deployer().objectId : user)',
      }),
    );
    expect(grants.map(inShort)).toMatchObject([
      { who: 'deployer deployer', when: ["(user == '')"] },
      { who: 'parameter user', when: ["!(user == '')"] },
    ]);
    expect(grants.map(({ principalType }) => principalType)).toMatchObject([
      { value: 'ServicePrincipal' },
      { value: 'User' },
    ]);
    const [first, second] = grants;
    expect(first && second && excludeEachOther(first.conditions, second.conditions)).toBe(true);
  });

  it('combines only alternatives that are possible together', () => {
    const grants = grantsOf(
      assignment({
        before: 'param a bool\nparam p string\nparam q string',
        principal: 'a ? p : q',
        role: `a ? '${foundryUser}' : '${openAiUser}'`,
      }),
    );
    expect(grants.map(inShort)).toMatchObject([
      { who: 'parameter p', role: foundryUser },
      { who: 'parameter q', role: openAiUser },
    ]);
  });

  it('takes items that are there only at times with their condition', () => {
    const text = assignment({
      before: `param extra bool
var ids = concat(['${foundryUser}'], extra ? ['${openAiUser}'] : [])`,
      role: 'id',
      around: ['[for id in ids: {', '}]'],
    });
    expect(grantsOf(text).map(inShort)).toMatchObject([
      { role: foundryUser, when: [] },
      { role: openAiUser, when: ['extra'] },
    ]);
  });

  it('filters, maps, joins and merges', () => {
    const text = assignment({
      before: `param mode string
var all = [{ id: '${foundryUser}', on: 'always' }, { id: '${openAiUser}', on: mode }, { id: 'x', on: 'never' }]
var some = map(filter(all, one => one.on == 'always' || one.on == 'sometimes'), one => union(one, { role: one.id }))`,
      role: 'one.role',
      around: ['[for one in items(toObject(some, x => x.id)): {', '}]'],
    }).replace('one.role', 'one.value.role');
    expect(grantsOf(text).map(inShort)).toMatchObject([
      { role: foundryUser },
      { role: openAiUser },
    ]);
  });
});

describe('loops', () => {
  it('repeats what cannot be told one by one', () => {
    const [grant, ...others] = grantsOf(
      assignment({
        before: 'param people array',
        principal: 'one.id',
        around: ['[for (one, i) in people: {', '}]'],
      }),
    );
    expect(others).toEqual([]);
    expect(grant?.repeated).toBe(true);
    expect(grant && inShort(grant).who).toBe('parameter people[*].id');
  });

  it('pairs an open loop over resources with one over the same items', () => {
    const [grant] = grantsOf(
      `param configs array
resource many 'Microsoft.CognitiveServices/accounts@2025-06-01' = [for c in configs: { name: c.name, identity: { type: 'SystemAssigned' } }]
resource ra 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (c, i) in configs: {
  scope: many[i]
  name: guid(many[i].id)
  properties: { principalId: many[i].identity.principalId, roleDefinitionId: '${foundryUser}' }
}]`,
    );
    expect(grant && inShort(grant)).toMatchObject({
      who: 'system-assigned system-assigned:microsoft.cognitiveservices/accounts|resourceGroup()|{configs[*].name}',
      scope: 'microsoft.cognitiveservices/accounts|resourceGroup()|{configs[*].name}',
    });
  });

  it("goes through a parameter's default one by one", () => {
    const grants = grantsOf(
      assignment({
        before: `param ids array = ['${foundryUser}', '${openAiUser}']`,
        role: 'id',
        around: ['[for id in ids: {', '}]'],
      }),
    );
    expect(grants).toHaveLength(2);
  });
});

describe('names', () => {
  const tells = (name: string, before = ''): unknown =>
    grantsOf(
      assignment({ name, before, role: 'role', principal: 'app.identity.principalId' }).replace(
        'resource grant',
        `var role = resourceId('Microsoft.Authorization/roleDefinitions', '${foundryUser}')
resource app 'Microsoft.App/containerApps@2024-03-01' = { name: 'app' }
resource grant`,
      ),
    )[0]?.nameSeeds?.map((seed) => [seed.text, ...seed.tells]) ?? null;

  it.each([
    [
      'guid(account.id, app.identity.principalId, role)',
      [
        ['account.id', 'scope'],
        ['app.identity.principalId', 'principal'],
        ['role', 'role'],
      ],
    ],
    [
      "guid(account.name, app.id, 'role')",
      [['account.name', 'scope'], ['app.id', 'principal'], ["'role'"]],
    ],
    [
      `guid('\${account.id}-\${app.name}', '${foundryUser}')`,
      [
        ["'${account.id}-${app.name}'", 'scope', 'principal'],
        [`'${foundryUser}'`, 'role'],
      ],
    ],
    ['guid(resourceGroup().id)', [['resourceGroup().id']]],
    ["'literal'", null],
  ])('%s', (name, expected) => {
    expect(tells(name)).toEqual(expected);
  });

  it('follows a name that is made elsewhere, and Bicep’s own helper', () => {
    expect(tells('n ?? guid(account.id)', "var n = guid(role, 'x')")).toEqual([
      ['role', 'role'],
      ["'x'"],
    ]);
    expect(
      tells(
        'getRoleAssignmentName({ scope: account.id, principalId: app.id, roleDefinitionId: role })',
      ),
    ).toMatchObject([{ 1: 'scope' }, { 1: 'principal' }, { 1: 'role' }]);
  });

  it('gives two assignments with the same seeds one key', () => {
    const name = 'guid(account.id, principalId)';
    const keys = [foundryUser, openAiUser].flatMap((role) =>
      grantsOf(assignment({ name, role: `'${role}'` })).map((grant) => grant.name?.key),
    );
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('what a deployment says beside its grants', () => {
  it('lists accounts and projects once, as made where they are', () => {
    const [deployment] = deploymentsOf({
      'main.bicep': `module ai 'ai.bicep' = { params: { name: 'aif' } }
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: 'aif' }`,
      'ai.bicep': `param name string
resource acct 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  resource project 'projects' = { name: 'p' }
}`,
    });
    expect(
      deployment?.resources.map(({ type, created, parent }) => [
        type.split('/').length,
        created,
        parent?.name,
      ]),
    ).toEqual([
      [2, true, undefined],
      [3, true, 'aif'],
    ]);
  });

  it('says which modules it could not read, and goes on', () => {
    const [deployment] = deploymentsOf({
      'main.bicep': `module a 'gone.bicep' = {}
module b 'br:contoso.azurecr.io/x:1' = {}
module c 'c.json' = {}
module d 'br/public:avm/ptn/some/thing:0.1.0' = {}
module e 'br/public:avm/res/network/virtual-network:0.1.0' = { params: { name: 'v' } }
module f 'f.json' = {}`,
      'f.bicep': "module again 'f.bicep' = {}",
    });
    expect(deployment?.gaps.map(({ reference }) => reference)).toEqual([
      'gone.bicep',
      'br:contoso.azurecr.io/x:1',
      'c.json',
      'br/public:avm/ptn/some/thing:0.1.0',
      'f.bicep',
    ]);
  });
});
