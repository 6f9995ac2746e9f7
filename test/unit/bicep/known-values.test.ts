import { describe, expect, it } from 'vitest';
import { openValuesOf } from '../../../src/core/fixes/grant-command.ts';
import { closed, openGrant, type KnownValues } from '../../../src/bicep/known-values.ts';
import { declaredAssignments } from '../../../src/bicep/views/declared-assignments.ts';
import { accountAndProject, assignment, deploymentOf, foundryUser } from './views/sample.ts';

const nothing: KnownValues = {
  ...{ environment: {}, parameters: {}, deployer: null, resources: [] },
  lastDeployment: null,
};
const group = '/subscriptions/s/resourceGroups/rg';
const account = `${group}/providers/Microsoft.CognitiveServices/accounts/contoso`;

function grantOf(text: string, known: Partial<KnownValues>, others: Record<string, string> = {}) {
  const [deployment] = deploymentOf(text, others).deployments.filter(
    ({ grants }) => grants.length > 0,
  );
  const [grant] = deployment!.grants;
  const knowledge = { deployment: deployment!, known: { ...nothing, ...known } };
  const open = openGrant(grant!, foundryUser, null, knowledge);
  return {
    principal: closed(open.principalId),
    scope: closed(open.scope),
    open: openValuesOf(open).map(({ variable }) => variable),
    declared: declaredAssignments(knowledge, (values) => values.join('+'))[0],
  };
}

const identity =
  accountAndProject +
  assignment('one', { scope: 'account', principalId: 'project.identity.principalId' });
const parameter = `param agentPrincipalId string\n${accountAndProject}${assignment('one', { scope: 'account', principalId: 'agentPrincipalId' })}`;

it('leaves open what nobody knows, under names that shells take', () => {
  expect(grantOf(identity, {})).toMatchObject({
    principal: null,
    scope: null,
    open: ['PRINCIPAL_ID', 'SUBSCRIPTION_ID', 'RESOURCE_GROUP'],
  });
  expect(grantOf(parameter, {}).open).toContain('AGENT_PRINCIPAL_ID');
});

it('takes ids from the outputs of the last deployment, and identities from Azure', () => {
  const environment = { AZURE_AI_PROJECT_ID: `${account}/projects/shop` };
  expect(grantOf(identity, { environment }).scope).toBe(account);
  const resources = [{ id: `${account.toUpperCase()}/projects/SHOP`, principalId: 'p' }];
  expect(grantOf(identity, { resources })).toMatchObject({ principal: 'p', open: [] });
  // An id of another account is not this one's.
  const other = {
    AZURE_AI_PROJECT_ID: `${group}/providers/Microsoft.CognitiveServices/accounts/other/projects/shop`,
  };
  expect(grantOf(identity, { environment: other }).scope).toBeNull();
});

describe('the last deployment', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const last = { name: 'main', succeeded: true, at: '', tags: {} };
  const lastDeployment = { ...last, parameters: {}, outputs: {}, resources: [] };
  const withOutputs = `${identity}output AGENT_ID string = project.identity.principalId
output ACCOUNT_ID string = account.id
@secure()
output hidden string = project.identity.principalId
`;

  it('tells whom its outputs name, by azd or as Azure keeps it', () => {
    const outputs = { agent_id: id, account_id: account };
    const known = { lastDeployment: { ...lastDeployment, outputs } };
    expect(grantOf(withOutputs, known)).toMatchObject({ principal: id, scope: account, open: [] });
    expect(grantOf(withOutputs, { environment: { AGENT_ID: id } }).principal).toBe(id);
  });

  it.each([
    ['no object id', { agent_id: 'shop' }],
    ['of another resource', { account_id: `${group}/providers/Microsoft.Search/searchServices/x` }],
    ['marked secure in the template', { hidden: id }],
    ['not handed out', { agent_id: null }],
  ])('leaves open what an output does not tell: it is %s', (_, outputs) => {
    const known = { lastDeployment: { ...lastDeployment, outputs } };
    expect(grantOf(withOutputs, known)).toMatchObject({ principal: null, scope: null });
  });

  it('knows an output of a module that cannot be read', () => {
    const module = `module who 'br:contoso.azurecr.io/who:1' = { name: 'who' }
${accountAndProject}${assignment('one', { scope: 'account', principalId: 'who.outputs.id' })}
output WHO string = who.outputs.id
`;
    expect(grantOf(module, { environment: { WHO: id } }).principal).toBe(id);
  });

  it('gives a parameter its value behind azd and parameters files', () => {
    const parameters = { AgentPrincipalId: id };
    const known = { lastDeployment: { ...lastDeployment, parameters } };
    expect(grantOf(parameter, known).principal).toBe(id);
    const remembered = { ...known, parameters: { agentPrincipalId: 'remembered' } };
    expect(grantOf(parameter, remembered).principal).toBe('remembered');
  });

  it('tells which of several resources of a subscription it made', () => {
    const open = identity.replace("name: 'contoso'", 'name: accountName');
    const text = `param accountName string\n${open}`;
    const all = [account, `${group}/providers/Microsoft.CognitiveServices/accounts/other`];
    const resources = all.map((one) => ({ id: one, principalId: null }));
    expect(grantOf(text, { resources }).scope).toBeNull();
    const made = { lastDeployment: { ...lastDeployment, resources: [account] } };
    expect(grantOf(text, { resources, ...made }).scope).toBe(account);
  });
});

it('takes parameters from what azd remembers, from parameters files and from the environment', () => {
  expect(grantOf(parameter, { parameters: { agentPrincipalId: 'remembered' } }).principal).toBe(
    'remembered',
  );
  const file = JSON.stringify({ parameters: { agentPrincipalId: { value: '${AGENT_ID}' } } });
  const files = { 'main.parameters.json': file };
  expect(grantOf(parameter, { environment: { AGENT_ID: 'a' } }, files).principal).toBe('a');
  const deployer = { objectId: 'me', type: 'User' as const };
  const passed = { 'main.parameters.json': file.replace('AGENT_ID', 'AZURE_PRINCIPAL_ID') };
  expect(grantOf(parameter, { deployer }, passed).principal).toBe('me');
});

it('computes the name of an assignment where all of its seeds are known', () => {
  const environment = { AZURE_SUBSCRIPTION_ID: 's', AZURE_RESOURCE_GROUP: 'rg' };
  const known = { environment, parameters: { agentPrincipalId: 'p' } };
  expect(grantOf(parameter, known).declared).toMatchObject({
    principalId: 'p',
    scope: account,
    name: `${account}+p+${foundryUser}`,
    open: [],
  });
  expect(grantOf(parameter, { environment }).declared).toMatchObject({
    name: null,
    open: ['the object id of agentPrincipalId'],
  });
});
