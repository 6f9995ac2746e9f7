import { describe, expect, it } from 'vitest';
import { account, app, assignment, project, reported, roles } from '../lint-text.ts';

const here = account + project + app;
const only = (rule: string, files: Parameters<typeof reported>[0]): string[] =>
  reported(files).filter((one) => one.startsWith(`${rule} `));

describe('a missing principalType', () => {
  const judged = (...parts: string[]) => only('missing-principal-type', parts.join('\n'));
  const untyped = { scope: 'account', type: null };

  it('is a warning for what the deployment makes and for whoever runs it', () => {
    expect(judged(here, assignment(untyped))).toEqual(['missing-principal-type warning']);
    const deployer = { ...untyped, principal: 'deployer().objectId' };
    expect(judged(here, assignment(deployer))).toEqual(['missing-principal-type warning']);
  });

  it('is no matter for principals that are there already', () => {
    const there = app.replace('2024-04-01', '2024-04-01').replace("' = {", "' existing = {");
    expect(judged(account, there, assignment(untyped))).toEqual([]);
    expect(
      judged(here, 'param groupId string\n', assignment({ ...untyped, principal: 'groupId' })),
    ).toEqual([]);
  });

  it.each(['deployerPrincipalId', 'userObjectId', 'principalId'])(
    'is right for whoever is given from outside: %s',
    (principal) => {
      const main = `param ${principal} string\n${account}${assignment({ ...untyped, principal })}`;
      const parameters = JSON.stringify({
        parameters: { [principal]: { value: '${AZURE_PRINCIPAL_ID}' } },
      });
      expect(
        only('missing-principal-type', { 'main.bicep': main, 'main.parameters.json': parameters }),
      ).toEqual([]);
    },
  );

  it('is none where a module has a default for it', () => {
    const module = `param principalId string
param principalType string = 'ServicePrincipal'
${account}${assignment({ scope: 'account', principal: 'principalId', type: 'principalType' })}`;
    const call = `module access 'access.bicep' = {
  name: 'access'
  params: { principalId: app.identity.principalId }
}
`;
    expect(
      only('missing-principal-type', { 'main.bicep': app + call, 'access.bicep': module }),
    ).toEqual([]);
  });
});

describe("a literal 'User'", () => {
  const rule = 'literal-user-for-deployer';
  const main = (name: string): string =>
    `param ${name} string\n${account}${assignment({ scope: 'account', principal: name, type: "'User'" })}`;

  it('counts for a parameter that azd fills with who deploys, whatever its name', () => {
    const parameters = JSON.stringify({
      parameters: { somebody: { value: '${AZURE_PRINCIPAL_ID}' } },
    });
    expect(only(rule, main('somebody'))).toEqual([]);
    expect(
      only(rule, { 'main.bicep': main('somebody'), 'main.parameters.json': parameters }),
    ).toEqual([`${rule} information`]);
    expect(only(rule, main('deployerObjectId'))).toHaveLength(1);
  });

  it('is right for a person by name', () => {
    expect(only(rule, main('portalUserObjectId'))).toEqual([]);
  });

  it('is not told of the principalId of a general module that nobody uses here', () => {
    expect(only(rule, { 'modules/grant.bicep': main('principalId') })).toEqual([]);
    expect(only(rule, { 'infra/main.bicep': main('principalId') })).toHaveLength(1);
  });
});

describe('the seeds of a name', () => {
  const rule = 'assignment-name-seeds';
  const named = (name: string, more = {}): string[] =>
    only(rule, here + assignment({ scope: 'account', name, ...more }));
  const role = `'${roles.foundryUser}'`;

  it.each([
    ['scope, principal and role', `guid(account.id, app.id, ${role})`],
    ['the deployment for the scope', `guid(resourceGroup().id, app.id, ${role})`],
    ['a text that may be anything', `guid(account.id, 'app', ${role})`],
    ['a text for the role', `guid(account.id, app.id, 'foundry-user')`],
    ['words in an interpolation', `guid('\${account.id}-app-user-\${app.id}')`],
    ['no seeds at all', `'11111111-2222-4333-8444-555555555555'`],
  ])('may be %s', (_, name) => {
    expect(named(name)).toEqual([]);
  });

  it.each([
    ['the principal, which is made anew', `guid(account.id, ${role})`, {}, 'information'],
    [
      'the principal, which is whoever deploys',
      `guid(account.id, ${role})`,
      { principal: 'deployer().objectId' },
      'warning',
    ],
    ['the role', 'guid(account.id, app.id)', {}, 'information'],
    ['the scope', `guid(app.id, ${role})`, {}, 'information'],
  ])('may not lack %s', (_, name, more, severity) => {
    expect(named(name, more)).toEqual([`${rule} ${severity}`]);
  });
});

