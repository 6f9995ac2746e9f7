import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/core/facts/azure.ts';
import { resolveModelRoute, type RouteInput } from '../../../src/core/facts/route.ts';
import { account, otherAccount, otherAccountId, project, version } from './sample-facts.ts';

const connection: Connection = {
  id: 'c',
  name: 'models',
  level: 'project',
  category: 'AzureOpenAI',
  authType: 'AAD',
  target: 'https://models.openai.azure.com/',
  resourceId: otherAccountId,
  isDefault: false,
};

function route(environment: Record<string, string>, change: Partial<RouteInput> = {}) {
  const { kind, caller, ...rest } = resolveModelRoute({
    version: version({ environment }),
    account: account(),
    project,
    connections: [],
    accounts: [account(), otherAccount()],
    ...change,
  });
  return [kind, caller, 'accountId' in rest ? rest.accountId : undefined];
}

describe('the way to the model', () => {
  it.each([
    ['nothing named', {}, 'project-endpoint'],
    [
      'the project',
      { E: 'https://contoso.services.ai.azure.com/api/projects/shop/openai/v1/' },
      'project-endpoint',
    ],
    ['its own account', { E: 'https://CONTOSO.openai.azure.com' }, 'own-account-endpoint'],
    [
      'its own account by another endpoint',
      { E: 'https://contoso.cognitiveservices.azure.com/openai' },
      'own-account-endpoint',
    ],
    ['another account', { E: 'https://models.openai.azure.com/openai/v1' }, 'other-account'],
    ['search only', { AZURE_SEARCH_ENDPOINT: 'https://x.search.windows.net' }, 'project-endpoint'],
    ['a web page', { DOCS: 'https://contoso.com/openai.azure.com' }, 'project-endpoint'],
    [
      'the project and another account',
      {
        A: 'https://contoso.services.ai.azure.com/api/projects/shop',
        B: 'https://models.openai.azure.com',
      },
      'other-account',
    ],
  ])('%s', (_what, environment, kind) => {
    expect(route(environment as Record<string, string>)[0]).toBe(kind);
  });

  it('ends at a name that only looks like a known account', () => {
    expect(route({ E: 'https://models.openai.azure.com.example.org/' })[0]).toBe(
      'project-endpoint',
    );
    expect(route({ E: 'https://stranger.openai.azure.com/' })).toEqual([
      'other-account',
      'agent-instance',
      null,
    ]);
  });

  it('takes account and caller from the connection that is named', () => {
    const using = (environment: Record<string, string>, change: Partial<Connection> = {}) =>
      route(environment, { connections: [{ ...connection, ...change }] });
    const endpoint = { E: 'https://models.openai.azure.com/openai/v1' };
    const deployment = { MODEL: 'models/gpt-5.4-mini' };
    expect(using(endpoint)).toEqual(['other-account', 'agent-instance', otherAccountId]);
    expect(using(deployment)).toEqual(['other-account', 'project-identity', otherAccountId]);
    expect(using(deployment, { authType: 'AgenticIdentityToken' })[1]).toBe('agent-instance');
    expect(using(endpoint, { authType: 'ApiKey' })[1]).toBe('key');
    expect(using(endpoint, { resourceId: account().id })[0]).toBe('own-account-endpoint');
    expect(using({}, {})[0]).toBe('project-endpoint');
  });

  it.each([
    ['a region', { E: 'https://swedencentral.api.cognitive.microsoft.com/' }, 'other-account'],
    ['a gateway', { AZURE_OPENAI_ENDPOINT: 'https://contoso-gw.azure-api.net' }, 'other-account'],
    ['a sidecar', { COPILOT_PROVIDER_BASE_URL: 'http://172.30.0.30:10002' }, 'other-account'],
    ['another vendor', { OPENAI_BASE_URL: 'https://api.openai.com/v1' }, 'other-account'],
    ['a tool behind a gateway', { WEATHER_URL: 'https://gw.azure-api.net' }, 'project-endpoint'],
    ['a page about models', { MODEL_CARD_URL: 'https://contoso.com/card' }, 'project-endpoint'],
  ])('leads to %s', (_what, environment, kind) => {
    expect(route(environment as Record<string, string>).slice(0, 2)).toEqual([
      kind,
      'agent-instance',
    ]);
  });

  it('is taken with a key to the endpoint of a region, where one is given', () => {
    const region = { E: 'https://swedencentral.api.cognitive.microsoft.com/' };
    expect(route({ ...region, AZURE_OPENAI_API_KEY: '[redacted]' })[1]).toBe('key');
    expect(route({ ...region, SEARCH_API_KEY: '[redacted]' })[1]).toBe('agent-instance');
  });

  it('goes where the user says', () => {
    expect(route({}, { targetAccount: 'MODELS' })).toEqual([
      'other-account',
      'agent-instance',
      otherAccountId,
    ]);
    expect(route({}, { targetAccount: account().id.toUpperCase() })[0]).toBe('project-endpoint');
    expect(route({}, { targetAccount: 'nowhere' })[2]).toBeNull();
  });
});
