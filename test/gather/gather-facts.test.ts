import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src/core/facts/fact.ts';
import { loadSample, type Tenant } from '../../src/emulator/index.ts';
import type { Candidate, ProgressEvent } from '../../src/gather/index.ts';
import { gatherEmulated, shop, unknownFacts } from './emulated.ts';

describe('the facts of the silent 401', () => {
  it('are complete and right', async () => {
    const { facts } = await gatherEmulated();
    expect(unknownFacts(facts)).toEqual({
      // Its agent version was deleted, and its identity with it.
      [`directory.${shop.formerInstance}`]: 'not-found',
    });
    expect(valueOf(facts.caller)).toMatchObject({ kind: 'application' });
    expect(valueOf(facts.subscriptions)?.map(({ displayName }) => displayName)).toContain(
      'Contoso Shop',
    );
    expect(valueOf(facts.account)).toMatchObject({
      ...{ name: 'contoso-foundry', kind: 'AIServices', resourceGroup: 'rg-shop' },
      identity: { principalId: shop.accountIdentity },
    });
    expect(valueOf(facts.project)).toMatchObject({
      ...{ name: 'shop', identity: { principalId: shop.projectIdentity } },
    });
    expect(valueOf(facts.agent)).toMatchObject({
      name: 'concierge',
      serving: {
        ...{ version: '3', kind: 'hosted', protocols: ['invocations', 'responses'] },
        instanceIdentity: { principalId: shop.instance },
        blueprint: { principalId: shop.blueprint },
      },
      versions: [{ version: '3' }, { version: '2' }],
    });
    expect(valueOf(facts.connections)?.map(({ category }) => category)).toEqual(['AppInsights']);
    expect(valueOf(facts.targetAccount)).toBeNull();
    expect(facts.modelDeployments && valueOf(facts.modelDeployments)).toEqual({
      ...{ accountId: shop.account, names: ['gpt-5-mini'] },
    });
    expect(facts.clientIdGrants && valueOf(facts.clientIdGrants)).toEqual([]);
    expect(facts.access.map(({ principalId }) => principalId)).toEqual([
      shop.doctor,
      ...[shop.instance, shop.blueprint, shop.formerInstance],
      ...[shop.projectIdentity, shop.accountIdentity],
    ]);
    const instance = facts.access.find(({ principalId }) => principalId === shop.instance);
    expect(instance && valueOf(instance.assignments)).toMatchObject([
      { principalId: shop.instance, principalType: 'ServicePrincipal' },
    ]);
    const roles = Object.values(facts.roleDefinitions).map((fact) => valueOf(fact)?.roleName);
    expect(roles.sort()).toEqual(['Foundry User', 'Reader']);
    expect(valueOf(facts.telemetry.symptoms)?.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['traces', 'exceptions']),
    );
    expect(valueOf(facts.telemetry.traffic)?.rows).toBeGreaterThan(0);
  });

  it('hold every read with its step, its status and a command, and no token', async () => {
    const { facts, requests } = await gatherEmulated();
    const tokens = requests.filter(({ path }) => /oauth2|openid-configuration/.test(path));
    expect(facts.reads).toHaveLength(requests.length - tokens.length);
    expect(new Set(facts.reads.map(({ step }) => step))).toEqual(
      new Set([
        ...['inventory', 'project', 'agent', 'route', 'access', 'roles', 'names'],
        ...['telemetry', 'session-log'],
      ]),
    );
    for (const read of facts.reads) expect(read.az).toMatch(/^az /);
    expect(facts.steps.map(({ id }) => id)).toContain('sign-in');
    expect(JSON.stringify(facts)).not.toMatch(/eyJ|loopback-only/);
  });

  it('come by reads only', async () => {
    const { requests } = await gatherEmulated();
    const writes = requests.filter(({ method }) => !['GET', 'POST'].includes(method));
    expect(writes).toEqual([]);
  });
});

