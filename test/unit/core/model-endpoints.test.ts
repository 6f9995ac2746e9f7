import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { Account, Connection } from '../../../src/core/facts/azure.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import {
  account,
  accountId,
  agent,
  assignment,
  denial,
  facts,
  instanceId,
  known,
  logWith,
  unknown,
  version,
  withAccess,
} from './sample-facts.ts';

/** An agent with its role at its own account, and with these variables. */
function judge(environment: Record<string, string>, change: Partial<DiagnosisFacts> = {}) {
  const report = diagnose(
    facts({
      access: withAccess([assignment(accountId)]),
      agent: known(agent(version({ environment }))),
      ...change,
    }),
  );
  return { outcome: report.outcome, codes: report.findings.map(({ code }) => code) };
}

const own = { AZURE_OPENAI_ENDPOINT: 'https://contoso.openai.azure.com/' };
const region = { AZURE_OPENAI_ENDPOINT: 'https://swedencentral.api.cognitive.microsoft.com/' };
const gateway = { AZURE_OPENAI_ENDPOINT: 'https://contoso-gw.azure-api.net/openai' };
const notFound = { targetAccount: unknown('not-found') };

describe('an endpoint that is no account', () => {
  it('is a problem where it is that of a region, unless a key is given', () => {
    expect(judge(region, notFound)).toEqual({ outcome: 'problem', codes: ['regional-endpoint'] });
    const withKey = judge({ ...region, AZURE_OPENAI_API_KEY: '[redacted]' }, notFound);
    expect(withKey).toEqual({ outcome: 'healthy', codes: [] });
  });

  it('leaves the answer open where it is a gateway, even with a denial in the log', () => {
    const open = { outcome: 'inconclusive', codes: ['gateway-endpoint'] };
    expect(judge(gateway, notFound)).toEqual(open);
    const denied = logWith([denial('2026-11-21T11:50:00Z', instanceId)]);
    expect(judge(gateway, { ...notFound, telemetry: denied })).toEqual(open);
  });

  it('is taken for the account that the user names, and never says that its roles are right', () => {
    const asked = { targetAccount: 'nowhere' };
    const denied = logWith([denial('2026-11-21T11:50:00Z', instanceId)]);
    expect(judge(own, { ...notFound, asked, telemetry: denied }).codes).toEqual([
      'target-account-unresolved',
    ]);
  });
});

describe('a key in the definition', () => {
  const withKey = { ...own, AZURE_OPENAI_API_KEY: '[redacted]' };
  const refusing = (disableLocalAuth: Account['disableLocalAuth']) => ({
    account: known(account({ disableLocalAuth })),
  });

  it('is noted, with what it means at an account that refuses keys', () => {
    expect(judge(withKey, refusing(false))).toEqual({
      outcome: 'healthy',
      codes: ['model-key-given'],
    });
    expect(judge(withKey, refusing(true)).codes).toEqual(['model-key-given']);
  });

  it('is known by the names that frameworks give it', () => {
    for (const name of ['AZURE_AI_FOUNDRY_API_KEY', 'AZURE_INFERENCE_CREDENTIAL', 'OPENAI_KEY']) {
      expect(judge({ ...own, [name]: '[redacted]' }).codes, name).toEqual(['model-key-given']);
    }
  });

  it('of another service is none of its business', () => {
    const search = { ...own, AZURE_SEARCH_API_KEY: '[redacted]', OPENAI_API_VERSION: '1' };
    expect(judge(search, refusing(true)).codes).toEqual([]);
  });
});

describe('a key in a connection to the account that the calls reach', () => {
  const connection: Connection = {
    ...{ id: 'c', name: 'own-models', level: 'project', category: 'AzureOpenAI' },
    ...{ authType: 'ApiKey', target: 'https://contoso.services.ai.azure.com/', isDefault: false },
    resourceId: null,
  };
  const connected = (change: Partial<Connection>, disableLocalAuth: boolean | null = true) => {
    const report = diagnose(
      facts({
        access: withAccess([assignment(accountId)]),
        account: known(account({ disableLocalAuth })),
        connections: known([{ ...connection, ...change }]),
      }),
    );
    return report.findings.map(({ code, explanation }) => `${code}: ${explanation}`);
  };

  it('is noted, with what it means where keys are refused and where they are taken', () => {
    expect(connected({})).toEqual([expect.stringContaining('contoso refuses keys.')]);
    const byId = { resourceId: accountId.toUpperCase(), target: 'https://elsewhere' };
    expect(connected(byId, null)).toEqual([expect.stringContaining('roles may not matter')]);
  });

  it('is no matter where it leads elsewhere, holds no key or is for no model', () => {
    expect(connected({ target: 'https://models.openai.azure.com/' })).toEqual([]);
    expect(connected({ authType: 'AAD' })).toEqual([]);
    expect(connected({ category: 'CognitiveSearch' })).toEqual([]);
  });
});

describe('an account without public network access', () => {
  const closed = { publicNetworkAccess: 'Disabled', networkOpenings: 0 };
  const at = (change: Partial<Account>, telemetry = logWith([], 0)) =>
    judge(own, { account: known(account(change)), telemetry });

  it('is noted where the log says nothing', () => {
    expect(at(closed).codes).toContain('network-restricted');
    expect(at(closed).outcome).toBe(at({}).outcome);
  });

  it('is not where a private way is known or not read, or the log speaks', () => {
    const { publicNetworkAccess } = closed;
    for (const change of [{ ...closed, networkOpenings: 1 }, { publicNetworkAccess }, {}]) {
      expect(at(change).codes).not.toContain('network-restricted');
    }
    expect(at(closed, logWith([])).codes).not.toContain('network-restricted');
  });
});
