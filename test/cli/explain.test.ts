import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOutput } from './output-schema.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-explain-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function explain(text: string | Uint8Array, ...args: string[]) {
  const path = join(folder, 'error.txt');
  await writeFile(path, text);
  return runCli(['explain', path, ...args]);
}

describe('explain', () => {
  it('names a refusal, and as JSON too', async () => {
    const text = 'AADSTS7000222: The provided client secret keys for app x are expired.';
    const { exitCode, stdout } = await explain(text);
    expect([exitCode, stdout.split('\n', 1)[0]]).toEqual([
      0,
      'The client secret or certificate was refused',
    ]);
    const json = await explain(text, '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ symptom: { class: 'client-secret' } });
  });

  it.each([
    ['UTF-16 of PowerShell', Buffer.from('\ufeffAADSTS53003: “Blocked”', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffAADSTS53003', 'utf16le').swap16()],
    ['UTF-8 with a mark', Buffer.from('\ufeffAADSTS53003: “Blocked”')],
    ['Windows-1252', Buffer.from('AADSTS53003: \u0093Blocked\u0094 caf\u00e9', 'latin1')],
    ['UTF-8 that is cut off', Buffer.from('AADSTS53003: “Blocked”').subarray(0, -2)],
  ])('reads %s', async (_name, bytes) => {
    const { exitCode, stdout } = await explain(bytes);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^A Conditional Access policy/);
    expect(stdout).not.toMatch(/\ufffd{2}|\0|â/);
  });

  it('says unknown with an exit code of its own', async () => {
    const { exitCode, stdout } = await explain('something went wrong');
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^Unknown: /);
  });

  it('says what to do about an empty or a missing file', async () => {
    const empty = await explain(' \n');
    expect([empty.exitCode, empty.stdout]).toEqual([64, '']);
    expect(empty.stderr).toContain('paste the error');
    const missing = await runCli(['explain', join(folder, 'none.txt')]);
    expect([missing.exitCode, missing.stderr]).toEqual([
      64,
      `The error text file ${join(folder, 'none.txt')} does not exist.\n`,
    ]);
  });

  it('looks up who was refused, and prints the next command with every value', async () => {
    const refusal =
      'The principal `7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation.';
    const { exitCode, stdout } = await explain(refusal, '--resolve', '--sample', 'byok-401');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('who: the identity of agent concierge, version 3 (7c1e5b90-');
    const [diagnosis] = stdout.split('\n').filter((line) => line.includes(' diagnose '));
    const again = await runCli((diagnosis ?? '').trim().split(' ').slice(1));
    expect([again.exitCode, again.stdout.split('\n', 1)[0]]).toEqual([
      1,
      expect.stringMatching(/^PROBLEM/i),
    ]);
    const json = await explain(refusal, '--sample', '--format', 'json');
    expect(await expectOutput('explain', json.stdout)).toMatchObject({
      ...{ symptom: { class: 'missing-data-action' }, limits: [] },
      next: [expect.stringMatching(/ --sample$/), expect.stringMatching(/ can .* --sample$/)],
    });
  });
});
