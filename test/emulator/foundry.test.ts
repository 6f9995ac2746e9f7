import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { at, audiences, call, frames, type Answer } from './call.ts';
import { ids } from './ids.ts';
import { serve } from './start.ts';

const project = '/contoso-foundry.services.ai.azure.com/api/projects/shop';
const endpoint = `${project}/agents/concierge/endpoint/protocols`;
const foundry = { audience: audiences.foundry };

const invoke = (emulator: RunningEmulator, as = 'doctor'): Promise<Answer> =>
  call(emulator, `${endpoint}/invocations?api-version=v1`, {
    ...foundry,
    as,
    method: 'POST',
    body: { input: 'hi' },
  });

const types = (answer: Answer): unknown[] => frames(answer.text).map((frame) => at(frame, 'type'));

const assign = (emulator: RunningEmulator, principalId: string, scope: string): Promise<Answer> =>
  call(
    emulator,
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?api-version=2022-04-01`,
    {
      method: 'PUT',
      as: 'administrator',
      body: {
        properties: {
          principalId,
          principalType: 'ServicePrincipal',
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ids.foundryUser}`,
        },
      },
    },
  );

describe('invoking an agent', () => {
  it('without the role gives 200 and the silent 401, down to its JSON inside JSON', async () => {
    const emulator = await serve('byok-401');
    const answer = await invoke(emulator);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(types(answer)).toEqual([
      'session.usage_info',
      'model.call_failure',
      'session.info',
      'model.call_failure',
      'assistant.turn_end',
      'error',
      undefined,
    ]);
    const [, first, info, second, , error, done] = frames(answer.text);
    expect(JSON.parse(String(at(first, 'data.errorMessage')))).toEqual({
      code: 'PermissionDenied',
      message: `The principal \`${ids.instance}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation.`,
    });
    expect(at(first, 'data.statusCode')).toBe(401);
    expect(at(info, 'data.message')).toBe('Request failed (transient_auth_error). Retrying...');
    expect(at(second, 'data.errorMessage')).toContain(
      'Principal does not have access to API/Operation.',
    );
    expect(at(error, 'message')).toBe(
      `Authentication failed with provider at ${emulator.origin}/contoso-foundry.openai.azure.com/openai/v1/ (HTTP 401). Check your COPILOT_PROVIDER_API_KEY or COPILOT_PROVIDER_BEARER_TOKEN.`,
    );
    expect(answer.text).toContain('event: done\n');
    expect(at(done, 'session_id')).toBe(answer.headers['x-agent-session-id']);
  });

  it('succeeds as soon as the role is assigned', async () => {
    const emulator = await serve('byok-401');
    expect((await assign(emulator, ids.instance, ids.account)).status).toBe(201);
    const answer = await invoke(emulator);
    expect(types(answer)).toContain('assistant.message');
    expect(answer.text).not.toContain('model.call_failure');
  });

  it('shows one 401 and recovers in the same stream, where the tenant says so', async () => {
    const seen = types(await invoke(await serve('recovers')));
    expect(seen.indexOf('model.call_failure')).toBeLessThan(seen.indexOf('assistant.message'));
  });

  it('through the Responses protocol hides the denial in an error frame', async () => {
    const emulator = await serve('byok-401');
    const post = (stream: boolean): Promise<Answer> =>
      call(emulator, `${endpoint}/openai/responses?api-version=v1`, {
        ...foundry,
        method: 'POST',
        body: { input: 'hi', stream },
      });
    const streamed = await post(true);
    expect(streamed.status).toBe(200);
    expect(frames(streamed.text).at(-1)).toMatchObject({ type: 'error', code: 'server_error' });
    expect((await post(false)).at('status')).toBe('failed');
  });

  it('is refused to a caller without the data action, by name', async () => {
    const emulator = await serve('byok-401', {
      roleAssignments: { 'c0a1d3e5-0002-4f27-8b96-1d5e7f9a2b31': null },
    });
    const answer = await invoke(emulator);
    expect(answer.status).toBe(401);
    expect(answer.at('error')).toMatchObject({ code: 'PermissionDenied' });
    expect(answer.at('error.message')).toContain(`The principal \`${ids.doctor}\` lacks`);
    expect(answer.at('error.message')).toContain('aka.ms/FoundryPermissions');
  });

  it('leaves the rows behind that a container would write', async () => {
    const emulator = await serve('empty-telemetry', {
      roleAssignments: { 'c0a1d3e5-0005-4f27-8b96-1d5e7f9a2b34': null },
    });
    await invoke(emulator);
    const logged = await call(emulator, `/api.loganalytics.io/v1${ids.component}/query`, {
      audience: audiences.logs,
      method: 'POST',
      body: {
        query: 'union withsource=t traces, exceptions, requests | project t | order by t asc',
      },
    });
    expect(logged.at('tables.0.rows')).toEqual([['exceptions'], ['requests'], ['traces']]);
  });
});

