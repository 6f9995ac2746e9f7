import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { ClientSecretCredential } from '@azure/identity';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import {
  callerOf,
  createCredential,
  createInteractiveCredential,
  toUnknown,
} from '../../src/gather/index.ts';
import { authorityOptions } from '../../src/gather/credential/authority.ts';

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

describe('a sign-in that cannot be', () => {
  const failureOf = async (attempt: () => Promise<unknown>) => {
    const error = await attempt().catch((caught: unknown) => caught);
    return toUnknown(error, { what: 'who you are', cancelled: false });
  };

  it('is given up where the service accepts a connection and never answers', async () => {
    await using silent = new AsyncDisposableStack();
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    silent.defer(() => void server.close());
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => void sockets.add(socket));
    silent.defer(() => sockets.forEach((socket) => socket.destroy()));
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const cloud = { ...emulator.cloud, authority: `https://127.0.0.1:${port}` };
    const { tenantId, clientId, clientSecret } = emulator.signIn;
    const options = authorityOptions(cloud, undefined, 100);
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, options);
    const failure = await failureOf(() => credential.getToken(scope));
    expect(failure.reason).toBe('unreachable');
  });

  it('names what the environment lacks, unless it is meant for another identity', async () => {
    const chain = () => createCredential(emulator.cloud, { ca: emulator.ca }).getToken(scope);
    vi.stubEnv('AZURE_CLIENT_ID', emulator.signIn.clientId);
    vi.stubEnv('AZURE_TENANT_ID', emulator.signIn.tenantId);
    expect((await failureOf(chain)).detail).toContain('are set without AZURE_CLIENT_SECRET');
    vi.stubEnv('AZURE_TENANT_ID', undefined);
    expect((await failureOf(chain)).detail).not.toContain('AZURE_CLIENT_SECRET');
    vi.stubEnv('AZURE_CLIENT_SECRET', 'x');
    expect((await failureOf(chain)).detail).toContain('is set without AZURE_TENANT_ID');
  });
});

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
