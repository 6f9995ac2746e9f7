import { describe, expect, it } from 'vitest';
import { bareRoleGuids } from '../../../../src/bicep/views/bare-guids.ts';
import { grantsMatrix } from '../../../../src/bicep/views/grants-matrix.ts';
import { bicepHover } from '../../../../src/bicep/views/hover.ts';
import { bicepLenses } from '../../../../src/bicep/views/lenses.ts';
import { rolePositionAt } from '../../../../src/bicep/views/role-position.ts';
import { accountAndProject, assignment, deploymentOf, foundryUser } from './sample.ts';

const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const agent = { scope: 'project', principalId: 'project.identity.principalId' };

describe('lenses', () => {
  const titles = (text: string, others?: Record<string, string>): string[] =>
    bicepLenses(deploymentOf(text, others)).map(({ title }) => title);

  it('speak of the account only where a project has the role alone', () => {
    const alone = accountAndProject + assignment('one', agent);
    expect(titles(alone).join('\n')).toContain(
      'Account scope missing: insert assignment\ncopy az command',
    );
    const both = alone + assignment('two', { ...agent, scope: 'account' });
    expect(titles(both).join('\n')).not.toContain('missing');
    const group = alone + assignment('two', { ...agent, scope: 'resourceGroup()' });
    expect(titles(group).join('\n')).not.toContain('missing');
  });

  it('count who gets in at an account and a project, with what is granted above them', () => {
    const text =
      accountAndProject +
      assignment('one', { ...agent, role: reader }) +
      assignment('two', { ...agent, scope: 'resourceGroup()' });
    expect(titles(text).filter((title) => title.startsWith('Who'))).toEqual([
      'Who gets in: 1 grant, 1 for agents',
      'Who gets in: 2 grants, 1 for agents',
    ]);
    expect(titles(accountAndProject)).toContain('Who gets in: 0 grants, none for agents');
  });

  it('show a module that several deployments use as where it is worst off', () => {
    const module = accountAndProject;
    const root = (grant: boolean): string =>
      `module m 'main.bicep' = { name: 'm' }
${
  grant
    ? `resource ra 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('x')
  properties: { principalId: '7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52', principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${foundryUser}') }
}`
    : ''
}`
        .replaceAll(', principalType', '\n    principalType')
        .replaceAll(', roleDefinitionId', '\n    roleDefinitionId');
    expect(titles(module, { 'a.bicep': root(true), 'b.bicep': root(false) })).toContain(
      'Who gets in: 0 grants, none for agents, at worst of 2 deployments',
    );
  });

  it('name the roles that are granted or open models, and no others of a long map', () => {
    const map = `var roles = {
  Reader: '${reader}'
  'Azure AI User': '${foundryUser}'
  Custom: '11111111-2222-3333-4444-555555555555'
}
`;
    // Reader is known to the product; the custom role is not.
    expect(titles(map)).toEqual([
      'Reader: opens no data plane: neither models nor agents',
      'Foundry User (formerly Azure AI User): opens models and agents',
    ]);
    const blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';
    expect(titles(`var id = '${blobReader}'`)).toEqual([]);
    const granted = accountAndProject + assignment('one', { ...agent, role: blobReader });
    expect(titles(granted)).toContain('Storage Blob Data Reader');
  });
});

describe('hovers', () => {
  const text = accountAndProject + assignment('one', agent);
  const at = (words: string): ReturnType<typeof bicepHover> =>
    bicepHover({ ...deploymentOf(text), offset: text.indexOf(words) + 1 });

  it('say what a role opens and where it is granted', () => {
    expect(at(foundryUser)).toMatchObject({
      kind: 'role',
      name: 'Foundry User',
      formerNames: ['Azure AI User'],
      grants: [{ scope: 'project: project', when: [] }],
    });
  });

  it('say who gets what on the line of an assignment, and nothing on its properties', () => {
    expect(at('one ')).toMatchObject({
      kind: 'assignment',
      grants: [{ scope: 'project: project' }],
    });
    expect(at("principalType: 'S")).toBeNull();
    expect(at('account ')).toBeNull();
  });
});

it('a GUID is bare where its line names its role by none of its names', () => {
  const names = (text: string): string[] => bareRoleGuids(text).map(({ name }) => name);
  expect(names(`var id = '${foundryUser}'`)).toEqual(['Foundry User']);
  expect(names(`var azureAIUserRoleId = '${foundryUser}'`)).toEqual([]);
  expect(names(`var id = '${foundryUser}' // Foundry User`)).toEqual([]);
  expect(names("var id = '11111111-2222-3333-4444-555555555555'")).toEqual([]);
});

describe('the string of a role', () => {
  /** The content of the string at the `|`, or null where it holds no role. */
  const stringAt = (marked: string): string | null => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const span = rolePositionAt(text, offset);
    return span && text.slice(span.start, span.end);
  };

  it.each([
    [
      "roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'Foun|dry')",
      'Foundry',
    ],
    ["roleDefinitionIdOrName: '|'", ''],
    ["    roleDefinitionIdOrName: 'Az|", 'Az'],
    ["var foundryRoleId = '|'", ''],
    ["param roleId string = 'a|b'\r\nvar x = 1", 'ab'],
    ["  foundryUserRole: '|53ca'", '53ca'],
    [
      "resource r 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {\n  name: 'x|'\n}",
      'x',
    ],
  ])('is found in %j', (marked, content) => {
    expect(stringAt(marked)).toBe(content);
  });

  it.each([
    "name: 'x|'",
    "var location = '|'",
    "roleDefinitionId: 'x'|",
    "resource r 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {\n  name: 'x'\n}\nresource s 'A/b@1' = {\n  name: 'y|'\n}",
    "| var roleId = 'x'",
  ])('is not found in %j', (marked) => {
    expect(stringAt(marked)).toBeNull();
  });
});

it('a matrix has the widest scope first and each grant with its condition', () => {
  const text = `param agents bool
${accountAndProject}${assignment('one', agent)}${assignment('two', { ...agent, scope: 'account' }).replace('= {', '= if (agents) {')}`;
  const [deployment] = deploymentOf(text).deployments;
  const matrix = grantsMatrix(deployment!);
  expect(matrix.scopes.map(({ label }) => label)).toEqual(['account: account', 'project: project']);
  expect(
    matrix.principals.map(({ kind, cells }) => [
      kind,
      cells.map((cell) => cell.map(({ when }) => when)),
    ]),
  ).toEqual([['system-assigned identity', [[['if agents']], [[]]]]]);
});
