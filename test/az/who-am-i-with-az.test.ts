import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainResult, type WhoAmI } from '../../src/core/questions/who-am-i.ts';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { runCli } from '../cli/run-cli.ts';
import { azIsInstalled, loginWithAz, type AzLogin } from './az-login.ts';

describe.skipIf(!azIsInstalled)('who somebody calls as who has signed in with az', () => {
  let emulator: RunningEmulator;
  let login: AzLogin;

  beforeAll(async () => {
    emulator = await startEmulator({ tenant: loadSample('byok-401') });
    login = await loginWithAz(emulator);
  });

  afterAll(async () => {
    await emulator.stop();
    await login[Symbol.asyncDispose]();
  });

  it('is whom the real az answers as', async () => {
    const cloudFile = join(dirname(emulator.caFile), 'cloud.json');
    // The identity of the host has no tenants to choose among: az refuses to be told one.
    await writeFile(cloudFile, JSON.stringify({ ...emulator.cloud, tenantId: undefined }));
    const { stdout, stderr } = await runCli(['whoami', '--json', '--cloud', cloudFile], {
      ...login.environment,
      AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
    });
    expect(stderr).toBe('');
    const { chain, tokenCredentials } = JSON.parse(stdout) as WhoAmI;
    for (const plane of ['arm', 'foundry'] as const) {
      expect(chainResult(chain ?? [], tokenCredentials, plane)).toMatchObject({
        kind: 'answers',
        credential: 'AzureCliCredential',
        token: { tenantId: emulator.signIn.tenantId, kind: 'application' },
      });
    }
  });
});
