import { describe, expect, it } from 'vitest';
import { explainText } from '../../../../src/core/symptoms/explanation.ts';
import { renderResolution } from '../../../../src/core/resolution/next-step-text.ts';
import { principalsIn, resolveExplanation } from '../../../../src/core/resolution/resolve.ts';
import { whoIs, type PrincipalFacts } from '../../../../src/core/resolution/who.ts';
import { whoInWords } from '../../../../src/core/resolution/who-words.ts';
import {
  account,
  accountId,
  agent,
  blueprintId,
  formerId,
  instanceId,
  known,
  otherAccountId,
  project as shop,
  projectId,
  projectIdentityId,
  unknown,
  version,
} from '../sample-facts.ts';

const id = (last: number): string => `bbbbbbbb-0000-4000-8000-00000000000${last}`;
const [accountIdentity, userAssigned, clientOfUserAssigned, ada, robot, lost, waiting, me] = [
  ...[id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8)],
] as const;

const sharedByAgents = 'bbbbbbbb-0000-4000-8000-0000000000bb';

const contoso = account({ identity: { principalId: accountIdentity, userAssigned: [] } });
const models = account({ id: otherAccountId, name: 'models', endpoints: {} });
const identityOf = (principalId: string) => ({ principalId, clientId: `c-${principalId}` });
const serving = version({
  version: '3',
  instanceIdentity: identityOf(instanceId),
  blueprint: identityOf(blueprintId),
});
const versionOf = (name: string, principalId: string) =>
  version({ version: name, instanceIdentity: identityOf(principalId), blueprint: null });
const earlier = [versionOf('2', formerId), versionOf('1', formerId)];
const concierge = {
  ...agent(serving),
  versions: [versionOf('4', waiting), serving, ...earlier],
};
const named = (objectId: string, displayName: string, kind: string) =>
  known({ id: objectId, displayName, kind, accountEnabled: null });

const facts: PrincipalFacts = {
  caller: known({ objectId: me, tenantId: 't', name: 'eve@contoso.com', kind: 'user' }),
  resources: known({
    accounts: [contoso, models],
    projects: [{ ...shop, agentIdentity: { principalId: sharedByAgents, clientId: null } }],
    userAssignedIdentities: [
      {
        ...{ id: '/u/deployer', name: 'deployer' },
        ...{ principalId: userAssigned, clientId: clientOfUserAssigned },
      },
    ],
  }),
  agents: [{ project: shop, agent: concierge }],
  applications: [
    {
      project: shop,
      application: {
        ...{ id: `${projectId}/applications/desk`, application: 'desk', isEnabled: true },
        ...{ agents: ['concierge'], deployments: null },
        instanceIdentity: identityOf('published'),
        blueprint: identityOf('template'),
      },
    },
  ],
  directory: {
    [ada]: named(ada, 'Ada', 'user'),
    'bo_fabrikam.com#ext#@contoso.com': named(id(9), 'Bo', 'user'),
    [robot]: named(robot, 'robot', 'servicePrincipal'),
    // A client id, which the directory found its object by.
    'bbbbbbbb-0000-4000-8000-0000000000aa': named(projectIdentityId, 'shop', 'servicePrincipal'),
    [lost]: unknown('not-found'),
    [formerId]: unknown('not-found'),
  },
  orphans: [],
  limits: ['Graph was refused.'],
};

const say = (who: string, change: Partial<PrincipalFacts> = {}): string | null => {
  const found = whoIs(who, { ...facts, ...change });
  return found && whoInWords(found);
};

