import { describe, expect, it } from 'vitest';
import type { AccessQuestionFacts } from '../../src/core/questions/access-question-facts.ts';
import { answerCan } from '../../src/core/questions/can.ts';
import { answerCompare } from '../../src/core/questions/compare.ts';
import { answerList } from '../../src/core/questions/list.ts';
import { valueOf } from '../../src/core/facts/fact.ts';
import { loadSample, startEmulator, type Tenant } from '../../src/emulator/index.ts';
import { createCredential, gatherAccess, type AccessRequest } from '../../src/gather/index.ts';
import { shop, withFaults, type Fault } from './emulated.ts';

const respond = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const ada = '6b0d93f1-27ce-4a58-b48d-e03f7c5a1926';
const administrator = '5a90e3c7-d28b-4f16-9e74-08c6b1d5f2a9';
const innerGroup = '4d8b60f3-9a27-4e1c-b5d0-72f6c8e3a914';
const outerGroup = '8f2c7a51-e06d-4b39-94a8-d1b5f03e6c72';

/** Gathers the access of principals from an embedded Azure of its own. */
async function gather(
  sample: string | Tenant,
  request: Partial<AccessRequest>,
  faults: Fault[] = [],
): Promise<AccessQuestionFacts> {
  const tenant = typeof sample === 'string' ? loadSample(sample) : sample;
  const emulator = await startEmulator({ tenant: withFaults(tenant, faults) });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const defaults = { principals: ['agent:concierge'], scope: 'contoso-foundry' };
    return await gatherAccess({ ...defaults, cloud, credential, ca, ...request });
  } finally {
    await emulator.stop();
  }
}

describe('whether the agent may answer', () => {
  it.each([
    ['byok-401', 'no', 'not-granted'],
    ['healthy', 'yes', 'allowed'],
    ['via-group', 'yes', 'allowed'],
    ['deny-assignment', 'no', 'denied'],
    ['eligible-only', 'no', 'eligible-only'],
    ['no-graph-rights', 'no', 'not-granted'],
    ['propagating', 'unknown', 'propagating'],
    ['conditional-assignment', 'unknown', 'conditional'],
  ])('at the account of %s is %s: %s', async (sample, verdict, state) => {
    const facts = await gather(sample, {});
    expect(answerCan(facts, respond)).toMatchObject({
      ...{ kind: 'can', verdict, state },
      principal: { id: shop.instance, type: 'ServicePrincipal' },
    });
  });

  it('names the group that the grant comes through', async () => {
    const answer = answerCan(await gather('via-group', {}), respond);
    expect(JSON.stringify(answer)).toContain('through group Shop agents in group All model users');
  });

  it('is answered for an action that no role mentions, too', async () => {
    const facts = await gather('healthy', {});
    expect(answerCan(facts, 'Contoso.Bakery/ovens/bake/action')).toMatchObject({ verdict: 'no' });
  });

  it('rests on who asks, as well: what they may grant decides who mends it', async () => {
    const facts = await gather('byok-401', {});
    expect(facts.access.map(({ principalId }) => principalId)).toEqual([
      shop.instance,
      shop.doctor,
    ]);
    const answer = answerCan(facts, respond);
    expect(answer.kind === 'can' && answer.request?.command).toContain(shop.instance);
  });
});

