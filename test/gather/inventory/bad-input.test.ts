import { describe, expect, it } from 'vitest';
import { valueOf, type Fact } from '../../../src/core/facts/fact.ts';
import type { InventoryResources } from '../../../src/core/inventory/inventory.ts';
import { loadSample, type Tenant } from '../../../src/emulator/index.ts';
import type { InventoryReader } from '../../../src/gather/index.ts';
import { shop } from '../emulated.ts';
import { company, withInventory, type EmulatedInventory } from './emulated-inventory.ts';

const everywhere = Object.values(company);

function resourcesOf(how: EmulatedInventory): Promise<Fact<InventoryResources>> {
  return withInventory(how, (reader) => reader.resources(everywhere));
}

/** What there is, without the order, which differs from one way of reading to the other. */
function idsIn(fact: Fact<InventoryResources>) {
  const { accounts, projects, hubWorkspaces, userAssignedIdentities } = known(fact);
  const lists = [accounts, projects, hubWorkspaces, userAssignedIdentities];
  return lists.map((list) => list.map(({ id }) => id.toLowerCase()).sort());
}

function known<T>(fact: Fact<T>): T {
  if (fact.status === 'unknown') throw new Error(`${fact.reason}: ${fact.detail}`);
  return fact.value;
}

async function projectOf(reader: InventoryReader, name: string) {
  const { projects } = known(await reader.resources(everywhere));
  const project = projects.find((candidate) => candidate.name === name);
  if (project === undefined) throw new Error(`There is no project ${name}.`);
  return project;
}

