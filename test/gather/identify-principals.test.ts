import { describe, expect, it } from 'vitest';
import { explainText } from '../../src/core/symptoms/explanation.ts';
import { resolveExplanation, type Resolution } from '../../src/core/resolution/resolve.ts';
import { loadSample, startEmulator } from '../../src/emulator/index.ts';
import { createCredential, identifyPrincipals } from '../../src/gather/index.ts';
import { shop, withFaults, type Fault } from './emulated.ts';

const nobody = '6f6a6a5e-1111-4222-8333-9c0f2f3d4e5f';

/** Looks a principal up in an embedded Azure of its own, from an error that names it. */
async function lookUp(sample: string, id: string, faults: Fault[] = []): Promise<Resolution> {
  const emulator = await startEmulator({ tenant: withFaults(loadSample(sample), faults) });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const explanation = explainText(
      `The principal \`${id}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation.`,
    );
    const facts = await identifyPrincipals({ cloud, credential, ca, explanation });
    return resolveExplanation(explanation, facts);
  } finally {
    await emulator.stop();
  }
}

describe('the principal of an error', () => {
  it.each([
    ['byok-401', shop.instance, 'the identity of agent concierge, version 3'],
    ['no-graph-rights', shop.instance, 'the identity of agent concierge, version 3'],
    ['byok-401', shop.formerInstance, 'the identity that agent concierge ran as until version 2'],
    ['byok-401', shop.blueprint, 'the blueprint of agent concierge'],
    ['byok-401', shop.accountIdentity, 'the managed identity of account contoso-foundry'],
    [
      'byok-401',
      '97c3d5e0-4b8a-4162-af7d-0e5b92d6c183',
      'the user-assigned identity shop-deployer',
    ],
    ['byok-401', 'ada@contoso.onmicrosoft.com', 'user Ada Lindgren'],
    ['byok-401', shop.doctor, 'you'],
  ])('in %s is told by what owns it: %s', async (sample, id, words) => {
    const { who, limits } = await lookUp(sample, id);
    expect(who[id]).toBe(words);
    expect(limits).toEqual([]);
  });

  it.each([
    [
      'f3faa8e8-79ea-4723-8ad5-cfbc1d74bd1c',
      'the identity of application returns-desk, which publishes agent archivist',
    ],
    [
      '32833106-536e-45df-80b2-d002cc92d33d',
      'the identity that the agents of project returns share',
    ],
  ])('in the company is found behind agents that have others: %s', async (id, words) => {
    const { who, next } = await lookUp('company', id);
    expect(who[id]).toBe(words);
    expect(next.find(({ kind }) => kind === 'can')).toMatchObject({ principal: id });
  });

  it('is gone only where its assignments outlived it', async () => {
    const { who } = await lookUp('stale-identity', shop.formerInstance);
    expect(who[shop.formerInstance]).toMatch(/until version 2, which the directory does not know/);
    const unknown = await lookUp('stale-identity', nobody);
    expect(unknown.who).toEqual({});
    expect(unknown.limits.join()).toMatch(/was deleted, or you may not see it/);
  });

  it('stays an id where Azure answers nothing, with the reasons', async () => {
    const { who, limits } = await lookUp('byok-401', shop.instance, [
      { path: '/agents', status: 403 },
      { path: 'graph.microsoft.com', status: 403 },
    ]);
    expect(who).toEqual({});
    expect(limits.length).toBeGreaterThan(0);
  });
});