describe('a principal', () => {
  it.each([
    ['me', shop.doctor, 'ServicePrincipal'],
    [ada.toUpperCase(), ada, 'User'],
    ['ada@contoso.onmicrosoft.com', ada, 'User'],
    ['Ada Lindgren', ada, 'User'],
    ["All the shop's agents", innerGroup, 'Group'],
    ['administrator', administrator, 'ServicePrincipal'],
    ['All model users', outerGroup, 'Group'],
    [outerGroup, outerGroup, 'Group'],
    ['contoso-foundry/projects/shop', shop.projectIdentity, 'ServicePrincipal'],
    // The client id of the administrator.
    ['f47e29d0-8a1c-4b65-93d7-5c0e6a8b1f92', administrator, 'ServicePrincipal'],
    ['agent:concierge', shop.instance, 'ServicePrincipal'],
    ['agent:contoso-foundry/shop/Concierge', shop.instance, 'ServicePrincipal'],
  ])('%s is found', async (name, id, type) => {
    const tenant = structuredClone(loadSample('via-group'));
    const inner = tenant.groups[innerGroup];
    if (inner) inner.displayName = "All the shop's agents";
    const { principals } = await gather(tenant, { principals: [name] });
    expect(principals).toMatchObject([{ status: 'known', value: { id, type } }]);
  });

  it.each([
    ['Ida Lindgren', 'not-found', 'Ida Lindgren'],
    ["Ada O'Lindgren", 'not-found', 'no user, application'],
    ['ida@contoso.onmicrosoft.com', 'not-found', 'ida@contoso'],
    ['agent:concirge', 'not-found', 'Did you mean concierge?'],
    ['agent:', 'malformed', 'agent:NAME'],
    ['11111111-2222-4333-8444-555555555555', 'not-found', 'it was deleted'],
  ])('%s is unknown: %s', async (name, reason, says) => {
    const facts = await gather('byok-401', { principals: [name], scope: shop.project });
    expect(facts.principals).toMatchObject([{ status: 'unknown', reason }]);
    expect(JSON.stringify(facts.principals)).toContain(says);
    expect(answerCan(facts, respond)).toMatchObject({ kind: 'unresolved', verdict: 'unknown' });
  });

  it('is not guessed where several have the name', async () => {
    const sample = loadSample('via-group');
    const tenant: Tenant = {
      ...sample,
      groups: { ...sample.groups, [innerGroup]: { displayName: 'Ada Lindgren', members: [] } },
    };
    const { principals } = await gather(tenant, { principals: ['Ada Lindgren'] });
    expect(principals).toMatchObject([{ status: 'unknown', reason: 'not-read' }]);
    expect(JSON.stringify(principals)).toContain(`User ${ada}, Group ${innerGroup}`);
  });

  it('that was deleted is known by its assignments', async () => {
    const sample = loadSample('stale-identity');
    const { principals } = await gather(sample, { principals: [shop.formerInstance] });
    expect(principals).toMatchObject([
      { status: 'known', value: { id: shop.formerInstance, displayName: shop.formerInstance } },
    ]);
  });

  it('whose name Graph refuses works by its id, with the type that the rows give', async () => {
    const sample = loadSample('via-group');
    const doctor = sample.applications['doctor'];
    if (doctor === undefined) throw new Error('The sample has no doctor.');
    const tenant: Tenant = {
      ...sample,
      applications: { ...sample.applications, doctor: { ...doctor, graph: 'none' } },
    };
    const facts = await gather(tenant, {
      principals: [shop.instance, outerGroup, administrator, 'Ada Lindgren'],
    });
    expect(facts.principals).toMatchObject([
      { status: 'known', value: { displayName: shop.instance, type: 'ServicePrincipal' } },
      { status: 'known', value: { displayName: outerGroup, type: 'Group' } },
      { status: 'known', value: { displayName: administrator } },
      { status: 'unknown', reason: 'refused' },
    ]);
    expect(answerCan(facts, respond)).toMatchObject({ verdict: 'yes' });
    // Nobody can say what a group may not do whose own groups are hidden.
    const group = facts.access.find(({ principalId }) => principalId === outerGroup);
    expect(group?.assignments).toMatchObject({ status: 'unknown', reason: 'refused' });
  });

  it('that is a group has what the groups around it have, and what is denied to all', async () => {
    const facts = await gather('via-group', { principals: [innerGroup] });
    expect(answerCan(facts, respond)).toMatchObject({ verdict: 'yes' });
    const sample = loadSample('via-group');
    const { denyAssignments } = loadSample('deny-assignment');
    const denied = await gather({ ...sample, denyAssignments }, { principals: [innerGroup] });
    expect(answerCan(denied, respond)).toMatchObject({ verdict: 'no', state: 'denied' });
  });
});

describe('a scope', () => {
  it.each([
    [shop.account, shop.account],
    [`${shop.project}/`, shop.project],
    ['Contoso-Foundry', shop.account],
    ['contoso-foundry/SHOP', shop.project],
    [`/subscriptions/${shop.subscription}/resourceGroups/rg-shop`, 'rg-shop'],
    ['/providers/Microsoft.Management/managementGroups/contoso', 'contoso'],
    ['https://Contoso-Foundry.openai.azure.com', shop.account],
    ['https://contoso-foundry.cognitiveservices.azure.com/openai/v1/', shop.account],
    ['https://contoso-foundry.services.ai.azure.com/api/projects/Shop', shop.project],
    ['https://contoso-foundry.services.ai.azure.com/api/projects/shop/agents', shop.project],
    [`${shop.project}/agents/concierge`, `${shop.project}/agents/concierge`],
  ])('%s is found', async (name, id) => {
    const { scope } = await gather('byok-401', { scope: name, principals: ['me'] });
    expect(valueOf(scope)).toMatch(new RegExp(`${id}$`));
  });

  it.each([
    ['contoso-foundri', 'not-found', 'contoso-foundry'],
    ['contoso-foundry/shopp', 'not-found', 'Did you mean shop?'],
    [shop.account.replace('contoso-', 'contosso-'), 'not-found', 'contosso-foundry'],
    ['/subscriptions/nowhere', 'malformed', 'an ARM id such as'],
    ['https://nowhere.example/api/projects/shop', 'not-found', 'nowhere.example'],
    ['https://contoso-foundri.openai.azure.com', 'not-found', 'contoso-foundry'],
    ['https://contoso-foundry.openai.azure.com.example.org', 'not-found', 'example.org'],
    ['https://contoso-foundry.services.ai.azure.com/api/projects/shopp', 'not-found', 'shop?'],
    ['a/b/c', 'malformed', 'ACCOUNT/PROJECT'],
  ])('%s is unknown: %s', async (name, reason, says) => {
    const facts = await gather('byok-401', { scope: name, principals: ['me'] });
    expect(facts.scope).toMatchObject({ status: 'unknown', reason });
    expect(JSON.stringify(facts.scope)).toContain(says);
    expect(facts.access).toEqual([]);
    expect(answerList(facts)).toMatchObject({ kind: 'unresolved' });
  });
});

