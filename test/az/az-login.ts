import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunningEmulator } from '../../src/emulator/index.ts';

const run = promisify(execFile);

export const azIsInstalled = spawnSync('az', ['version'], { stdio: 'ignore' }).status === 0;

export interface AzLogin extends AsyncDisposable {
  /** The environment in which `az` is signed in to the embedded Azure. */
  environment: NodeJS.ProcessEnv;
}

/** Signs the real `az` in to an embedded Azure, as the managed identity of its host. */
export async function loginWithAz(emulator: RunningEmulator): Promise<AzLogin> {
  // A folder of its own keeps the test away from the sign-in of whoever runs it.
  const configuration = await mkdtemp(join(tmpdir(), 'foundry-identity-az-'));
  const environment = {
    ...process.env,
    AZURE_CONFIG_DIR: configuration,
    AZURE_CORE_COLLECT_TELEMETRY: 'no',
    REQUESTS_CA_BUNDLE: emulator.caFile,
    MSI_ENDPOINT: `${emulator.managedIdentityOrigin}/msi/token`,
    MSI_SECRET: 'any',
  };
  const endpoints = {
    resourceManager: emulator.origin,
    activeDirectory: emulator.origin,
    activeDirectoryResourceId: emulator.cloud.arm.audience,
    microsoftGraphResourceId: emulator.cloud.graph.endpoint,
  };
  const az = (...args: string[]) => run('az', args, { env: environment });
  await az('cloud', 'register', '-n', 'Embedded', '--cloud-config', JSON.stringify({ endpoints }));
  await az('cloud', 'set', '-n', 'Embedded');
  await az('login', '--identity');
  return {
    environment,
    [Symbol.asyncDispose]: () => rm(configuration, { recursive: true, force: true }),
  };
}
