import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { audiences, call, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { serve } from './start.ts';

/** What the sample "company" adds to the others, as each service shows it. */
const finance = '6543c7bc-d5ce-40c4-9e7d-d9b02e0a14f0';
const modelUsers = 'f9c01ce5-f00b-4121-a3f7-1c821fc31d63';
const shopAgents = '613081f6-f9e4-4244-b491-6273e57c9d51';
const pilotTesters = '4ad57297-739f-42ac-bf83-0d8dda2a69cf';
const stylist = '497e8bf5-350c-4154-ac99-40680b6211f8';

const query = async (
  emulator: RunningEmulator,
  text: string,
): Promise<Record<string, string>[]> => {
  const answer = await call(
    emulator,
    '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01',
    { method: 'POST', body: { query: text, options: { resultFormat: 'objectArray' } } },
  );
  return answer.at('data') as Record<string, string>[];
};
const foundry = (emulator: RunningEmulator, path: string): Promise<Answer> =>
  call(emulator, `/${path}`, { audience: audiences.foundry });
const graph = (emulator: RunningEmulator, path: string): Promise<Answer> =>
  call(emulator, path.startsWith('https:') ? path : `/graph.microsoft.com/v1.0${path}`, {
    audience: audiences.graph,
  });
const nextPage = (answer: Answer): unknown =>
  (answer.at('') as Record<string, unknown>)['@odata.nextLink'];
const names = (answer: Answer): unknown[] =>
  (answer.at('value') as { name: unknown }[]).map(({ name }) => name);

describe('a subscription that refuses reads', () => {
  it('is listed, answers 403 to every read, and is not in Resource Graph', async () => {
    const emulator = await serve('company');
    const listed = await call(emulator, '/subscriptions?api-version=2022-12-01');
    expect(
      (listed.at('value') as { displayName: string }[]).map(({ displayName }) => displayName),
    ).toContain('Contoso Finance');
    for (const type of [
      'Microsoft.CognitiveServices/accounts',
      'Microsoft.Authorization/roleAssignments',
      'Microsoft.Authorization/denyAssignments',
    ]) {
      const answer = await call(
        emulator,
        `/subscriptions/${finance}/providers/${type}?api-version=2022-04-01`,
      );
      expect([answer.status, answer.at('error.code')]).toEqual([403, 'AuthorizationFailed']);
    }
    const rows = await query(emulator, 'resources | project id, subscriptionId');
    expect(rows.filter(({ subscriptionId }) => subscriptionId === finance)).toEqual([]);
  });
});

describe('hub-based Foundry', () => {
  it('stands in Resource Graph and in ARM’s lists, projects with the hub they belong to', async () => {
    const emulator = await serve('company');
    const type = 'Microsoft.MachineLearningServices/workspaces';
    const rows = await query(
      emulator,
      `resources | where type =~ '${type}' | project name, kind, hub = tostring(properties.hubResourceId) | order by name asc`,
    );
    const hub = `/subscriptions/${ids.modelSubscription}/resourceGroups/rg-models/providers/${type}/contoso-hub`;
    expect(rows).toEqual([
      { name: 'classic-search', kind: 'Project', hub },
      { name: 'contoso-hub', kind: 'Hub', hub: '' },
    ]);
    const list = await call(
      emulator,
      `/subscriptions/${ids.modelSubscription}/providers/${type}?api-version=2024-10-01`,
    );
    expect(names(list)).toEqual(['contoso-hub', 'classic-search']);
    expect((await call(emulator, `${hub}?api-version=2024-10-01`)).at('kind')).toBe('Hub');
  });
});

describe('two accounts of one name', () => {
  it('have different hosts, and projects of their own', async () => {
    const emulator = await serve('company');
    const rows = await query(
      emulator,
      "resources | where type =~ 'microsoft.cognitiveservices/accounts' and name == 'contoso-foundry' | project host = tostring(properties.customSubDomainName) | order by host asc",
    );
    expect(rows).toEqual([{ host: 'contoso-foundry' }, { host: 'contoso-research' }]);
    const agents = async (project: string): Promise<unknown> =>
      ((await foundry(emulator, project)).at('data') as { name: string }[]).map(({ name }) => name);
    expect(
      await agents(
        'contoso-research.services.ai.azure.com/api/projects/research/agents?api-version=v1',
      ),
    ).toEqual(['analyst', 'reviewer', 'concierge', 'translator']);
    expect(
      (
        await foundry(
          emulator,
          'contoso-foundry.services.ai.azure.com/api/projects/research/agents?api-version=v1',
        )
      ).status,
    ).toBe(404);
  });
});

describe('a project', () => {
  it('behind a private endpoint closes its data plane to callers outside', async () => {
    const emulator = await serve('company');
    const answer = await foundry(
      emulator,
      'contoso-vault.services.ai.azure.com/api/projects/payroll/agents?api-version=v1',
    );
    expect(answer.status).toBe(403);
    expect(answer.at('error.message')).toMatch(/^Public access is disabled\./);
  });

  it('finds an agent whose name holds markup, a slash and a command', async () => {
    const emulator = await serve('company');
    const name = '<b>x</b> $(calc)';
    const path = `contoso-foundry.services.ai.azure.com/api/projects/shop/agents/${encodeURIComponent(name)}?api-version=v1`;
    expect((await foundry(emulator, path)).at('name')).toBe(name);
  });

  it('lists thousands of agents by the hundred, each once', async () => {
    const agent = { versions: { 1: { createdAt: '-P1D', definition: { kind: 'prompt' } } } };
    const agents = Object.fromEntries(
      Array.from({ length: 250 }, (_, index) => [`agent-${index}`, agent]),
    );
    const emulator = await serve('healthy', {
      subscriptions: {
        [ids.subscription]: {
          resourceGroups: {
            'rg-shop': { accounts: { 'contoso-foundry': { projects: { shop: { agents } } } } },
          },
        },
      },
    });
    const seen: string[] = [];
    const sizes: number[] = [];
    let after = '';
    let more = true;
    while (more) {
      const page = await foundry(
        emulator,
        `contoso-foundry.services.ai.azure.com/api/projects/shop/agents?api-version=v1&limit=500${after}`,
      );
      const data = page.at('data') as { name: string }[];
      sizes.push(data.length);
      seen.push(...data.map(({ name }) => name));
      after = `&after=${encodeURIComponent(String(page.at('last_id')))}`;
      more = page.at('has_more') === true;
    }
    expect(sizes).toEqual([100, 100, 51]);
    expect(new Set(seen).size).toBe(251);
  });
});

describe('the members of a group', () => {
  it('come at any depth, page by page, with the properties that were selected', async () => {
    const emulator = await serve('company', { settings: { pageSize: 1 } });
    const first = await graph(emulator, `/groups/${modelUsers}/transitiveMembers?$select=id`);
    expect(first.at('value')).toEqual([
      { '@odata.type': '#microsoft.graph.group', id: shopAgents },
    ]);
    const second = await graph(emulator, String(nextPage(first)));
    expect(second.at('value.0.id')).toBe(stylist);
    expect(nextPage(second)).toBeUndefined();
    const direct = await graph(emulator, `/groups/${modelUsers}/members`);
    expect(direct.at('value.0.displayName')).toBe('Shop agents');
  });

  it('may be hidden, and are nobody’s where there is no such group', async () => {
    const emulator = await serve('company');
    const hidden = await graph(emulator, `/groups/${pilotTesters}/transitiveMembers?$select=id`);
    expect(hidden.at('error.code')).toBe('Authorization_RequestDenied');
    const none = await graph(emulator, `/groups/${stylist}/transitiveMembers`);
    expect(none.status).toBe(404);
  });
});

describe('the role assignments of a subscription', () => {
  const list = (subscription: string): string =>
    `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`;
  const read = async (emulator: RunningEmulator): Promise<{ id: string; scope: string }[]> => {
    const rows: { id: string; scope: string }[] = [];
    let next: unknown = list(ids.subscription);
    while (typeof next === 'string') {
      const page = await call(emulator, next, { as: 'administrator' });
      for (const { id, properties } of page.at('value') as {
        id: string;
        properties: { scope: string };
      }[]) {
        rows.push({ id, scope: properties.scope.toLowerCase() });
      }
      next = page.at('nextLink');
    }
    return rows;
  };

  it('are those at, above and below it, each once, however long the pages are', async () => {
    const whole = await read(await serve('company'));
    const scopes = new Set(whole.map(({ scope }) => scope.split('/').slice(0, 5).join('/')));
    expect([...scopes].sort()).toEqual([
      '/providers/microsoft.management/managementgroups/contoso',
      ids.resourceGroup.toLowerCase(),
      `/subscriptions/${ids.subscription}/resourcegroups/rg-vault`,
    ]);
    const paged = await read(await serve('company', { settings: { pageSize: 3 } }));
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
  });

  it('change with what is assigned and removed', async () => {
    const emulator = await serve('company');
    const before = await read(emulator);
    const id = `${ids.account}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
    const change = (method: string, body?: unknown): Promise<Answer> =>
      call(emulator, `${id}?api-version=2022-04-01`, { as: 'administrator', method, body });
    await change('PUT', {
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ids.foundryUser}`,
        principalId: ids.instance,
      },
    });
    expect(await read(emulator)).toHaveLength(before.length + 1);
    await change('DELETE');
    expect(await read(emulator)).toEqual(before);
  });
});
