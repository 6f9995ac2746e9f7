import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSample } from '../../src/emulator/index.ts';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

const respond = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const at = ['--at', 'contoso-foundry'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a question about a sample and reads its answer. */
async function ask(sample: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await runCli([
    ...[...args, ...at],
    ...['--sample', sample, '--format', 'json'],
  ]);
  expect(stderr).toBe('');
  return { exitCode, answer: (await expectOutput('answer', stdout)) as Record<string, unknown> };
}

describe('can', () => {
  it.each([
    ['healthy', 0, 'allowed'],
    ['via-group', 0, 'allowed'],
    ['no-graph-rights', 1, 'not-granted'],
    ['deny-assignment', 1, 'denied'],
    ['eligible-only', 1, 'eligible-only'],
    ['propagating', 2, 'propagating'],
    ['conditional-assignment', 2, 'conditional'],
  ])('of %s ends with %i: %s', async (sample, exitCode, state) => {
    const asked = await ask(sample, 'can', 'agent:concierge', respond);
    expect(asked).toMatchObject({ exitCode, answer: { kind: 'can', state, witness: null } });
  });

  it('shows a disagreement of the second witness, in text as well', async () => {
    const args = ['can', 'agent:concierge', respond, '--witness'];
    const { exitCode, answer } = await ask('via-group', ...args);
    expect({ exitCode, answer }).toMatchObject({
      ...{ exitCode: 0, answer: { verdict: 'yes', witness: { agreement: 'disagrees' } } },
    });
    const text = await runCli([...args, ...at, '--sample', 'via-group']);
    expect(text.exitCode).toBe(0);
    expect(text.stdout).toMatch(/^YES /);
    expect(text.stdout).toContain('says not allowed');
  });

  it('answers for a tenant file, and without a witness where the tenant has none', async () => {
    const tenant = structuredClone(loadSample('healthy'));
    tenant.settings.checkAccess = false;
    const path = join(folder, 'without.tenant.json');
    await writeFile(path, JSON.stringify(tenant));
    const { exitCode, stdout } = await runCli([
      ...['can', 'agent:concierge', respond, '--witness', '--tenant', path, ...at],
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('does not answer checkAccess');
  });

  it('answers about an action that no role of the tenant mentions', async () => {
    const { exitCode, answer } = await ask('healthy', 'can', 'me', 'Contoso.Bakery/ovens/bake');
    expect({ exitCode, answer }).toMatchObject({ exitCode: 1, answer: { state: 'not-granted' } });
  });

  it.each([
    ['nobody in particular', 'shows no user'],
    ['agent:concirge', 'Did you mean concierge?'],
  ])('cannot tell about %s, and says why', async (principal, says) => {
    const { exitCode, answer } = await ask('byok-401', 'can', principal, respond);
    expect({ exitCode, answer }).toMatchObject({ exitCode: 2, answer: { kind: 'unresolved' } });
    expect(JSON.stringify(answer)).toContain(says);
  });

  it('names all who have an ambiguous name', async () => {
    const tenant = structuredClone(loadSample('via-group'));
    for (const group of Object.values(tenant.groups)) group.displayName = 'Shop';
    const path = join(folder, 'namesakes.tenant.json');
    await writeFile(path, JSON.stringify(tenant));
    const { exitCode, stdout } = await runCli(['can', 'Shop', respond, '--tenant', path, ...at]);
    expect(exitCode).toBe(2);
    for (const id of Object.keys(tenant.groups)) expect(stdout).toContain(id);
  });
});

describe('compare', () => {
  const projectIdentity = 'contoso-foundry/projects/shop';
  it('shows the grant that differs, and ends with 1', async () => {
    const asked = await ask('byok-401', 'compare', projectIdentity, 'agent:concierge');
    expect(asked).toMatchObject({ exitCode: 1, answer: { differences: [{ holder: 'first' }] } });
  });

  it('ends with 0 where both may do the action that was named', async () => {
    const args = ['compare', projectIdentity, 'agent:concierge', '--action', respond];
    expect(await ask('healthy', ...args)).toMatchObject({
      exitCode: 0,
      answer: { verdict: 'yes', action: { first: 'allowed', second: 'allowed' } },
    });
  });
});

describe('list', () => {
  it('shows roles, and ends with 0 where all of them were readable', async () => {
    const { exitCode, stdout } = await runCli(['list', 'me', ...at, '--sample']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Reader');
  });
});

describe('wrong usage of a question', () => {
  it.each([
    [['can', 'me', respond], '--at'],
    [['can', 'me', respond, '--at', 'a/b/c'], 'ACCOUNT/PROJECT'],
    [['can', 'me', respond, '--at', '/subscriptions/x'], 'an ARM id such as'],
    [['can', 'me', 'respond', ...at], 'Name one action'],
    [['can', 'me', 'Microsoft.CognitiveServices/*', ...at], 'without wildcards'],
    [['can', 'me', ...at], 'action'],
    [['compare', 'me', ...at], 'second'],
    [['compare', 'me', 'me', '--action', 'x', ...at], 'Name one action'],
    [['list', 'me', ...at, '--format', 'markdown'], 'Allowed choices'],
    [['list', 'me', ...at, '--sample', '--cloud', 'x.json'], 'cannot be used with'],
    [['list', 'me', ...at, '--sample', 'helthy'], 'Did you mean healthy?'],
    [['list', 'me', ...at, '--cloud', 'nowhere.json'], 'does not exist'],
  ])('%j is told in a sentence', async (args, says) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect(exitCode).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