it('finds a role that was given to the client id', async () => {
  const tenant = loadSample('byok-401');
  const clientId = 'd94a0e63-7b15-4c28-8f9e-35a1c6d07b48';
  const [granted] = Object.values(tenant.roleAssignments);
  if (granted === undefined) throw new Error('The sample assigns no role.');
  tenant.roleAssignments['c0a1d3e5-0007-4f27-8b96-1d5e7f9a2c00'] = {
    ...{ ...granted, principalId: clientId, scope: shop.account },
  };
  const { facts } = await gatherEmulated({ tenant });
  expect(facts.clientIdGrants && valueOf(facts.clientIdGrants)).toMatchObject([
    { principalId: clientId, scope: shop.account },
  ]);
});

describe('the flow', () => {
  // Its own log is read beside its access, where there is one.
  it.each(['byok-401', 'session-log'])(
    'of %s waits only where one read needs another',
    async (name) => {
      // Far longer than a busy machine takes between two reads, so that the chain is the flow's own.
      const latencyMs = 400;
      const sample = loadSample(name);
      const tenant: Tenant = { ...sample, settings: { ...sample.settings, latencyMs } };
      const { requests } = await gatherEmulated({
        tenant,
        request: { asked: { agent: 'concierge' } },
      });
      const reads = requests.filter(({ path }) => !/oauth2|openid-configuration/.test(path));
      // Inventory, then the agent, then its access, then what the roles grant.
      expect(longestChain(reads)).toBeLessThanOrEqual(4);
      expect(reads.length).toBeLessThanOrEqual(36);
    },
  );

  it('asks for each role definition once', async () => {
    const { requests } = await gatherEmulated();
    const roles = requests.filter(({ path }) => /roleDefinitions\//i.test(path));
    expect(roles.length).toBeGreaterThan(0);
    expect(new Set(roles.map(({ path }) => path.toLowerCase())).size).toBe(roles.length);
  });

  it('skips the inventory where account, project and agent are named exactly', async () => {
    const { facts, requests } = await gatherEmulated({
      request: { asked: { project: shop.project, agent: 'concierge' } },
    });
    expect(requests.some(({ path }) => /ResourceGraph/i.test(path))).toBe(false);
    expect(unknownFacts(facts)).toMatchObject({ accounts: 'not-read' });
    expect(valueOf(facts.agent)?.name).toBe('concierge');
  });

  it('tells each step when it starts and when it ends', async () => {
    const events: ProgressEvent[] = [];
    await gatherEmulated({ request: { onProgress: (event) => events.push(event) } });
    for (const step of [
      'sign-in',
      'inventory',
      'project',
      'agent',
      'route',
      'access',
      'roles',
      'names',
      'telemetry',
      'session-log',
    ]) {
      const states = events.filter((event) => event.step === step).map(({ state }) => state);
      expect([step, ...states]).toEqual([step, 'started', 'finished']);
    }
  });
});

describe('what was asked for', () => {
  it.each([
    { asked: { agent: 'concirge' }, fact: 'agent', says: 'Did you mean concierge?' },
    { asked: { account: 'contoso-foundri' }, fact: 'account', says: 'contoso-foundry' },
    { asked: { project: 'shopp' }, fact: 'project', says: 'Did you mean shop?' },
    { asked: { subscription: 'Contoso Shopp' }, fact: 'account', says: 'Contoso Shop' },
  ] as const)('$asked is not there: the sentence names what is', async ({ asked, fact, says }) => {
    const { facts } = await gatherEmulated({ request: { asked } });
    expect(facts[fact]).toMatchObject({ status: 'unknown', reason: 'not-found' });
    expect(JSON.stringify(facts[fact])).toContain(says);
  });

  it('is found whatever its case, by name, ARM id or endpoint', async () => {
    const { facts } = await gatherEmulated({
      request: {
        asked: { subscription: 'contoso shop', account: 'Contoso-Foundry', agent: 'Concierge' },
      },
    });
    expect(valueOf(facts.agent)?.name).toBe('concierge');
  });

  it('is chosen by the human where several fit', async () => {
    const offered: [string, Candidate[]][] = [];
    const tenant = withSecondProject(loadSample('byok-401'));
    const { facts } = await gatherEmulated({
      tenant,
      request: {
        choose: async (kind, candidates) => {
          offered.push([kind, candidates]);
          return candidates.find(({ name }) => name === 'shop')?.id;
        },
      },
    });
    expect(offered.map(([kind, { length }]) => [kind, length])).toEqual([['project', 2]]);
    expect(valueOf(facts.project)?.name).toBe('shop');
  });

  it('stays unknown where several fit and nobody chooses', async () => {
    const tenant = withSecondProject(loadSample('byok-401'));
    const { facts } = await gatherEmulated({ tenant });
    expect(facts.project).toMatchObject({ status: 'unknown', reason: 'not-read' });
    expect(JSON.stringify(facts.project)).toMatch(/atelier, shop|shop, atelier/);
    expect(JSON.stringify(facts.project)).toContain('--project');
    const dismissed = await gatherEmulated({
      tenant,
      request: { choose: () => Promise.resolve(undefined) },
    });
    expect(dismissed.facts.project).toMatchObject({ status: 'unknown', reason: 'cancelled' });
  });
});

describe('a tenant with nothing to diagnose', () => {
  it('says that no subscription is seen, and to sign in elsewhere', async () => {
    const tenant = { ...loadSample('byok-401'), roleAssignments: {} };
    const { facts } = await gatherEmulated({ tenant });
    expect(facts.account).toMatchObject({ status: 'unknown', reason: 'not-found' });
    expect(JSON.stringify(facts.account)).toContain('az login --tenant');
  });

  it('says that an account has no project, and that agents live in projects', async () => {
    const tenant = structuredClone(loadSample('byok-401'));
    const account = accountOf(tenant);
    account.projects = {};
    const { facts } = await gatherEmulated({ tenant });
    expect(facts.account.status).toBe('known');
    expect(facts.project).toMatchObject({ status: 'unknown', reason: 'not-found' });
    expect(JSON.stringify(facts.project)).toContain('has no project that you can see');
  });

  it('says that a project has no agent, and to deploy one', async () => {
    const tenant = structuredClone(loadSample('byok-401'));
    for (const project of Object.values(accountOf(tenant).projects)) project.agents = {};
    const { facts } = await gatherEmulated({ tenant });
    expect(facts.project.status).toBe('known');
    expect(facts.agent).toMatchObject({ status: 'unknown', reason: 'not-found' });
    expect(JSON.stringify(facts.agent)).toContain('azd deploy');
  });

  it('says that the project has no App Insights connection', async () => {
    const tenant = structuredClone(loadSample('byok-401'));
    for (const project of Object.values(accountOf(tenant).projects)) project.connections = {};
    const { facts } = await gatherEmulated({ tenant });
    expect(facts.telemetry.component).toMatchObject({ status: 'known', value: null });
    expect(facts.telemetry.symptoms).toMatchObject({ status: 'unknown', reason: 'not-read' });
  });
});

type AccountSpec = Tenant['subscriptions'][string]['resourceGroups'][string]['accounts'][string];

function accountOf(tenant: Tenant): AccountSpec {
  const group = tenant.subscriptions[shop.subscription]?.resourceGroups['rg-shop'];
  const account = group?.accounts['contoso-foundry'];
  if (account === undefined) throw new Error('The sample has no account contoso-foundry.');
  return account;
}

/** The tenant with an empty project beside the one that it has. */
function withSecondProject(sample: Tenant): Tenant {
  const tenant = structuredClone(sample);
  const { projects } = accountOf(tenant);
  const project = projects['shop'];
  if (project) projects['atelier'] = { ...project, agents: {} };
  return tenant;
}

/** The most requests of which each began only after the one before it had been answered. */
function longestChain(requests: { startMs: number; endMs: number }[]): number {
  let length = 0;
  let end = -1;
  for (const request of [...requests].sort((a, b) => a.endMs - b.endMs)) {
    if (request.startMs < end) continue;
    length += 1;
    end = request.endMs;
  }
  return length;
}