describe('whom an id stands for', () => {
  it.each([
    [instanceId, 'the identity of agent concierge, version 3'],
    [`c-${instanceId}`, 'the identity of agent concierge, version 3'],
    [instanceId.toUpperCase(), 'the identity of agent concierge, version 3'],
    [waiting, 'the identity of agent concierge, version 4, which gets no traffic'],
    [formerId, 'the identity that agent concierge ran as until version 2'],
    [blueprintId, 'the blueprint of agent concierge'],
    [projectIdentityId, 'the managed identity of project shop'],
    ['bbbbbbbb-0000-4000-8000-0000000000aa', 'the managed identity of project shop'],
    [sharedByAgents, 'the identity that the agents of project shop share'],
    ['published', 'the identity of application desk, which publishes agent concierge'],
    ['C-PUBLISHED', 'the identity of application desk, which publishes agent concierge'],
    ['template', 'the blueprint of application desk'],
    [accountIdentity, 'the managed identity of account contoso'],
    [userAssigned, 'the user-assigned identity deployer'],
    [clientOfUserAssigned, 'the user-assigned identity deployer'],
    [me, 'you'],
    ['Eve@contoso.com', 'you'],
    [ada, 'user Ada'],
    ['bo_fabrikam.com#EXT#@contoso.com', 'user Bo, a guest'],
    [robot, 'the application or identity robot'],
  ])('%s is %s', (who, words) => {
    expect(say(who)).toBe(words);
  });

  it('says that you are a guest where the token or the name says so', () => {
    const caller = { objectId: me, tenantId: 't', name: 'eve@fabrikam.com', kind: 'user' as const };
    expect(say(me, { caller: known({ ...caller, guest: true }) })).toBe('you, as a guest');
    const name = 'eve_fabrikam.com#EXT#@contoso.com';
    expect(say(me, { caller: known({ ...caller, name }) })).toBe('you, as a guest');
  });

  it('says nobody only with proof: an id that nothing shows stays an id', () => {
    expect(say(lost)).toBeNull();
    expect(say(lost, { orphans: [lost] })).toMatch(/^nobody any more/);
    expect(say(formerId, { orphans: [formerId] })).toBe(
      'the identity that agent concierge ran as until version 2, which the directory does not know any more',
    );
  });

  it('names all agents that share an identity, and a serving one before a former one', () => {
    const greeter = { ...agent(serving), name: 'greeter' };
    const old = { ...agent(versionOf('9', waiting), [versionOf('8', instanceId)]), name: 'old' };
    const agents = [old, concierge, greeter].map((one) => ({ project: shop, agent: one }));
    expect(say(instanceId, { agents })).toBe('the identity of the agents concierge, greeter');
  });

  it('knows nobody where nothing could be read', () => {
    const nothing = { caller: unknown('refused'), resources: unknown('refused') };
    expect(say(instanceId, { ...nothing, agents: [] })).toBeNull();
  });
});

const action = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const refusal = (principal: string, operation = 'POST /openai/v1/responses'): string =>
  `The principal \`${principal}\` lacks the required data action \`${action}\` to perform \`${operation}\` operation.`;

describe('what to ask next', () => {
  const resolve = (text: string) => resolveExplanation(explainText(text), facts);

  it('is a diagnosis of the agent and the question, with every value', () => {
    const resolution = resolve(refusal(instanceId));
    expect(renderResolution(resolution, ['--cloud', 'my cloud.json']).split('\n')).toEqual([
      '',
      'Run next:',
      `  foundry-identity diagnose --project ${projectId} --agent concierge --cloud 'my cloud.json'`,
      `  foundry-identity can ${instanceId} ${action} --at ${accountId} --cloud 'my cloud.json'`,
      '',
    ]);
    expect(resolution.limits).toEqual([]);
  });

  it.each([
    [refusal(instanceId, 'POST /api/projects/{projectName}/openai/*'), projectId],
    [refusal(ada), null],
    [`POST https://contoso.openai.azure.com/openai/v1/responses: ${refusal(ada)}`, accountId],
    [
      `The client 'x' with object id '${ada}' does not have authorization to perform action 'a/b/c' over scope '/subscriptions/1'`,
      '/subscriptions/1',
    ],
  ])('asks where the text or the identity says: %s', (text, scope) => {
    expect(resolve(text).next.find(({ kind }) => kind === 'can')).toMatchObject({ scope });
  });

  it('is nothing for somebody unknown in an unknown text, and says what hid them', () => {
    expect(resolve(`Something about ${lost} went wrong.`)).toEqual({
      ...{ who: {}, next: [] },
      limits: ['Graph was refused.'],
    });
  });

  it('takes no tenant for a principal', () => {
    const text = `InvalidAuthenticationTokenTenant: The access token is from the wrong issuer 'https://sts.windows.net/${lost}/'. It must match the tenant 'https://sts.windows.net/${ada}/' associated with this subscription.`;
    expect(principalsIn(explainText(text))).toEqual([]);
    expect(principalsIn(explainText(refusal('agent:x@y')))).toEqual([]);
  });

  it('names the ids of a text whose words are unknown', () => {
    const { who, next } = resolve(`The agent ${instanceId} felt unwell.`);
    expect(who[instanceId]).toBe('the identity of agent concierge, version 3');
    expect(next).toMatchObject([{ kind: 'diagnose', agent: 'concierge' }]);
  });
});
