import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { call, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { serve } from './start.ts';

const assignments = '/providers/Microsoft.Authorization/roleAssignments';
const version = 'api-version=2022-04-01';
const inner = 'd0000000-0000-4000-8000-000000000001';
const outer = 'd0000000-0000-4000-8000-000000000002';
const row = (n: number): string => `e0000000-0000-4000-8000-00000000000${n}`;

const grant = (principalId: string, scope: string) => ({
  principalId,
  role: ids.foundryUser,
  scope,
  createdOn: '-P1D',
});

/** Rows at every height, to the agent's identity, to the group it is in, and to the group above. */
const heights = {
  groups: {
    [inner]: { displayName: 'inner', members: [ids.instance] },
    [outer]: { displayName: 'outer', members: [inner] },
  },
  roleAssignments: {
    [row(1)]: grant(ids.instance, ids.managementGroup),
    [row(2)]: grant(inner, `/subscriptions/${ids.subscription}`),
    [row(3)]: grant(outer, ids.resourceGroup),
    [row(4)]: grant(ids.instance, ids.account),
    [row(5)]: grant(ids.instance, ids.agent),
    [row(6)]: grant(ids.instance, `/subscriptions/${ids.modelSubscription}`),
  },
};
const atProject = 'c0a1d3e5-0006-4f27-8b96-1d5e7f9a2b35';

async function list(emulator: RunningEmulator, scope: string, filter: string): Promise<string[]> {
  const query = filter === '' ? '' : `&$filter=${encodeURIComponent(filter)}`;
  const answer = await call(emulator, `${scope}${assignments}?${version}${query}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.at('value') as { name: string; properties: { principalId: string } }[])
    .filter(({ properties }) => [ids.instance, inner, outer].includes(properties.principalId))
    .map(({ name }) => name)
    .sort();
}

describe('role assignment lists', () => {
  const cases: [filter: string, scope: string, names: string[]][] = [
    ['', ids.account, [atProject, row(1), row(2), row(3), row(4), row(5)]],
    ['atScope()', ids.account, [row(1), row(2), row(3), row(4)]],
    [
      `assignedTo('${ids.instance}')`,
      ids.project,
      [atProject, row(1), row(2), row(3), row(4), row(5)],
    ],
    [
      `atScope() and assignedTo('${ids.instance}')`,
      ids.project,
      [atProject, row(1), row(2), row(3), row(4)],
    ],
    [`principalId eq '${ids.instance}'`, ids.account, [atProject, row(1), row(4), row(5)]],
    [`principalId eq '${inner}'`, ids.account, [row(2)]],
    [`assignedTo('${ids.formerInstance}')`, ids.account, []],
  ];
  it.each(cases)('%s at %s', async (filter, scope, names) => {
    const emulator = await serve('byok-401', heights);
    expect(await list(emulator, scope, filter)).toEqual(names.toSorted());
  });

  it('refuse a group in assignedTo(), a filter they do not know, and a missing version', async () => {
    const emulator = await serve('byok-401', heights);
    const get = (query: string): Promise<Answer> =>
      call(emulator, `${ids.account}${assignments}?${query}`);
    expect((await get(`${version}&$filter=assignedTo('${outer}')`)).status).toBe(400);
    expect((await get(`${version}&$filter=startswith(name,'a')`)).status).toBe(400);
    expect((await get('')).at('error.code')).toBe('MissingApiVersionParameter');
  });

  it('spell the scope as it was recorded: in mixed casing', async () => {
    const emulator = await serve('byok-401', heights);
    const { text } = await call(emulator, `${ids.account}${assignments}?${version}`);
    expect(text).toContain('/resourceGroups/rg-shop');
    expect(text).toContain('/resourcegroups/rg-shop');
  });

  it('come in pages, whose links keep the filter', async () => {
    const emulator = await serve('byok-401', { ...heights, settings: { pageSize: 2 } });
    const seen: string[] = [];
    let next: string | undefined =
      `${ids.account}${assignments}?${version}&$filter=principalId eq '${ids.instance}'`.replaceAll(
        ' ',
        '+',
      );
    while (next !== undefined) {
      const page = (await call(emulator, next)).at('') as {
        value: { name: string }[];
        nextLink?: string;
      };
      expect(page.value.length).toBeLessThanOrEqual(2);
      seen.push(...page.value.map(({ name }) => name));
      next = page.nextLink;
    }
    expect(seen.toSorted()).toEqual([atProject, row(1), row(4), row(5)].toSorted());
  });

  it('are refused to whoever may not read them', async () => {
    const emulator = await serve('byok-401', {
      roleAssignments: { 'c0a1d3e5-0001-4f27-8b96-1d5e7f9a2b30': null },
    });
    const { status, at } = await call(emulator, `${ids.account}${assignments}?${version}`);
    expect([status, at('error.code')]).toEqual([403, 'AuthorizationFailed']);
  });
});

describe('role assignment writes', () => {
  const body = (change: object = {}) => ({
    properties: {
      roleDefinitionId: `/subscriptions/${ids.subscription}/providers/Microsoft.Authorization/roleDefinitions/${ids.foundryUser}`,
      principalId: ids.instance,
      principalType: 'ServicePrincipal',
      ...change,
    },
  });
  const put = (
    emulator: RunningEmulator,
    change: object = {},
    { as = 'administrator', name = String(randomUUID()), scope = ids.account } = {},
  ): Promise<Answer> =>
    call(emulator, `${scope}${assignments}/${name}?${version}`, {
      method: 'PUT',
      as,
      body: body(change),
    });

  it('create, repeat, refuse a twin, delete', async () => {
    const emulator = await serve('byok-401');
    const name = randomUUID();
    const created = await put(emulator, {}, { name });
    expect(created.status).toBe(201);
    expect(created.at('properties.createdBy')).toBe('5a90e3c7-d28b-4f16-9e74-08c6b1d5f2a9');
    expect((await put(emulator, {}, { name })).status).toBe(200);
    const twin = await put(emulator);
    expect([twin.status, twin.at('error.code')]).toEqual([409, 'RoleAssignmentExists']);
    const moved = await put(emulator, { principalId: ids.projectIdentity }, { name });
    expect(moved.at('error.code')).toBe('RoleAssignmentUpdateNotPermitted');

    const path = `${ids.account}${assignments}/${name}?${version}`;
    const remove = () => call(emulator, path, { method: 'DELETE', as: 'administrator' });
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(204);
    expect((await call(emulator, path)).status).toBe(404);
  });

  const refusals: [code: string, change: object, options: object][] = [
    ['AuthorizationFailed', {}, { as: 'doctor' }],
    ['PrincipalNotFound', { principalId: ids.formerInstance }, {}],
    ['UnmatchedPrincipalType', { principalType: 'User' }, {}],
    [
      'RoleDefinitionDoesNotExist',
      {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/53ca6127-db72-4e31-b599-04dc5da150b4`,
      },
      {},
    ],
    ['ResourceNotFound', {}, { scope: `${ids.account}-not-there` }],
    ['InvalidRequestContent', { principalId: 'somebody' }, {}],
    ['InvalidRoleAssignmentId', {}, { name: 'mine' }],
  ];
  it.each(refusals)('%s', async (code, change, options) => {
    const emulator = await serve('byok-401');
    const answer = await put(emulator, change, options);
    expect(answer.at('error.code'), answer.text).toBe(code);
  });

  it('let a Foundry Owner assign the roles of its condition, and no other', async () => {
    const owner = {
      principalId: ids.doctor,
      role: 'c883944f-8b7b-4483-af10-35834be79c4a',
      scope: ids.account,
      createdOn: '-P1D',
    };
    const emulator = await serve('byok-401', { roleAssignments: { [row(9)]: owner } });
    expect((await put(emulator, {}, { as: 'doctor' })).status).toBe(201);
    const reader = `/providers/Microsoft.Authorization/roleDefinitions/${ids.reader}`;
    expect((await put(emulator, { roleDefinitionId: reader }, { as: 'doctor' })).status).toBe(403);
  });
});

