import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../src/core/verify/verification.ts';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-verify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (sample: string, ...args: string[]) =>
  runCli(['verify', '--sample', sample, '--agent', 'concierge', ...args]);

const failed = (call: number): string =>
  `event: response.failed\ndata: {"type":"response.failed","response":{"error":{"message":"call ${call} was refused: PermissionDenied"}}}\n\n`;

async function verifyCaptured(text: string, ...args: string[]) {
  const path = join(folder, 'stream.txt');
  await writeFile(path, text);
  return runCli(['verify', '--from', path, ...args]);
}

describe('verify', () => {
  it('sends nothing without a yes', async () => {
    const { exitCode, stdout, stderr } = await verify('healthy');
    expect([exitCode, stdout]).toEqual([64, '']);
    expect(stderr).toContain('calls its model, which may cost money');
    expect(stderr).toContain('--yes');
  });

  it('shows a silent denial after as many calls as were asked for', async () => {
    const { exitCode, stdout } = await verify(
      'byok-401',
      ...['--yes', '--retries', '1', '--pause', '0', '--format', 'json'],
    );
    const verification = (await expectOutput('verify', stdout)) as Verification;
    expect(exitCode).toBe(1);
    expect(verification.outcome).toBe('silent-denial');
    expect(verification.attempts).toHaveLength(2);
    expect(verification.attempts[0]).toMatchObject({
      status: 200,
      sessionId: expect.stringMatching(/^sess_/) as string,
      invocationId: expect.stringMatching(/^inv_/) as string,
    });
  });

  it('does not believe a denial at once where a grant is minutes old', async () => {
    const { exitCode, stdout } = await verify('propagating', '--yes', '--pause', '0');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('\nCall 6 at ');
    expect(stdout).toContain('a denial proves nothing');
  });

  it.each([
    ['recovers', /^RECOVERED: /],
    ['healthy', /^ANSWERED: /],
  ])('calls the agent of %s once', async (sample, headline) => {
    const { exitCode, stdout } = await verify(sample, '--yes');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(headline);
    expect(stdout).toContain('\nCall 1 at ');
    expect(stdout).not.toContain('\nCall 2 ');
  });

  it('sends nobody for a role where no role mends the denial', async () => {
    const { exitCode, stdout } = await verify('wrong-audience', '--yes', '--retries', '0');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('  The token is for another service, or is not valid\n');
    expect(stdout).toMatch(/\nNext: /);
    expect(stdout).not.toContain('the role that is missing');
  });

  it('prints a part of a long stream, and says how much it leaves out', async () => {
    const refusals = Array.from({ length: 1_234 + 200 }, (_none, index) => failed(index)).join('');
    const { exitCode, stdout } = await verifyCaptured(refusals);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('\n  … 1,234 more frames, which are left out here\n');
    expect(stdout.split('\n').length).toBeLessThan(230);
    expect(stdout).toContain('call 0 ');
    expect(stdout).toContain('call 1433 ');
    const json = await verifyCaptured(refusals, '--format', 'json');
    expect(await expectOutput('verify', json.stdout)).toMatchObject({
      attempts: [{ framesLeftOut: 1_234 }],
    });
  });

  it('follows an invocation that is only accepted at first', async () => {
    const path = join(folder, 'tenant.json');
    const settings = { acceptsInvocations: { running: 2, result: 'json' } };
    const tenant = { extends: 'byok-401', description: 'Answers later.', settings };
    await writeFile(path, JSON.stringify(tenant));
    const args = ['verify', '--tenant', path, '--agent', 'concierge', '--yes', '--retries', '0'];
    const { exitCode, stdout } = await runCli(args);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^SILENT DENIAL: /);
    expect(stdout).toContain('invocation inv_');
  });

  it('says which agents there are where the name is none', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      'verify --sample healthy --agent nobody --yes'.split(' '),
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('concierge');
  });

  it('reads a captured stream without any network', async () => {
    const error =
      'event: error\ndata: {"code":"server_error","message":"(PermissionDenied) The principal `p` lacks the required data action `a/b/c` to perform `POST /x` operation."}\n\n';
    const denied = await verifyCaptured(error);
    expect([denied.exitCode, denied.stdout.split(':', 1)[0]]).toEqual([1, 'SILENT DENIAL']);
    const open = await verifyCaptured('data: {"type":"session.usage_info"}\n\n');
    expect([open.exitCode, open.stdout.split(':', 1)[0]]).toEqual([2, 'CUT OFF']);
    const both = await verifyCaptured(error, '--agent', 'concierge');
    expect([both.exitCode, both.stdout]).toEqual([64, '']);
  });
});
