import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-byok-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const key = '0123456789abcdef0123456789abcdef';

describe('byok', () => {
  it('finds providers below a folder, with line, column and fix, and never shows a key', async () => {
    await writeFile(
      join(folder, 'agent.json'),
      `{ "provider": {
  "type": "azure", "apiKey": "${key}",
  "baseUrl": "https://r.openai.azure.com/openai/v1/" } }`,
    );
    const text = await runCli(['byok', folder]);
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toMatch(/agent\.json:3:15: error path-built-twice: /);
    expect(text.stdout).toContain('Fix: Use the type openai');
    expect(text.stdout).toMatch(/agent\.json:2:31: warning secret-in-file: /);
    expect(text.stdout).toContain('1 provider, 2 problems.');
    const json = await runCli(['byok', folder, '--format', 'json']);
    expect(await expectOutput('byok', json.stdout)).toMatchObject({ providers: 1, unread: [] });
    expect(text.stdout + json.stdout).not.toContain(key);
  });

  it('is content with what is right, and with nothing', async () => {
    const right = join(folder, 'chatLanguageModels.json');
    await writeFile(
      right,
      '[{ "vendor": "azure", "models": [{ "id": "d", "url": "https://r.openai.azure.com" }] }]',
    );
    const fine = await runCli(['byok', right]);
    expect([fine.exitCode, fine.stdout]).toEqual([
      0,
      expect.stringContaining('1 provider, 0 problems.') as string,
    ]);
    const none = join(folder, 'empty.json');
    await writeFile(none, '{}');
    expect(await runCli(['byok', none])).toMatchObject({ exitCode: 0 });
    expect(await runCli(['byok', join(folder, 'missing')])).toMatchObject({ exitCode: 64 });
  });
});