describe('the other lists of Microsoft.Authorization', () => {
  const get = async (emulator: RunningEmulator, path: string): Promise<Answer> =>
    call(emulator, `${ids.account}/providers/Microsoft.Authorization/${path}`);

  it('give role definitions by GUID and by name, built-in and custom', async () => {
    const emulator = await serve('custom-role');
    const named = await get(
      emulator,
      `roleDefinitions?${version}&$filter=roleName+eq+'foundry user'`.replace(
        'foundry ',
        'foundry%20',
      ),
    );
    expect((named.at('value') as { name: string }[]).map(({ name }) => name)).toEqual([
      ids.foundryUser,
    ]);
    const custom = await get(emulator, `roleDefinitions?${version}&$filter=type+eq+'CustomRole'`);
    expect(custom.at('value')).toHaveLength(1);
    const typo = await get(
      emulator,
      `roleDefinitions/53ca6127-db72-4e31-b599-04dc5da150b4?${version}`,
    );
    expect([typo.status, typo.at('error.code')]).toEqual([404, 'RoleDefinitionDoesNotExist']);
  });

  it('give denies of everyone to whoever is asked about, and eligibilities', async () => {
    const denied = await serve('deny-assignment');
    const filter = `$filter=assignedTo('${ids.instance}')`;
    const denies = await get(denied, `denyAssignments?${version}&${filter}`);
    expect(denies.at('value')).toHaveLength(1);

    const eligible = await serve('eligible-only');
    const rows = await get(
      eligible,
      `roleEligibilityScheduleInstances?api-version=2020-10-01&${filter}`,
    );
    expect(rows.at('value.0.properties.principalId')).toBe(ids.instance);
  });

  it('give the caller its own permissions', async () => {
    const emulator = await serve('byok-401');
    const answer = await get(emulator, `permissions?${version}`);
    expect(answer.at('value.0.actions')).toEqual(['*/read']);
    expect(answer.at('value')).toHaveLength(1);
  });
});

