import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import {
  callerOf,
  createCredential,
  createInteractiveCredential,
  toUnknown,
} from '../../src/gather/index.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: loadSample('byok-401') });
});
afterAll(() => emulator.stop());
afterEach(() => vi.unstubAllEnvs());

const scope = 'https://management.azure.com/.default';

async function callerBy(kind: 'environment' | 'managed-identity' | 'default') {
  const { cloud, ca } = emulator;
  const token = await createCredential(cloud, { kind, ca }).getToken(scope);
  return callerOf(token?.token ?? '');
}

describe('a credential that the settings name', () => {
  it('is the service principal of the environment, also before the tools of the chain', async () => {
    const { tenantId, clientId, clientSecret } = emulator.signIn;
    vi.stubEnv('AZURE_TENANT_ID', tenantId);
    vi.stubEnv('AZURE_CLIENT_ID', clientId);
    vi.stubEnv('AZURE_CLIENT_SECRET', clientSecret);
    expect(await callerBy('environment')).toMatchObject({ tenantId, kind: 'application' });
    expect(await callerBy('default')).toEqual(await callerBy('environment'));
  });

  it('is the managed identity of the host', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', `${emulator.managedIdentityOrigin}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'x');
    expect(await callerBy('managed-identity')).toMatchObject({ kind: 'application' });
  });

  it.each(['azure-cli', 'azure-developer-cli', 'azure-powershell'] as const)(
    'is nobody by %s where that tool is missing',
    async (kind) => {
      vi.stubEnv('PATH', '/nowhere');
      const failure = await createCredential(emulator.cloud, { kind })
        .getToken(scope)
        .catch((error: unknown) => error);
      expect(toUnknown(failure, { what: 'x', cancelled: false }).reason).toBe('not-signed-in');
    },
  );

  it.each(['interactive-browser', 'device-code'] as const)(
    'asks nobody in the background: %s fails until somebody has signed in',
    async (kind) => {
      const onDeviceCode = vi.fn();
      const { cloud, ca } = emulator;
      const { credential } = createInteractiveCredential(cloud, kind, { ca, onDeviceCode });
      const failure = await credential.getToken(scope).catch((error: unknown) => error);
      expect(toUnknown(failure, { what: 'x', cancelled: false }).reason).toBe('not-signed-in');
      expect(onDeviceCode).not.toHaveBeenCalled();
    },
  );
});
