import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { LogOutput } from '../../src/core/session-log/log-output.ts';
import { expectOutput } from './output-schema.ts';
import { result, runCli, startCli } from './run-cli.ts';

const logs = (...args: string[]) =>
  runCli(['logs', '--sample', 'session-log', '--agent', 'concierge', ...args]);

describe.concurrent('logs', () => {
  it('reads the session that was used last, and says what its refusal means', async () => {
    const { exitCode, stdout, stderr } = await logs();
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^Log of session sess_evening of agent concierge in project shop\n/);
    expect(stdout).toContain('A data action is missing');
    expect(stdout).toContain('who: the identity of agent concierge, version 3');
    expect(stdout).toMatch(/\n {2}foundry-identity diagnose .* --sample session-log\n/);
  });

  it('reads a session by its id; a quiet one is 0, whatever it proves', async () => {
    const { exitCode, stdout } = await logs('--session', 'sess_morning');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('assistant.message: answered the guest');
    expect(stdout).toContain('That proves little');
  });

  it('prints JSON with the refusals and the next commands', async () => {
    const { exitCode, stdout } = await logs('--format', 'json', '--tail', '1');
    expect(exitCode).toBe(1);
    const log = (await expectOutput('logs', stdout)) as LogOutput;
    expect(log.lines).toHaveLength(1);
    expect(log).toMatchObject({
      ...{ schemaVersion: 1, agent: 'concierge', project: 'shop', end: 'complete' },
      symptoms: [{ class: 'missing-data-action', count: 1 }],
    });
    expect(log.next?.[0]).toContain('foundry-identity diagnose');
  });

  it('lists the sessions', async () => {
    const { exitCode, stdout } = await logs('--list');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      ...['sess_evening', 'sess_morning', ''],
    ]);
    const json = await logs('--list', '--format', 'json');
    expect(await expectOutput('sessions', json.stdout)).toHaveLength(2);
  });

  it('says how a session comes to be where there is none', async () => {
    const { exitCode, stdout, stderr } = await runCli(['logs', '--sample', 'byok-401']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/begins with an invoke.*`foundry-identity verify`.* prints its id/);
  });

  it.each([
    [['--session', 'sess_gone'], 2, 'sess_gone not found'],
    [['--agent', 'concirge'], 2, 'Did you mean concierge?'],
    [['--tail', '301'], 64, 'from 1 to 300'],
  ])('%j ends with %i', async (args, code, says) => {
    const { exitCode, stderr } = await logs(...args);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(says);
  });

  it('follows until Ctrl+C, and then says what it has read', async () => {
    const child = startCli(['logs', '--sample', 'session-log', '--follow']);
    const ended = result(child);
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    while (!seen.includes('PermissionDenied')) await once(child.stdout!, 'data');
    child.kill('SIGINT');
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(1);
    expect(stdout).toContain('A data action is missing');
  });
});
