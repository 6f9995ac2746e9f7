import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/bicep/text-edit.ts';
import { account, app, assignment, lintText, type Files } from '../lint-text.ts';

const rule = 'resource-id-as-principal';
const identity = `resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'shop'
  location: resourceGroup().location
}
`;
const named = identity
  .replace('identity ', 'named ')
  .replace("' = {", "' existing = {")
  .replace("'shop'", 'maybe')
  .replace(/ {2}location.*\n/, '');
const graph = `extension microsoftGraphV1
resource group 'Microsoft.Graph/groups@v1.0' existing = {
  uniqueName: 'developers'
}
resource registration 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: 'shop'
  displayName: 'Shop'
}
resource enterprise 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: registration.appId
}
`;
const avm = `module shared 'br/public:avm/res/managed-identity/user-assigned-identity:0.4.0' = {
  params: { name: 'shared' }
}
module ai 'br/public:avm/res/cognitive-services/account:0.13.0' = {
  params: { name: 'ai', kind: 'AIServices' }
}
`;
const here = account + app + identity + named + graph + avm;

const grantTo = (principal: string): string =>
  `param maybe string = 'replace-me'
${here}${assignment({ scope: 'account', principal, seed: "'who'" })}`;

/** What is pointed at, with what the fix makes of it. */
function found(files: Files): { at: string; fixed: string | null }[] {
  return lintText(files).findings.flatMap((one) => {
    if (one.rule !== rule) return [];
    expect(one.severity).toBe('error');
    const { file, span } = one.location;
    const edits = one.fixes[0]?.edits[0];
    const after = edits ? applyEdits(files[edits.file] ?? '', edits.edits) : '';
    const fixed = /principalId: (.*)/.exec(after)?.[1] ?? null;
    return [{ at: (files[file] ?? '').slice(span.start, span.end), fixed }];
  });
}

describe('an id in the place of an object id', () => {
  it.each([
    ['app.id', 'app.identity.principalId'],
    ['app.name', 'app.identity.principalId'],
    ['identity.id', 'identity.properties.principalId'],
    ['identity.name', 'identity.properties.principalId'],
    ['identity.properties.clientId', 'identity.properties.principalId'],
    ['shared.outputs.resourceId', 'shared.outputs.principalId'],
    ['shared.outputs.clientId', 'shared.outputs.principalId'],
    // The account has no identity of its own as far as the file tells.
    ['account.id', null],
    ['ai.outputs.resourceId', null],
    ["resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'shop')", null],
    ['resourceGroup().id', null],
    [
      "reference(identity.id, '2024-11-30').clientId",
      "reference(identity.id, '2024-11-30').principalId",
    ],
    ['named.name', 'named.properties.principalId'],
    ['registration.id', null],
    ['registration.appId', null],
    ['enterprise.appId', null],
    ["'contoso-shop'", null],
    // A digit too few.
    ["'53ca6127-db72-4b80-b1b0-d745d6d5456'", null],
  ])('is an error: %s', (principal, fixed) => {
    const [only, ...others] = found({ 'main.bicep': grantTo(principal) });
    expect(others).toEqual([]);
    expect(only).toEqual({ at: `principalId: ${principal}`, fixed });
  });

  it.each([
    'app.identity.principalId',
    'identity.properties.principalId',
    "reference(identity.id, '2024-11-30').principalId",
    'shared.outputs.principalId',
    'ai.outputs.systemAssignedMIPrincipalId!',
    'group.id',
    'enterprise.id',
    'deployer().objectId',
    // A default is there to be replaced, and a name may stand for anything.
    'maybe',
    "toLower('53CA6127-DB72-4B80-B1B0-D745D6D5456D')",
    "'{53ca6127-db72-4b80-b1b0-d745d6d5456d}'",
    "empty(maybe) ? '' : maybe",
    "''",
    'unheardOf.id',
    'environment().name',
  ])('is none that can be told: %s', (principal) => {
    expect(found({ 'main.bicep': grantTo(principal) })).toEqual([]);
  });

  it('is told of one alternative alone', () => {
    expect(found({ 'main.bicep': grantTo('empty(maybe) ? identity.id : maybe') })).toHaveLength(1);
  });

  it('is shown where a module is given it, and left to people where more uses it', () => {
    const module = `param principalId string
${account}${assignment({ scope: 'account', principal: 'principalId' })}`;
    const call = (given: string, before = ''): Files => ({
      'main.bicep': `${identity}${before}module access 'access.bicep' = {
  name: 'access'
  params: { principalId: ${given} }
}
`,
      'access.bicep': module,
    });
    expect(found(call('identity.id'))).toEqual([
      { at: 'identity.id', fixed: 'identity.properties.principalId }' },
    ]);
    expect(found(call('shared', 'var shared = identity.id\n'))).toEqual([
      { at: 'access', fixed: null },
    ]);
    expect(found(call('identity.properties.principalId'))).toEqual([]);
    // A default of a module's parameter is replaced as easily as one of the root's.
    expect(found({ 'access.bicep': module.replace('string', "string = 'none'") })).toEqual([]);
  });

  it('is seen in the output of a module, and in elements of roleAssignments', () => {
    const files = (output: string): Files => ({
      'main.bicep': `module id 'identity.bicep' = { name: 'id' }
module ai 'br/public:avm/res/cognitive-services/account:0.13.0' = {
  params: {
    name: 'ai'
    kind: 'AIServices'
    roleAssignments: [
      { principalId: id.outputs.id, roleDefinitionIdOrName: 'Cognitive Services User' }
    ]
  }
}
`,
      'identity.bicep': `${identity}output id string = identity.${output}\n`,
    });
    expect(found(files('id'))).toEqual([{ at: 'principalId: id.outputs.id', fixed: null }]);
    expect(found(files('properties.principalId'))).toEqual([]);
  });
});
