import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  chainResult,
  type ChainCredential,
  type WhoAmI,
} from '../../src/core/questions/who-am-i.ts';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { createCredential, whoAmI } from '../../src/gather/index.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: loadSample('byok-401') });
});
afterAll(() => emulator.stop());
afterEach(() => vi.unstubAllEnvs());

/** No tool of this machine may answer, nor an identity of its host. */
function clean(): void {
  vi.stubEnv('PATH', '/nowhere');
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) {
    vi.stubEnv(name, undefined);
  }
  for (const name of ['IDENTITY_ENDPOINT', 'MSI_ENDPOINT', 'AZURE_TOKEN_CREDENTIALS']) {
    vi.stubEnv(name, undefined);
  }
}

function stubServicePrincipal(secret = emulator.signIn.clientSecret): void {
  vi.stubEnv('AZURE_TENANT_ID', emulator.signIn.tenantId);
  vi.stubEnv('AZURE_CLIENT_ID', emulator.signIn.clientId);
  vi.stubEnv('AZURE_CLIENT_SECRET', secret);
}

function ask(): Promise<WhoAmI> {
  const { cloud, ca } = emulator;
  return whoAmI({ ...{ cloud, ca, own: [] }, askChain: true, environment: process.env });
}

const outcomeOf = (answer: WhoAmI, name: ChainCredential) =>
  answer.chain?.find(({ credential }) => credential === name)?.outcomes.arm;

describe('who am I calling as', () => {
  it('is the service principal of the environment, with the claims of each token', async () => {
    clean();
    stubServicePrincipal();
    const answer = await ask();
    const doctor = loadSample('byok-401').applications[loadSample('byok-401').signIn];
    for (const plane of ['arm', 'foundry'] as const) {
      expect(chainResult(answer.chain ?? [], null, plane)).toMatchObject({
        kind: 'answers',
        credential: 'EnvironmentCredential',
        token: {
          audience: answer.audiences[plane],
          tenantId: emulator.signIn.tenantId,
          objectId: doctor?.objectId,
          clientId: emulator.signIn.clientId,
          kind: 'application',
        },
      });
    }
    expect(JSON.stringify(answer)).not.toMatch(/eyJ/);
    expect(JSON.stringify(answer)).not.toContain(emulator.signIn.clientSecret);
  });

  it('is nobody where the environment holds a wrong secret, whatever comes after it', async () => {
    clean();
    stubServicePrincipal('not the secret');
    vi.stubEnv('IDENTITY_ENDPOINT', `${emulator.managedIdentityOrigin}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'x');
    const answer = await ask();
    expect(outcomeOf(answer, 'ManagedIdentityCredential')?.status).toBe('answered');
    const result = chainResult(answer.chain ?? [], null, 'arm');
    expect(result).toMatchObject({ kind: 'stops', credential: 'EnvironmentCredential' });
    expect(JSON.stringify(result)).toContain('AADSTS7000215');
    expect(JSON.stringify(answer)).not.toContain('not the secret');
  });

  it('is the managed identity that the environment announces', async () => {
    clean();
    vi.stubEnv('IDENTITY_ENDPOINT', `${emulator.managedIdentityOrigin}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'x');
    expect(chainResult((await ask()).chain ?? [], null, 'arm')).toMatchObject({
      kind: 'answers',
      credential: 'ManagedIdentityCredential',
      untried: [],
    });
  });

  it('is nobody on a machine without anything, and each credential says why', async () => {
    clean();
    const answer = await ask();
    expect(chainResult(answer.chain ?? [], null, 'arm')).toEqual({
      kind: 'nobody',
      untried: ['ManagedIdentityCredential', 'VisualStudioCodeCredential', 'BrokerCredential'],
    });
    for (const { outcomes } of answer.chain ?? []) {
      const { detail } = outcomes.arm as { detail?: string };
      expect(detail).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('asks what the product signs in with, and no credential of this machine in a sample', async () => {
    const { cloud, ca, signIn } = emulator;
    const credential = createCredential(cloud, { kind: 'secret', ca, ...signIn });
    const answer = await whoAmI({
      ...{ cloud, ca, askChain: false, environment: {} },
      own: [{ label: 'the sample', credential }],
    });
    expect(answer.chain).toBeNull();
    expect(answer.own[0]?.outcomes.foundry).toMatchObject({
      status: 'answered',
      token: { audience: cloud.foundry.audience, clientId: signIn.clientId },
    });
  });
});