describe('the resources of a tenant', () => {
  it('leave out a subscription that refuses reads, with the reason, and the others whole', async () => {
    const { missing, accounts, hubWorkspaces } = known(await resourcesOf({}));
    expect(Object.keys(missing)).toEqual([company.finance]);
    expect(missing[company.finance]).toMatchObject({ reason: 'refused' });
    expect(missing[company.finance]?.detail).toContain('you lack Microsoft.CognitiveServices');
    expect(accounts).toHaveLength(4);
    expect(hubWorkspaces.map(({ kind }) => kind).sort()).toEqual(['hub', 'project']);
  });

  it.each([
    ['refused', { faults: [{ path: 'ResourceGraph', status: 403 }] }],
    ['cut short', { settings: { resourceGraphTruncates: 3 } }],
  ])('are the same by ARM’s own lists where Resource Graph is %s', async (_why, how) => {
    const byLists = await resourcesOf(how);
    expect(idsIn(byLists)).toEqual(idsIn(await resourcesOf({})));
    expect(Object.keys(known(byLists).missing)).toEqual([company.finance]);
  });

  it('come page by page, and onPage sees them grow', async () => {
    const seen: number[] = [];
    const paged = await withInventory({ settings: { pageSize: 3 } }, (reader) =>
      reader.resources(everywhere, { onPage: ({ projects }) => seen.push(projects.length) }),
    );
    expect(idsIn(paged)).toEqual(idsIn(await resourcesOf({})));
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('are unknown where nothing came at all', async () => {
    const faults = [{ path: 'ResourceGraph', status: 429, retryAfter: 999 }];
    expect(await resourcesOf({ faults })).toMatchObject({ reason: 'throttled' });
  });
});

describe('the agents of a project', () => {
  it('behind a private endpoint are unknown because of the network', async () => {
    const agents = await withInventory({}, async (reader) =>
      reader.agents(await projectOf(reader, 'payroll')),
    );
    expect(agents).toMatchObject({ status: 'unknown', reason: 'unreachable' });
    expect(JSON.stringify(agents)).toMatch(/network keeps you .* no role opens it/);
  });

  it('at a host that does not answer are unknown because of the network, too', async () => {
    const agents = await withInventory({}, async (reader) => {
      const project = await projectOf(reader, 'shop');
      return reader.agents({ ...project, endpoint: 'https://127.0.0.1:1/api/projects/shop' });
    });
    expect(agents).toMatchObject({ status: 'unknown', reason: 'unreachable' });
    expect(JSON.stringify(agents)).toContain('private endpoint answers only inside its network');
  });

  it('are refused by name to whoever may not list them', async () => {
    const agents = await withInventory({}, async (reader) =>
      reader.agents(await projectOf(reader, 'lab')),
    );
    expect(agents).toMatchObject({ status: 'unknown', reason: 'refused' });
  });

  it('may be 10,000, and come a hundred at a time', async () => {
    const pages: number[] = [];
    const { agents, requests } = await withInventory(
      { tenant: withAgents(10_000) },
      async (reader, emulator) => {
        const project = await projectOf(reader, 'shop');
        const read = await reader.agents(project, {
          onPage: ({ list }) => pages.push(list.length),
        });
        return { agents: known(read).list, requests: emulator.requests() };
      },
    );
    expect(new Set(agents.map(({ name }) => name)).size).toBe(10_000);
    expect(pages).toEqual(Array.from({ length: 100 }, (_, index) => (index + 1) * 100));
    const lists = requests.filter(({ path }) => /\/agents\?/.test(path));
    expect(lists).toHaveLength(100);
  });

  it('of the first pages are known where a later page fails, with the reason', async () => {
    const faults = [{ path: '/projects/shop/agents\\?.*after=', status: 403 }];
    const read = await withInventory({ tenant: withAgents(250), faults }, async (reader) =>
      reader.agents(await projectOf(reader, 'shop')),
    );
    const { list, missing } = known(read);
    expect(list).toHaveLength(100);
    expect(missing).toMatchObject({ status: 'unknown', reason: 'refused' });
    expect(missing?.detail).toContain('the agents of the project shop');
  });

  it('run as the version that gets the traffic, even where the list shows a later one', async () => {
    const tenant = structuredClone(loadSample('byok-401'));
    const agents = agentsOf(tenant);
    agents['concierge'] = { ...agents['concierge']!, traffic: { '2': 100 } };
    const { listed, single } = await withInventory({ tenant }, async (reader) => {
      const project = await projectOf(reader, 'shop');
      return {
        listed: known(await reader.agents(project)).list[0],
        single: known(await reader.agent(project, 'concierge')),
      };
    });
    expect(listed?.serving).toMatchObject({ version: '2' });
    expect(listed?.serving.instanceIdentity).toEqual(single.serving.instanceIdentity);
    expect(listed?.versions.map(({ version }) => version)).toEqual(['3', '2']);
    expect(single.versions.length).toBeGreaterThan(1);
  });

  it('hold names of any kind', async () => {
    const agent = await withInventory({}, async (reader) =>
      reader.agent(await projectOf(reader, 'shop'), '<b>x</b> $(calc)'),
    );
    expect(valueOf(agent)?.name).toBe('<b>x</b> $(calc)');
  });
});

describe('the access of a subscription', () => {
  const accessOf = (how: EmulatedInventory) =>
    withInventory(how, (reader) => reader.access(company.shop));

  it('holds what is assigned at it, below it and above it, over all pages', async () => {
    const whole = await accessOf({});
    const paged = await accessOf({ settings: { pageSize: 2 } });
    const idsOf = (access: typeof whole) => known(access.assignments).map(({ id }) => id);
    expect(idsOf(paged)).toEqual(idsOf(whole));
    expect(known(paged.denyAssignments)).toEqual(known(whole.denyAssignments));
    expect(known(paged.roleDefinitions)).toEqual(known(whole.roleDefinitions));
    const scopes = known(whole.assignments).map(({ scope }) => scope.toLowerCase());
    expect(scopes).toContain(shop.account.toLowerCase());
    const times = known(whole.assignments).map(({ createdOn }) => createdOn ?? '');
    expect(times.every((time) => /^\d{4}-.*Z$/.test(time))).toBe(true);
  });

  it.each(['roleAssignments', 'denyAssignments', 'roleEligibilityScheduleInstances'])(
    'without the right to read %s leaves the rest known',
    async (list) => {
      const access = await accessOf({ faults: [{ path: `/${list}\\?`, status: 403 }] });
      const { assignments, denyAssignments, eligibilities, roleDefinitions } = access;
      const facts = [assignments, denyAssignments, eligibilities, roleDefinitions];
      expect(facts.filter(({ status }) => status === 'unknown')).toMatchObject([
        { reason: 'refused' },
      ]);
    },
  );

  it('knows the members of nested groups, or that Graph hides them', async () => {
    const groups = await accessOf({});
    expect(Object.values(groups.groupMembers)).toMatchObject([{ status: 'known' }]);
    const hidden = await accessOf({ faults: [{ path: 'graph.microsoft.com', status: 403 }] });
    expect(Object.keys(hidden.groupMembers)).toEqual(Object.keys(groups.groupMembers));
    expect(Object.values(hidden.groupMembers)).toMatchObject([{ reason: 'refused' }]);
    expect(hidden.assignments.status).toBe('known');
  });

  it('asks for the members of every group where nobody may say what its roles contain', async () => {
    const faults = [{ path: '/roleDefinitions\\?', status: 403 }];
    const [some, all] = await Promise.all([accessOf({}), accessOf({ faults })]);
    expect(all.roleDefinitions).toMatchObject({ reason: 'refused' });
    expect(Object.keys(all.groupMembers)).toEqual(
      expect.arrayContaining(Object.keys(some.groupMembers)),
    );
  });

  it('is read again where the service asks for a short wait, and throttled where for a long one', async () => {
    const path = '/roleAssignments\\?';
    const short = await accessOf({ faults: [{ path, status: 429, retryAfter: 0, times: 3 }] });
    expect(short.assignments.status).toBe('known');
    const busy = await accessOf({ faults: [{ path, status: 503, retryAfter: 0, times: 1 }] });
    expect(busy.assignments.status).toBe('known');
    const long = await accessOf({ faults: [{ path, status: 429, retryAfter: 999 }] });
    expect(long.assignments).toMatchObject({ reason: 'throttled' });
  });
});

describe('a token', () => {
  const expired = { path: '/roleAssignments\\?', status: 401, code: 'ExpiredAuthenticationToken' };

  it('that the services end before its time is renewed on the way', async () => {
    let ahead = 0;
    const now = () => new Date(Date.now() + ahead);
    const settings = { tokenLifetime: 'PT10M' };
    const access = await withInventory({ settings, now }, async (reader) => {
      known(await reader.subscriptions());
      ahead = 11 * 60_000;
      return reader.access(company.shop);
    });
    expect(access.assignments.status).toBe('known');
    expect(access.roleDefinitions.status).toBe('known');
    expect(Object.values(access.groupMembers)).toMatchObject([{ status: 'known' }]);
  });

  it('that is refused however new it is means that nobody is signed in', async () => {
    const access = await withInventory({ faults: [expired] }, (reader) =>
      reader.access(company.shop),
    );
    expect(access.assignments).toMatchObject({ status: 'unknown', reason: 'not-signed-in' });
    expect(access.denyAssignments.status).toBe('known');
  });
});

function agentsOf(tenant: Tenant) {
  const group = tenant.subscriptions[shop.subscription]?.resourceGroups['rg-shop'];
  const project = group?.accounts['contoso-foundry']?.projects['shop'];
  if (project === undefined) throw new Error('The sample has no project shop.');
  return project.agents;
}

/** A tenant with so many agents in one project, all made after the same one. */
function withAgents(count: number): Tenant {
  const tenant = structuredClone(loadSample('byok-401'));
  const agents = agentsOf(tenant);
  const model = agents['concierge'];
  if (model === undefined) throw new Error('The sample has no agent concierge.');
  for (let index = 1; index < count; index += 1) agents[`agent-${index}`] = model;
  return tenant;
}
