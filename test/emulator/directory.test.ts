import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { audiences, call, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { serve } from './start.ts';

const graph = (emulator: RunningEmulator, path: string, body?: unknown): Promise<Answer> =>
  call(emulator, `/graph.microsoft.com/v1.0${path}`, {
    audience: audiences.graph,
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

const everyone = [ids.instance, ids.projectIdentity, ids.formerInstance];
const getByIds = (emulator: RunningEmulator): Promise<Answer> =>
  graph(emulator, '/directoryObjects/getByIds', {
    ids: everyone,
    types: ['servicePrincipal', 'user', 'group'],
  });

describe('Microsoft Graph', () => {
  it('knows the identities that the resources imply, and leaves out the deleted', async () => {
    const emulator = await serve('byok-401');
    expect((await getByIds(emulator)).at('value')).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.agentIdentity',
        id: ids.instance,
        displayName: 'contoso-foundry-shop-concierge-AgentIdentity',
        servicePrincipalType: 'ServiceIdentity',
        agentIdentityBlueprintId: '42fd8a19-6e50-4d73-a1b9-c70e52f3d684',
      },
      { id: ids.projectIdentity, servicePrincipalType: 'ManagedIdentity' },
    ]);
    const byAppId = await graph(
      emulator,
      "/servicePrincipals(appId='d94a0e63-7b15-4c28-8f9e-35a1c6d07b48')",
    );
    expect(byAppId.at('id')).toBe(ids.instance);
    const gone = await graph(emulator, `/servicePrincipals/${ids.formerInstance}`);
    expect([gone.status, gone.at('error.code')]).toEqual([404, 'Request_ResourceNotFound']);
  });

  it('finds groups at any depth', async () => {
    const emulator = await serve('via-group');
    const groups = await graph(emulator, `/servicePrincipals/${ids.instance}/transitiveMemberOf`);
    expect(groups.at('value')).toHaveLength(2);
    const direct = await graph(emulator, `/servicePrincipals/${ids.instance}/memberOf`);
    expect(direct.at('value')).toHaveLength(1);
  });

  it('answers the look-ups that az makes before it assigns a role', async () => {
    const emulator = await serve('byok-401');
    const filter = encodeURIComponent(`servicePrincipalNames/any(c:c eq '${ids.instance}')`);
    expect((await graph(emulator, `/servicePrincipals?$filter=${filter}`)).at('value')).toEqual([]);
    const named = encodeURIComponent("displayName eq 'doctor'");
    const found = await graph(emulator, `/servicePrincipals?$filter=${named}`);
    expect(found.at('value.0.id')).toBe(ids.doctor);
  });

  it('refuses, or shows ids alone, as the caller’s rights are', async () => {
    const refused = await getByIds(await serve('no-graph-rights'));
    expect([refused.status, refused.at('error.code')]).toEqual([
      403,
      'Authorization_RequestDenied',
    ]);
    const partial = await serve('byok-401', { applications: { doctor: { graph: 'partial' } } });
    expect((await getByIds(partial)).at('value.0')).toEqual({
      '@odata.type': '#microsoft.graph.agentIdentity',
      id: ids.instance,
    });
    const me = await graph(partial, '/me');
    expect(me.at('error.message')).toContain('only valid with delegated authentication flow');
  });
});