describe('two assignments with one name', () => {
  const rule = 'assignment-name-collision';
  const name = `guid(resourceGroup().id, 'access')`;
  const one = assignment({ scope: 'account', name });

  it.each([
    ['scope', { scope: 'project' }],
    ['role', { scope: 'account', role: roles.openAiUser }],
    ['principal', { scope: 'account', principal: 'deployer().objectId' }],
  ])('collide where they differ in %s, and both are shown', (_, other) => {
    const found = only(rule, here + one + assignment({ ...other, name }));
    expect(found).toEqual([`${rule} warning`, `${rule} warning`]);
  });

  it.each([
    ['a condition and its opposite', 'if (wide) ', 'if (!wide) '],
    ['two values of one parameter', "if (kind == 'a') ", "if (kind == 'b') "],
  ])('do not collide under %s', (_, control, opposite) => {
    const either = assignment({ scope: 'account', name, control });
    const or = assignment({ scope: 'project', name, control: opposite });
    expect(only(rule, `param wide bool\nparam kind string\n${here}${either}${or}`)).toEqual([]);
  });

  it('do not collide where two parameters may be given the same principal', () => {
    const others = ['oneId', 'otherId'].map((principal) =>
      assignment({ scope: 'account', name, principal }),
    );
    expect(
      only(rule, `param oneId string\nparam otherId string\n${here}${others.join('')}`),
    ).toEqual([]);
  });

  it('collide across files, and not where a module is deployed to different groups', () => {
    const module = `param principalId string
${assignment({ scope: null, principal: 'principalId', name: 'guid(resourceGroup().id, principalId)' })}`;
    const call = (symbol: string, group: string): string => `module ${symbol} 'role.bicep' = {
  name: '${symbol}'
  scope: resourceGroup('${group}')
  params: { principalId: app.identity.principalId }
}
`;
    const files = (second: string) => ({
      'main.bicep': app + call('first', 'a') + call('second', second),
      'role.bicep': module,
    });
    expect(only(rule, files('b'))).toEqual([]);
    expect(only(rule, files('a'))).toEqual([]);
    const twins = {
      'main.bicep': `${here}module other 'other.bicep' = { name: 'other' }\n${one}`,
      'other.bicep': here + assignment({ scope: 'project', name }),
    };
    expect(only(rule, twins)).toHaveLength(2);
  });
});

describe('a standing Owner', () => {
  const rule = 'standing-owner';
  const own = { role: roles.owner, scope: null, principal: 'somebodyId', seed: 'somebodyId' };
  const at = (target: string, more = {}): string[] =>
    only(
      rule,
      `targetScope = '${target}'\nparam somebodyId string\n${assignment({ ...own, name: "guid(somebodyId, 'owner', 'here')", ...more })}`,
    );

  it('is a warning for an identity at a subscription, and information elsewhere', () => {
    expect(at('subscription')).toEqual([`${rule} warning`]);
    expect(at('subscription', { type: "'Group'" })).toEqual([`${rule} information`]);
    expect(at('resourceGroup')).toEqual([`${rule} information`]);
    expect(at('subscription', { role: roles.contributor })).toEqual([]);
  });
});

describe('an omitted scope', () => {
  const rule = 'scope-omitted';
  const models = { scope: null, role: roles.openAiUser };

  it.each([
    ['the resource group among the seeds', {}],
    ['no word of a resource', { name: `guid(app.id, '${roles.openAiUser}')` }],
    ['a role of many services', { role: roles.contributor, name: 'guid(account.id, app.id)' }],
  ])('is meant with %s', (_, more) => {
    expect(only(rule, here + assignment({ ...models, ...more }))).toEqual([]);
  });

  it('is told by what a seed is called as well', () => {
    const text = `param aiServicesName string\n${app}${assignment({ ...models, name: `guid(aiServicesName, app.id, '${roles.openAiUser}')` })}`;
    expect(only(rule, text)).toEqual([`${rule} information`]);
  });
});

describe('a role at a resource', () => {
  const rule = 'role-on-wrong-resource';

  it.each([
    ['of its own service', { scope: 'account', role: roles.cognitiveServicesUser }],
    ['below one of its own service', { scope: 'project', role: roles.foundryUser }],
    ['when it is for all services', { scope: 'app', role: roles.contributor }],
    ['when it spans several services', { scope: 'account', role: roles.azureAiDeveloper }],
    ['when it is a resource group', { scope: null, role: roles.searchIndexDataReader }],
  ])('is right %s', (_, more) => {
    expect(only(rule, here + assignment(more))).toEqual([]);
  });
});

describe('a name that a module has to know', () => {
  const rule = 'role-name-not-in-module-map';
  const module = (names: string): string => `param role string
param principalId string
var known = {
${names}
}
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, principalId, role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: known[?role] ?? subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}
`;
  const call = (
    file: string,
    role: string,
    symbol = 'one',
  ): string => `module ${symbol} '${file}' = {
  name: '${symbol}'
  params: {
    role: '${role}'
    principalId: app.identity.principalId
  }
}
`;
  const reader = `  Reader: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')`;

  it('is an error in a module of the workspace that lacks it', () => {
    const judged = (role: string): string[] =>
      only(rule, { 'main.bicep': app + call('role.bicep', role), 'role.bicep': module(reader) });
    expect(judged('Foundry User')).toEqual([`${rule} error`]);
    expect(judged('Reader')).toEqual([]);
    expect(judged(roles.foundryUser)).toEqual([]);
  });

  it('is none where the module passes it on to one that has it', () => {
    const either = `param role string
param principalId string
param wide bool
module a 'a.bicep' = if (wide) {
  name: 'a'
  params: { role: role, principalId: principalId }
}
module b 'b.bicep' = if (!wide) {
  name: 'b'
  params: { role: role, principalId: principalId }
}
`;
    const files = {
      'main.bicep': `param wide bool\n${app}${call('either.bicep', 'Reader').replace("'Reader'", "'Reader'\n    wide: wide")}`,
      'either.bicep': either,
      'a.bicep': module(reader),
      'b.bicep': module(''),
    };
    expect(only(rule, files)).toEqual([]);
  });
});
