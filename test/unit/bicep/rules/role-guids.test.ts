import { describe, expect, it } from 'vitest';
import { builtInRole } from '../../../../src/core/rbac/built-in-roles.ts';
import { otherRoleNamedBy, otherRoleNamedIn } from '../../../../src/bicep/rules/role-labels.ts';
import { roleLiterals } from '../../../../src/bicep/rules/role-literals.ts';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { lintText } from '../lint-text.ts';

const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const custom = '0a1b2c3d-1111-4222-8333-444455556666';

const literalsOf = (text: string): string[] =>
  roleLiterals('main.bicep', parseBicep(text)).map(({ text: guid }) => guid);

describe('role GUIDs in a file', () => {
  it.each([
    ['a known one anywhere', `var x = '${foundryUser}'`],
    ['one whose name speaks of a role', `var auditorRoleId = '${custom}'`],
    ['a digit too many', `var roleId = '${foundryUser}1'`],
    ['an item of a map of roles', `var roles = {\n  auditor: '${custom}'\n}`],
    ['an item of a list of roles', `var roleIds = [\n  '${custom}'\n]`],
    [
      'an argument of an id function',
      `var x = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${custom}')`,
    ],
    [
      'the end of a whole id',
      `param roleDefinitionId string = '/subscriptions/\${subscription().subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${custom}'`,
    ],
    [
      'the name of an existing definition',
      `resource x 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {\n  name: '${custom}'\n}`,
    ],
  ])('are found: %s', (_, text) => {
    expect(literalsOf(text)).toHaveLength(1);
  });

  it.each([
    ['an id of something else', `var tenantId = '${custom}'`],
    ['a principal in a role assignment', `var roleAssignment = {\n  principalId: '${custom}'\n}`],
    ['the name of an assignment', `var roleAssignments = [\n  {\n    name: '${custom}'\n  }\n]`],
    ['a seed of a name', `var roleName = guid('${custom}')`],
    ['a role of Microsoft Graph', `var appRoleId = '${custom}'`],
    ["a role of Cosmos DB's data plane", `var roleId = '00000000-0000-0000-0000-000000000002'`],
    ['a text', `var role = 'Foundry User'`],
  ])('are not taken for one: %s', (_, text) => {
    expect(literalsOf(text)).toEqual([]);
  });
});

describe('a label', () => {
  const held = (guid: string) => builtInRole(guid) ?? expect.fail(`${guid} is a built-in role`);
  const acrPull = held('7f951dda-4ed3-4680-a7ca-43fe172d538d');
  const user = held(foundryUser);
  const searchReader = held('1407120a-92aa-4202-b7e9-c0e197c71c8f');

  it.each([
    ['acrPullRoleId', user, 'AcrPull'],
    ['ACR_PUSH', acrPull, 'AcrPush'],
    ['azureAIProjectManagerRoleDefinitionId', user, 'Foundry Project Manager'],
    ['contributor', acrPull, 'Contributor'],
  ])('%s names another role', (label, role, name) => {
    expect(otherRoleNamedBy(label, role)?.name).toBe(name);
  });

  it.each([
    ['acrPullRoleId', acrPull],
    ['foundryUser', user],
    ['azureAiUserRoleDefinition', user],
    ['aiUserRole', user],
    ['reader', searchReader],
    ['roleDefinitionId', user],
    ['developerAccess', user],
  ])('%s is no other role', (label, role) => {
    expect(otherRoleNamedBy(label, role)).toBeNull();
  });

  it('in prose counts by the longest name in it, unless it names the right role as well', () => {
    expect(otherRoleNamedIn('Azure AI Project Manager (for tools)', user)?.name).toBe(
      'Foundry Project Manager',
    );
    expect(otherRoleNamedIn('Azure AI User, in place of Azure AI Developer', user)).toBeNull();
    expect(otherRoleNamedIn('lets the owner and every reader in', user)).toBeNull();
  });
});

describe('a GUID that no role has', () => {
  const nearSearch = '1407120a-0000-4000-8000-000000000000';
  const judge = (text: string) =>
    lintText(text).findings.map(({ rule, severity, message, fixes }) => ({
      found: `${rule} ${severity}`,
      message,
      fixed: fixes[0]?.edits[0]?.edits[0]?.newText,
    }));

  it('is right by what the author calls it, rather than by digits that are alike', () => {
    expect(judge(`var roles = {\n  'Foundry User': '${nearSearch}'\n}`)).toEqual([
      {
        found: 'unknown-role-guid error',
        message: expect.stringContaining('"Foundry User" names Foundry User') as string,
        fixed: foundryUser,
      },
    ]);
  });

  it('is a warning under the name of a role, and information without one', () => {
    const found = (text: string) => judge(text).map((one) => one.found);
    expect(found(`var foundryUserRoleId = '${custom}'`)).toEqual(['unknown-role-guid warning']);
    expect(found(`var roleId = '${custom}' // Foundry User`)).toEqual([
      'unknown-role-guid warning',
    ]);
    const prose = `var roleId = '${custom}' // like Foundry User, without publishing`;
    expect(found(prose)).toEqual(['unknown-role-guid information']);
  });
});
