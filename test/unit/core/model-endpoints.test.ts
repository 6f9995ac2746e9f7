import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { Account } from '../../../src/core/facts/azure.ts';
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

  it('of another service is none of its business', () => {
    const search = { ...own, AZURE_SEARCH_API_KEY: '[redacted]', OPENAI_API_VERSION: '1' };
    expect(judge(search, refusing(true)).codes).toEqual([]);
  });
});
