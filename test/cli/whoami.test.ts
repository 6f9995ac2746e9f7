import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhoAmI } from '../../src/core/questions/who-am-i.ts';
import { loadSample, startEmulator, type RunningEmulator } from '../../src/emulator/index.ts';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

let emulator: RunningEmulator;
let cloudFile: string;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: loadSample('byok-401') });
  cloudFile = join(dirname(emulator.caFile), 'cloud.json');
  await writeFile(cloudFile, JSON.stringify(emulator.cloud));
});
afterAll(() => emulator.stop());

/** A shell of a service principal, on a machine without any tool. */
const environment = () => ({
  PATH: '/nowhere',
  AZURE_TENANT_ID: emulator.signIn.tenantId,
  AZURE_CLIENT_ID: emulator.signIn.clientId,
  AZURE_CLIENT_SECRET: emulator.signIn.clientSecret,
});

describe('whoami', () => {
  it('names who answers and shows neither the token nor the secret', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      ['whoami', '--cloud', cloudFile],
      environment(),
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('by EnvironmentCredential.');
    expect(stdout).toContain(`tenant ${emulator.signIn.tenantId}`);
    expect(stdout).not.toContain(emulator.signIn.clientSecret);
    expect(stdout).not.toMatch(/eyJ/);
  });

  it('prints JSON for scripts, and honours AZURE_TOKEN_CREDENTIALS', async () => {
    const { stdout } = await runCli(['whoami', '--json', '--cloud', cloudFile], {
      ...environment(),
      AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
    });
    const answer = (await expectOutput('whoami', stdout)) as WhoAmI;
    expect(answer.tokenCredentials).toBe('AzureCliCredential');
    expect(answer.own[0]?.outcomes.arm.status).toBe('answered');
  });

  it('says in a sentence that a cloud file is missing', async () => {
    const { exitCode, stderr } = await runCli(['whoami', '--cloud', 'nowhere.json']);
    expect(exitCode).toBe(64);
    expect(stderr).toContain('does not exist');
  });

  it('refuses two formats that contradict each other', async () => {
    const { exitCode, stdout, stderr } = await runCli(['whoami', '--json', '--format', 'text']);
    expect([exitCode, stdout]).toEqual([64, '']);
    expect(stderr).toContain('--json and --format text contradict each other');
  });
});