describe('comparing and listing', () => {
  it('shows the grant that the project identity has and the agent has not', async () => {
    const principals = ['contoso-foundry/projects/shop', 'agent:concierge'];
    const facts = await gather('byok-401', { principals });
    expect(answerCompare(facts, respond)).toMatchObject({
      verdict: 'no',
      action: { first: 'allowed', second: 'not-granted' },
      differences: [{ holder: 'first', grant: { roleId: '53ca6127-db72-4b80-b1b0-d745d6d5456d' } }],
    });
    const same = await gather('byok-401', { principals: ['me', shop.doctor] });
    expect(answerCompare(same, null)).toMatchObject({ verdict: 'yes', differences: [] });
    expect(same.access).toHaveLength(1);
  });

  it('reads what roles allow above subscriptions, too', async () => {
    const scope = '/providers/Microsoft.Management/managementGroups/contoso';
    const facts = await gather('healthy', { principals: [administrator], scope });
    const owner = { roleName: 'Owner', permissions: { actions: ['*'] } };
    expect(answerList(facts)).toMatchObject({ verdict: 'yes', grants: [owner] });
  });

  it('lists roles by the names of the tenant', async () => {
    const facts = await gather('healthy', { scope: shop.project });
    expect(answerList(facts)).toMatchObject({ verdict: 'yes', grants: [{}, {}] });
  });
});

describe('the second witness', () => {
  it.each([
    ['healthy', 'allowed', 'agrees'],
    ['byok-401', 'not-allowed', 'agrees'],
    ['deny-assignment', 'not-allowed', 'agrees'],
    // It looks up no groups, so it honestly disagrees.
    ['via-group', 'not-allowed', 'disagrees'],
  ])('of %s says %s and %s', async (sample, decision, agreement) => {
    const facts = await gather(sample, { witness: respond });
    expect(facts.witness).toMatchObject({ status: 'known', value: { decision } });
    expect(answerCan(facts, respond)).toMatchObject({ witness: { agreement } });
  });

  it('is not asked unless somebody wants it, nor about nobody', async () => {
    expect((await gather('healthy', {})).witness).toBeNull();
    const nobody = await gather('healthy', { principals: ['nobody'], witness: respond });
    expect(nobody.witness).toMatchObject({ status: 'unknown', reason: 'not-read' });
  });

  it('is silent where the cloud does not have it', async () => {
    const sample = loadSample('healthy');
    const settings = { ...sample.settings, checkAccess: false };
    const facts = await gather({ ...sample, settings }, { witness: respond });
    expect(facts.witness).toMatchObject({ status: 'unknown', reason: 'not-found' });
    expect(JSON.stringify(facts.witness)).toContain('does not answer checkAccess');
    expect(answerCan(facts, respond)).toMatchObject({
      ...{ verdict: 'yes', witness: { agreement: 'no-opinion' } },
    });
  });

  it.each([
    [{ status: 400 }, 'not-found'],
    [{ status: 403 }, 'refused'],
    [{ status: 500 }, 'server-error'],
    [{ truncateJson: true }, 'malformed'],
  ])('that answers %o is unknown: %s', async (how, reason) => {
    const faults = [{ path: '/checkAccess\\?', ...how }];
    const { witness } = await gather('healthy', { witness: respond }, faults);
    expect(witness).toMatchObject({ status: 'unknown', reason });
  });
});

describe('a run', () => {
  it('keeps its reads with commands, and no token', async () => {
    const facts = await gather('via-group', { principals: [outerGroup], witness: respond });
    expect(facts.reads.length).toBeGreaterThan(8);
    for (const read of facts.reads) expect(read.az).toMatch(/^az /);
    expect(facts.reads.map(({ az }) => az).join('\n')).toContain(`--assignee ${outerGroup}`);
    expect(JSON.stringify(facts)).not.toMatch(/eyJ|loopback-only/);
  });

  it('that nobody is signed in for knows nothing and says why', async () => {
    const emulator = await startEmulator({ tenant: loadSample('healthy') });
    try {
      const { cloud, ca, signIn } = emulator;
      const credential = createCredential(cloud, {
        kind: 'secret',
        ca,
        ...signIn,
        clientSecret: 'x',
      });
      const facts = await gatherAccess({ cloud, ca, credential, principals: ['me'], scope: '/' });
      expect(facts).toMatchObject({ scope: { reason: 'not-signed-in' }, access: [], reads: [] });
    } finally {
      await emulator.stop();
    }
  });

  it('rejects with the reason where it is cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const running = gather(
      'healthy',
      {
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === 'access') controller.abort(reason);
        },
      },
      [{ path: '/roleAssignments\\?', delayMs: 60_000 }],
    );
    await expect(running).rejects.toBe(reason);
  });
});
