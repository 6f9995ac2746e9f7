import { describe, expect, it } from 'vitest';
import { account, app, assignment, project, reported, roles } from '../lint-text.ts';

const here = account + project + app;
const made = here.replaceAll(' existing', '');
const atProject = assignment({ symbol: 'atProject' });
const only = (rule: string, found: string[]): string[] =>
  found.filter((one) => one.startsWith(`${rule} `));

describe('a role at the project only', () => {
  const judged = (...parts: string[]): string[] =>
    only('project-scope-only', reported(parts.join('\n')));

  it('is a warning for an identity and information for people', () => {
    expect(judged(here, atProject)).toEqual(['project-scope-only warning']);
    const person = { principal: 'developerId', type: "'User'" };
    expect(judged(here, 'param developerId string\n', assignment(person))).toEqual([
      'project-scope-only information',
    ]);
    const deployer = { principal: 'deployer().objectId', type: "'User'" };
    expect(judged(here, assignment(deployer))).toEqual(['project-scope-only information']);
  });

  it('is told for nested projects and for roles that open as much', () => {
    const nested = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso-foundry'

  resource project 'projects' existing = {
    name: 'shop'
  }
}
`;
    const role = roles.projectManager;
    expect(judged(nested, app, assignment({ scope: 'account::project', role }))).toHaveLength(1);
  });

  it.each([
    ['the same role at the account', { scope: 'account' }],
    [
      'Cognitive Services User at the account',
      { scope: 'account', role: roles.cognitiveServicesUser },
    ],
    ['a role at the resource group', { scope: null }],
    ['a role at the account under a condition', { scope: 'account', control: 'if (open) ' }],
  ])('is covered by %s', (_, other) => {
    expect(judged('param open bool\n', here, atProject, assignment(other))).toEqual([]);
  });

  it.each([
    ['a role for models at the account', { scope: 'account', role: roles.openAiUser }],
    ['Contributor at the account', { scope: 'account', role: roles.contributor }],
    ["another principal's role", { scope: 'account', principal: 'otherId' }],
  ])('is not covered by %s', (_, other) => {
    expect(judged('param otherId string\n', here, atProject, assignment(other))).toHaveLength(1);
  });

  it('is not covered by an assignment whose condition excludes it', () => {
    const either = assignment({ control: 'if (small) ' });
    const or = assignment({ scope: 'account', control: 'if (!small) ' });
    expect(judged('param small bool\n', here, either, or)).toHaveLength(1);
  });

  it('is right for the roles that are made for projects', () => {
    expect(judged(here, assignment({ role: roles.agentConsumer }))).toEqual([]);
  });

  it('is a hint where a hook of the same azd project grants at the account', () => {
    const hook = `az role assignment create --role ${roles.foundryUser} --scope "$AZURE_AI_ACCOUNT_ID"`;
    const files = (folder: string) => ({
      'shop/infra/main.bicep': `${here}\n${atProject}`,
      [`${folder}/scripts/postdeploy.sh`]: hook,
    });
    expect(only('project-scope-only', reported(files('shop')))).toEqual([
      'project-scope-only hint',
    ]);
    expect(only('project-scope-only', reported(files('other')))).toEqual([
      'project-scope-only warning',
    ]);
  });

  it('counts through modules: who, where and beside what is told by the caller', () => {
    const role = `param principalId string
param accountName string
${account.replace("'contoso-foundry'", 'accountName')}
${project}
${assignment({ principal: 'principalId' })}`;
    const call = `module access 'access.bicep' = {
  name: 'access'
  params: {
    principalId: app.identity.principalId
    accountName: 'contoso-foundry'
  }
}
`;
    const files = { 'main.bicep': app + call, 'access.bicep': role };
    expect(only('project-scope-only', reported(files))).toEqual(['project-scope-only warning']);
    const covered = {
      ...files,
      'main.bicep': app + call + account + assignment({ scope: 'account' }),
    };
    expect(only('project-scope-only', reported(covered))).toEqual([]);
  });
});

describe('Azure AI Developer', () => {
  const judged = (...parts: string[]): string[] =>
    only('azure-ai-developer', reported([here, ...parts].join('\n')));
  const developer = assignment({ scope: 'account', role: roles.azureAiDeveloper });

  it('is graded by what its holder gets besides', () => {
    expect(judged(developer)).toEqual(['azure-ai-developer warning']);
    const models = assignment({ scope: 'account', role: roles.openAiUser });
    expect(judged(developer, models)).toEqual(['azure-ai-developer information']);
    expect(judged(developer, assignment({ scope: 'account' }))).toEqual([
      'azure-ai-developer hint',
    ]);
  });

  it('concerns Foundry at a resource group where the deployment does', () => {
    const wide = assignment({ scope: null, role: roles.azureAiDeveloper });
    expect(judged(wide)).toHaveLength(1);
    expect(only('azure-ai-developer', reported(app + wide))).toEqual([]);
  });
});

describe('a role for models alone', () => {
  const judged = (...parts: string[]): string[] =>
    only('cognitive-services-role-for-agents', reported([made, ...parts].join('\n')));
  const models = assignment({ scope: 'account', role: roles.openAiUser });

  it('is a hint once for each principal, and none beside a role of agents', () => {
    expect(judged(models, models.replace('access', 'again'))).toHaveLength(1);
    expect(judged(models, assignment({ role: roles.agentConsumer }))).toEqual([]);
  });

  it('is left to the rule about Azure AI Developer where that is the role, or one of them', () => {
    const developer = assignment({ scope: 'account', role: roles.azureAiDeveloper });
    expect(judged(developer)).toEqual([]);
    expect(judged(developer, models)).toEqual([]);
    const found = reported([made, developer].join('\n'));
    expect(only('azure-ai-developer', found)).toEqual(['azure-ai-developer warning']);
  });

  it.each(['Microsoft.Search/searchServices', 'Microsoft.ApiManagement/service'])(
    'is right for a %s, which calls models only',
    (type) => {
      const caller = `resource caller '${type}@2025-05-01' = {
  name: 'contoso-caller'
  location: resourceGroup().location
  identity: { type: 'SystemAssigned' }
}
`;
      const principal = 'caller.identity.principalId';
      const forCaller = { scope: 'account', role: roles.openAiUser, principal, seed: 'caller.id' };
      expect(judged(caller, assignment(forCaller))).toEqual([]);
    },
  );

  it('is right at an account without a project', () => {
    expect(only('cognitive-services-role-for-agents', reported(account + app + models))).toEqual(
      [],
    );
  });
});

describe('a project that nobody may work in', () => {
  const judged = (text: string): string[] => only('no-agent-role', reported(text));

  it.each([
    ['a role at the account', made + assignment({ scope: 'account' })],
    ['a role for talking to agents', made + assignment({ role: roles.agentConsumer })],
    ['a role at the resource group', made + assignment({ scope: null })],
    [
      'a role that cannot be told',
      `param role string\n${made}${assignment({ scope: null }).replace(`'${roles.foundryUser}')\n    principalId`, 'role)\n    principalId')}`,
    ],
    ['a project that is there already', here],
  ])('is not reported with %s', (_, text) => {
    expect(judged(text)).toEqual([]);
  });

  it('is reported with Owner and Contributor alone', () => {
    expect(judged(made + assignment({ scope: 'account', role: roles.owner }))).toEqual([
      'no-agent-role hint',
    ]);
  });
});