/** Sample, patch, and the HTTP status of the denial that the stream tells of; null for an answer. */
const outcomes: [sample: string, patch: object, denied: number | null, named?: string][] = [
  ['healthy', {}, null],
  ['account-only', {}, null],
  ['inherited-management-group', {}, null],
  ['via-group', {}, null],
  ['custom-role', {}, null],
  ['no-graph-rights', {}, 401, ids.instance],
  ['eligible-only', {}, 401, ids.instance],
  ['deny-assignment', {}, 401, ids.instance],
  ['conditional-assignment', {}, 401, ids.instance],
  ['wrong-role-guid', {}, 401, ids.instance],
  ['stale-identity', {}, 401, ids.instance],
  ['propagating', {}, 401, ids.instance],
  ['propagating', { settings: { propagationDelay: 'PT2M' } }, null],
  ['project-identity-missing', {}, 401, ids.projectIdentity],
  ['byok-other-account', {}, 401, ids.instance],
  ['resource-graph-truncated', {}, 401, ids.instance],
  ['local-auth-disabled', {}, 403, 'AuthenticationTypeDisabled'],
  ['public-access-disabled', {}, 403, 'Public access is disabled'],
  ['wrong-audience', {}, 401, 'audience is incorrect (https://ai.azure.com)'],
  ['empty-telemetry', {}, null],
  ['empty-telemetry', { settings: { modelAccess: 'explicit-account' } }, 401, ids.instance],
  ['empty-telemetry', { settings: { modelAccess: 'explicit-both' } }, 401, ids.instance],
];

describe('the authoriser behind the stream', () => {
  it.each(outcomes)('%s %j: %s %s', async (sample, patch, denied, named) => {
    const answer = await invoke(await serve(sample, patch as never));
    const failure = frames(answer.text).find((frame) => at(frame, 'type') === 'model.call_failure');
    expect(at(failure, 'data.statusCode') ?? null).toBe(denied);
    if (named !== undefined) expect(at(failure, 'data.errorMessage')).toContain(named);
    expect(types(answer).includes('assistant.message')).toBe(denied === null);
  });

  it('wants a grant at the account and one at the project, where the tenant is like that', async () => {
    const emulator = await serve('empty-telemetry', { settings: { modelAccess: 'explicit-both' } });
    await assign(emulator, ids.instance, ids.account);
    expect(types(await invoke(emulator))).toContain('assistant.message');
  });
});

describe('a model call of the caller’s own', () => {
  const respond = (
    emulator: RunningEmulator,
    host: string,
    options: object = {},
  ): Promise<Answer> =>
    call(emulator, `/${host}/openai/v1/responses`, {
      method: 'POST',
      audience: audiences.models,
      as: 'administrator',
      body: { model: 'gpt-5-mini', input: 'hi' },
      ...options,
    });

  it('is judged by its data action at the account, without the sentence of project routes', async () => {
    const emulator = await serve('byok-401');
    expect((await respond(emulator, 'contoso-foundry.openai.azure.com')).status).toBe(200);
    expect((await respond(emulator, 'contoso-foundry.cognitiveservices.azure.com')).status).toBe(
      200,
    );
    const refused = await respond(emulator, 'contoso-foundry.openai.azure.com', { as: 'doctor' });
    expect([refused.status, refused.at('error.code')]).toEqual([401, 'PermissionDenied']);
    expect(refused.at('error.message')).not.toContain('aka.ms');
  });

  it('is refused with a key where keys are off, with a wrong audience, and from outside', async () => {
    const keys = await serve('local-auth-disabled');
    const keyed = await respond(keys, 'contoso-models.openai.azure.com', {
      as: null,
      headers: { 'api-key': 'any' },
    });
    expect([keyed.status, keyed.at('error.code')]).toEqual([403, 'AuthenticationTypeDisabled']);
    const audience = await serve('wrong-audience');
    const wrong = await respond(audience, 'contoso-foundry.openai.azure.com');
    expect(wrong.at('error.message')).toContain('audience is incorrect (https://ai.azure.com)');
    const closed = await serve('public-access-disabled');
    expect((await respond(closed, 'contoso-foundry.openai.azure.com')).status).toBe(403);
  });
});

describe('the reads of a project', () => {
  const get = (emulator: RunningEmulator, path: string): Promise<Answer> =>
    call(emulator, project + path, foundry);

  it('page by the last id, and name the identities of each version', async () => {
    const emulator = await serve('byok-401');
    const first = await get(emulator, '/agents/concierge/versions?limit=1&api-version=v1');
    expect([first.at('has_more'), first.at('last_id')]).toEqual([true, 'concierge:3']);
    const second = await get(
      emulator,
      '/agents/concierge/versions?limit=1&after=concierge:3&api-version=v1',
    );
    expect([second.at('has_more'), second.at('data.0.version')]).toEqual([false, '2']);
    expect(second.at('data.0.instance_identity.principal_id')).toBe(ids.formerInstance);

    const agent = await get(emulator, '/agents/concierge?api-version=v1');
    expect(agent.at('instance_identity.principal_id')).toBe(ids.instance);
    expect(agent.at('versions.latest.definition.environment_variables.AZURE_OPENAI_ENDPOINT')).toBe(
      `${emulator.origin}/contoso-foundry.openai.azure.com/openai/v1/`,
    );
    expect((await get(emulator, '/agents/nobody?api-version=v1')).status).toBe(404);
  });

  it('keep the sessions that invocations opened, with their log', async () => {
    const emulator = await serve('byok-401');
    const session = (await invoke(emulator)).headers['x-agent-session-id'] as string;
    const listed = await get(emulator, '/agents/concierge/endpoint/sessions?api-version=v1');
    expect(listed.at('data.0.agent_session_id')).toBe(session);
    const log = await get(
      emulator,
      `/agents/concierge/sessions/${session}:logstream?api-version=v1`,
    );
    expect(frames(log.text).at(-1)).toMatchObject({ stream: 'stderr' });
  });

  it('show connections without anything secret', async () => {
    const emulator = await serve('local-auth-disabled');
    const answer = await get(emulator, '/connections?api-version=v1&connectionType=AzureOpenAI');
    expect(answer.at('value.0.credentials')).toEqual({ type: 'ApiKey' });
  });
});