describe('checkAccess', () => {
  const ask = (emulator: RunningEmulator, action: string, isDataAction: boolean): Promise<Answer> =>
    call(
      emulator,
      `${ids.account}/providers/Microsoft.Authorization/checkAccess?api-version=2018-09-01-preview`,
      {
        method: 'POST',
        body: {
          Subject: { Attributes: { ObjectId: ids.instance } },
          Actions: [{ Id: action, IsDataAction: isDataAction }],
          Resource: { Id: ids.account },
        },
      },
    );
  const respond = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';

  it.each([
    ['healthy', respond, true, 'Allowed'],
    ['healthy', respond, false, 'NotAllowed'],
    ['healthy', 'Microsoft.CognitiveServices/accounts/delete', false, 'NotAllowed'],
    ['byok-401', respond, true, 'NotAllowed'],
    ['deny-assignment', respond, true, 'NotAllowed'],
    // The grant is a group's, and checkAccess looks up no groups.
    ['via-group', respond, true, 'NotAllowed'],
  ])('of %s: %s as a data action (%s) is %s', async (sample, action, isDataAction, decision) => {
    const answer = await ask(await serve(sample), action, isDataAction);
    expect(answer.at('')).toMatchObject([
      { actionId: action, isDataAction, accessDecision: decision },
    ]);
  });

  it('names the assignment that allows, and is absent where the tenant says so', async () => {
    const answer = await ask(await serve('healthy'), respond, true);
    expect(answer.at('0.roleAssignment.principalId')).toBe(ids.instance);
    const without = await serve('healthy', { settings: { checkAccess: false } });
    expect((await ask(without, respond, true)).status).toBe(404);
  });
});
