import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ReportSchema } from '../../src/core/report/report.ts';
import { loadSample, startEmulator } from '../../src/emulator/index.ts';
import { withFaults } from '../gather/emulated.ts';
import { result, runCli, startCli } from './run-cli.ts';

let folder = '';
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('diagnose --sample', () => {
  it('finds the silent 401, says how to mend it, and replays it from its facts', async () => {
    const saved = file('facts.json');
    const live = await runCli(['diagnose', '--sample', '--format', 'json', '--save-facts', saved]);
    expect(live.exitCode).toBe(1);
    expect(live.stderr).toBe('');
    const report = ReportSchema.parse(JSON.parse(live.stdout));
    expect(report.outcome).toBe('problem');
    const commands = report.findings.flatMap(({ fixes }) => fixes).map(({ command }) => command);
    expect(commands.join('\n')).toContain('az role assignment create');

    const replayed = await runCli(['diagnose', '--facts', saved, '--format', 'json']);
    expect(replayed).toEqual(live);
  });

  it('is healthy where nothing is wrong, in text without colours for a pipe', async () => {
    const { exitCode, stdout } = await runCli(['diagnose', '--sample', 'healthy']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('HEALTHY');
    expect(stdout).not.toContain('\u001b[');
  });

  it('is colourful where it is told to be, and Markdown where it is asked for', async () => {
    const [coloured, markdown] = await Promise.all([
      runCli(['diagnose', '--sample', 'healthy'], { FORCE_COLOR: '1' }),
      runCli(['diagnose', '--sample', 'healthy', '--format', 'markdown'], { FORCE_COLOR: '1' }),
    ]);
    expect(coloured.stdout).toContain('\u001b[');
    expect(markdown.stdout).toMatch(/^# /);
    expect(markdown.stdout).not.toContain('\u001b[');
  });

  it('is undecided about an agent that is not there, and names those that are', async () => {
    const { exitCode, stdout } = await runCli(['diagnose', '--sample', '--agent', 'concirge']);
    expect(exitCode).toBe(2);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Did you mean concierge?');
  });
});

describe('diagnose --cloud', () => {
  it('signs in as the environment says, at the cloud that the file describes', async () => {
    const emulator = startCli(['emulator', '--sample', 'byok-401']);
    const ended = result(emulator);
    try {
      const line = await firstLine(emulator.stdout);
      const { cloudFile, signIn } = JSON.parse(line) as {
        cloudFile: string;
        signIn: { tenantId: string; clientId: string; clientSecret: string };
      };
      const { exitCode, stderr } = await runCli(['diagnose', '--cloud', cloudFile], {
        AZURE_TENANT_ID: signIn.tenantId,
        AZURE_CLIENT_ID: signIn.clientId,
        AZURE_CLIENT_SECRET: signIn.clientSecret,
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    } finally {
      emulator.kill('SIGTERM');
    }
    expect((await ended).exitCode).toBe(0);
  });
});

describe('wrong usage', () => {
  it.each([
    [['diagnos'], 'Did you mean diagnose?'],
    [['diagnose', '--format', 'xml'], 'Allowed choices'],
    [['diagnose', '--sample', 'helthy'], 'Did you mean healthy?'],
    [['diagnose', '--sample', '--cloud', 'x.json'], 'cannot be used with'],
    [['diagnose', '--cloud', 'nowhere.json'], 'does not exist'],
    [['diagnose', '--tenant', 'nowhere.json'], 'nowhere.json'],
    [['diagnose', '--facts', 'nowhere.json'], 'does not exist'],
    [['emulator', '--port', '80000'], '65535'],
  ])('%j is told in a sentence', async (args, says) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect(exitCode).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['--cloud', '{', 'not valid JSON'],
    ['--cloud', '{"name": "x"}', 'authority'],
    ['--facts', '{"schemaVersion": 2}', 'schemaVersion'],
    ['--tenant', '{"tenantId": 5}', 'tenant'],
  ])('a broken file for %s: %s', async (option, content, says) => {
    const path = file('broken.json');
    await writeFile(path, content);
    const { exitCode, stderr } = await runCli(['diagnose', option, path]);
    expect(exitCode).toBe(64);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(says);
  });

  it('a cloud whose certificate authority is not there', async () => {
    await writeFile(file('cloud.json'), JSON.stringify({ ...sovereign, caFile: 'no.pem' }));
    const { exitCode, stderr } = await runCli(['diagnose', '--cloud', file('cloud.json')]);
    expect(exitCode).toBe(64);
    expect(stderr).toContain(file('no.pem'));
  });
});

describe('Ctrl+C', () => {
  it.each([
    ['a search', 'ResourceGraph', /^.subscriptions/],
    ['a sign-in', 'oauth2/v2.0/token', /openid-configuration/],
  ])('ends a diagnosis in %s at once, with the shell’s exit code', async (_where, path, sign) => {
    const hanging = withFaults(loadSample('byok-401'), [{ path, delayMs: 60_000 }]);
    const emulator = await startEmulator({ tenant: hanging });
    try {
      await writeFile(file('hanging.json'), JSON.stringify(emulator.cloud));
      const { tenantId, clientId, clientSecret } = emulator.signIn;
      const child = startCli(['diagnose', '--cloud', file('hanging.json')], {
        AZURE_TENANT_ID: tenantId,
        AZURE_CLIENT_ID: clientId,
        AZURE_CLIENT_SECRET: clientSecret,
      });
      const ended = result(child);
      await vi.waitFor(
        () => {
          expect(emulator.requests().some((request) => sign.test(request.path))).toBe(true);
        },
        { timeout: 20_000 },
      );
      child.kill('SIGINT');
      expect(await ended).toEqual({ exitCode: 130, stdout: '', stderr: 'Cancelled.\n' });
    } finally {
      await emulator.stop();
    }
  });
});

/** A cloud that no test reaches: its file is refused before. */
const sovereign = {
  name: 'Elsewhere',
  authority: 'https://login.elsewhere.example',
  arm: { endpoint: 'https://arm.elsewhere.example', audience: 'https://arm.elsewhere.example' },
  graph: {
    endpoint: 'https://graph.elsewhere.example',
    audience: 'https://graph.elsewhere.example',
  },
  logAnalytics: {
    endpoint: 'https://l.elsewhere.example/v1',
    audience: 'https://l.elsewhere.example',
  },
  appInsights: {
    endpoint: 'https://i.elsewhere.example/v1',
    audience: 'https://i.elsewhere.example',
  },
  foundry: { audience: 'https://ai.elsewhere.example' },
  cognitiveServices: { audience: 'https://cs.elsewhere.example' },
};

async function firstLine(stream: AsyncIterable<unknown> | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) {
    text += String(chunk);
    if (text.includes('\n')) return text.split('\n', 1)[0] ?? '';
  }
  return text;
}
