import { request } from 'node:https';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import type { Json } from '../../src/emulator/tenant/merge-patch.ts';
import { audiences, call, frames, type Answer } from './call.ts';
import { credentialOf, serve } from './start.ts';

const agent = '/contoso-foundry.services.ai.azure.com/api/projects/shop/agents/concierge';
const session = 'sess_evening';

const get = (emulator: RunningEmulator, path: string): Promise<Answer> =>
  call(emulator, `${agent}${path}`, { audience: audiences.foundry });

const log = (emulator: RunningEmulator, query = ''): Promise<Answer> =>
  get(emulator, `/sessions/${session}:logstream?api-version=v1${query}`);

const invoke = (emulator: RunningEmulator): Promise<Answer> =>
  call(
    emulator,
    `${agent}/endpoint/protocols/invocations?api-version=v1&agent_session_id=${session}`,
    { audience: audiences.foundry, method: 'POST', body: { input: 'hi' } },
  );

describe('the sessions of a tenant file', () => {
  it('are there before anybody invokes, with what their containers wrote', async () => {
    const emulator = await serve('session-log');
    const listed = await get(emulator, '/endpoint/sessions?api-version=v1');
    expect(listed.at('data.0')).toMatchObject({ agent_session_id: session, status: 'idle' });
    const lines = frames((await log(emulator)).text);
    expect(lines).toMatchObject([{ stream: 'stdout' }, { stream: 'stderr' }, { stream: 'stderr' }]);
    expect(frames((await log(emulator, '&tail=1')).text)).toEqual(lines.slice(-1));
  });

  it('are listed in both forms of paging', async () => {
    const settings = { pageSize: 1, sessionPaging: 'token' };
    const emulator = await serve('session-log', { settings });
    const first = await get(emulator, '/endpoint/sessions?api-version=v1');
    expect(first.at('data.0.created_at')).toMatch(/Z$/);
    const token = first.at('pagination_token') as string;
    const second = await get(
      emulator,
      `/endpoint/sessions?api-version=v1&pagination_token=${token}`,
    );
    expect(second.at('data.0.agent_session_id')).toBe('sess_morning');
    expect(second.at('pagination_token')).toBeUndefined();

    const byCursor = await serve('session-log', { settings: { pageSize: 1 } });
    const page = await get(byCursor, '/endpoint/sessions?api-version=v1');
    expect([page.at('has_more'), page.at('last_id')]).toEqual([true, session]);
    expect(page.at('data.0.created_at')).toBeTypeOf('number');
  });

  it('have a log of what the platform did', async () => {
    const emulator = await serve('session-log');
    const [state, ...events] = frames((await log(emulator, '&kind=system')).text);
    expect(state).toMatchObject({ session_id: session, session_state: 'Running', version: '3' });
    expect(events).toMatchObject([{ stream: 'status' }]);
  });

  it.each(['&tail=0', '&tail=301', '&tail=ten', '&kind=all'])('refuse %s', async (query) => {
    expect((await log(await serve('session-log'), query)).status).toBe(400);
  });

  it('are known by the route of their version, and of no other', async () => {
    const emulator = await serve('session-log');
    const at = (version: string) =>
      get(emulator, `/versions/${version}/sessions/${session}:logstream?api-version=v1`);
    expect((await at('3')).status).toBe(200);
    expect((await at('2')).status).toBe(404);
  });

  it('keep a log open that is followed, and send what is written meanwhile', async () => {
    const emulator = await serve('session-log');
    const reader = await follow(emulator);
    await reader.until('PermissionDenied');
    expect(reader.text()).not.toContain('Authentication failed');
    await invoke(emulator);
    await reader.until('Authentication failed');
    reader.leave();
    // A reader that has gone away holds up neither the session nor the server.
    expect((await invoke(emulator)).status).toBe(200);
  });
});

interface Reader {
  text: () => string;
  until: (words: string) => Promise<void>;
  leave: () => void;
}

/** Follows the log over a connection of its own. */
async function follow(emulator: RunningEmulator): Promise<Reader> {
  const { token } = await credentialOf(emulator).getToken(`${audiences.foundry}/.default`);
  const url = `${emulator.origin}${agent}/sessions/${session}:logstream?api-version=v1&follow=true`;
  const headers = { authorization: `Bearer ${token}` };
  let text = '';
  let arrived = (): void => undefined;
  const outgoing = request(url, { ca: emulator.ca, headers }, (response) => {
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      arrived();
    });
    response.on('error', () => undefined);
  });
  outgoing.on('error', () => undefined);
  outgoing.end();
  return {
    text: () => text,
    async until(words) {
      while (!text.includes(words)) await new Promise<void>((resolve) => (arrived = resolve));
    },
    leave: () => outgoing.destroy(),
  };
}

it('are left out of a tenant by a patch, as everything else is', async () => {
  const nobody: Json = { agents: { concierge: { sessions: { sess_evening: null } } } };
  const path = ['3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915', 'rg-shop', 'contoso-foundry', 'shop'];
  const [subscription = '', group = '', account = '', project = ''] = path;
  const emulator = await serve('session-log', {
    subscriptions: {
      [subscription]: {
        resourceGroups: {
          [group]: { accounts: { [account]: { projects: { [project]: nobody } } } },
        },
      },
    },
  });
  const listed = await get(emulator, '/endpoint/sessions?api-version=v1');
  expect(listed.at('data.0.agent_session_id')).toBe('sess_morning');
});
