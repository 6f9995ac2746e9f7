import { describe, expect, it } from 'vitest';
import type { TemplateDeployment } from '../../src/core/drift/last-deployment.ts';
import type { Fact } from '../../src/core/facts/fact.ts';
import { loadSample, startEmulator, type Tenant } from '../../src/emulator/index.ts';
import { createCredential, readLastDeployment } from '../../src/gather/index.ts';
import { shop, withFaults, type Fault } from './emulated.ts';

const template = { module: 'main', parameters: ['agentPrincipalId', 'key'], environment: 'dev' };
const group = `/subscriptions/${shop.subscription}/resourceGroups/rg-shop`;
const deployment = (timestamp: string, more: object = {}): object => ({
  ...{ timestamp, provisioningState: 'Succeeded', tags: {}, parameters: {}, outputs: {} },
  ...{ outputResources: [], ...more },
});
const text = (value: string, type = 'String'): object => ({ type, value });

/** The sample with deployments in the history of its resource group. */
function tenantWith(templateDeployments: object): Tenant {
  const tenant = structuredClone(loadSample('byok-401'));
  const found = tenant.subscriptions[shop.subscription]?.resourceGroups['rg-shop'];
  Object.assign(found ?? expect.fail('the sample has the group'), { templateDeployments });
  return tenant;
}

async function read(
  history: object,
  { faults = [], scope = group }: { faults?: Fault[]; scope?: string } = {},
): Promise<Fact<TemplateDeployment | null>> {
  const emulator = await startEmulator({ tenant: withFaults(tenantWith(history), faults) });
  try {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    return await readLastDeployment({ cloud, credential, ca }, scope, template);
  } finally {
    await emulator.stop();
  }
}

describe('the last deployment', () => {
  it('is the newest of azd that succeeded, with its plain texts and without its secrets', async () => {
    const found = await read({
      'dev-1700000000': deployment('-P2D', { tags: { 'azd-env-name': 'dev' } }),
      'dev-1700000001': deployment('-P1D', {
        tags: { 'azd-env-name': 'dev' },
        parameters: { agentPrincipalId: text(shop.instance), key: text('hidden', 'SecureString') },
        outputs: {
          account: text(shop.account),
          shown: text(
            'AccountKey=c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cw==',
          ),
          many: { type: 'Array', value: ['x'] },
        },
        outputResources: [shop.account],
      }),
      'dev-1700000002': deployment('-PT1H', {
        provisioningState: 'Failed',
        tags: { 'azd-env-name': 'dev' },
      }),
      'prod-1700000003': deployment('-PT1M', { tags: { 'azd-env-name': 'prod' } }),
      main: deployment('-PT1M'),
    });
    expect(found).toMatchObject({
      status: 'known',
      value: {
        name: 'dev-1700000001',
        parameters: { agentPrincipalId: shop.instance, key: null },
        outputs: { account: shop.account, shown: null, many: null },
        resources: [shop.account],
      },
    });
    expect(JSON.stringify(found)).not.toMatch(/hidden|AccountKey/);
  });

  it('is one that is called as the file is, and has no parameter that the file lacks', async () => {
    const found = await read({
      main: deployment('-P2D', { parameters: { key: text('x', 'SecureString') } }),
      'main-20261120-101500': deployment('-P1D'),
      'main-20261120-111500': deployment('-PT1M', { parameters: { other: text('x') } }),
      maintenance: deployment('-PT1M'),
    });
    expect(found).toMatchObject({ status: 'known', value: { name: 'main-20261120-101500' } });
  });

  it('is none where the history has none', async () => {
    const scope = `/subscriptions/${shop.subscription}`;
    expect(await read({ main: deployment('-P1D') }, { scope })).toMatchObject({
      status: 'known',
      value: null,
    });
  });

  it('is unknown where the history is refused or garbled', async () => {
    const path = '/Microsoft.Resources/deployments';
    const refused = await read({}, { faults: [{ path, status: 403 }] });
    expect(refused).toMatchObject({ status: 'unknown', reason: 'refused' });
    const cut = await read(
      { main: deployment('-P1D') },
      { faults: [{ path, truncateJson: true }] },
    );
    expect(cut).toMatchObject({ status: 'unknown', reason: 'malformed' });
  });
});
