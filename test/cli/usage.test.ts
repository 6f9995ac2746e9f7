import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wantsColor } from '../../src/cli/color.ts';
import { examples } from '../../src/cli/examples.ts';
import { publicCloud } from '../../src/core/arm/cloud.ts';
import { run } from '../../src/cli/run.ts';
import { withSigns } from '../../src/cli/safe-output.ts';
import { runCli } from './run-cli.ts';

/** Runs in this process and gives the exit code with all that was printed. */
async function runHere(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const keep = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation((line) => keep(`${String(line)}\n`));
  const code = await run(args);
  vi.restoreAllMocks();
  return { code, text };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the help', () => {
  it('shows every command in use, with options that it has', async () => {
    const { text: overview } = await runHere('--help');
    const commands = [...overview.matchAll(/^ {2}(\w+)(?= \[options\])/gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(12);
    for (const command of commands as string[]) {
      const { text } = await runHere(command, '--help');
      for (const example of examples[command] ?? ['none']) {
        expect(text).toContain(`$ foundry-identity ${example}`);
        const [ownHelp] = text.split(/\nExamples?:/);
        for (const [option] of example.matchAll(/--[\w-]+/g)) expect(ownHelp).toContain(option);
      }
    }
  });

  it('is offered after wrong usage, and the version is told', async () => {
    const wrong = await runHere('diagnose', '--bogus');
    expect(wrong.text).toContain('Add --help');
    expect(wrong.code).toBe(64);
    expect((await runHere('--version')).text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('wrong usage', () => {
  it.each([
    [['diagnose', '--sample', '--agent', ''], 'is invalid. It is empty.'],
    [['diagnose', '--tenant', ''], 'is invalid. It is empty.'],
    [['can', '', 'A.B/c/read', '--at', 'x', '--sample'], "for argument 'principal'. It is empty."],
    [['diagnose', '--sample', 'nope'], 'There is no sample nope. `foundry-identity samples`'],
    [['diagnose', '--sample', 'byok-402'], 'Did you mean byok-401?'],
    [['diagnose', '--tenant', '.'], 'is a folder; name a file'],
    [['inventory', '--sample', '--json', '--problems'], 'cannot be used with'],
  ])('%j is told in a sentence', async (args, sentence) => {
    const { code, text } = await runHere(...args);
    expect(text).toContain(sentence);
    expect(code).toBe(64);
  });

  it('is a cloud whose endpoints are not behind TLS', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'usage-')), 'cloud.json');
    await writeFile(
      file,
      JSON.stringify({ ...publicCloud, authority: 'http://login.contoso.com' }),
    );
    const { code, text } = await runHere('diagnose', '--cloud', file);
    expect(text).toContain('is wrong at authority: it has to be a URL that begins with https://');
    expect(code).toBe(64);
  });

  it('keeps the report where the facts cannot be saved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'usage-'));
    const { code, text } = await runHere('diagnose', '--sample', '--save-facts', folder);
    expect(text).toContain('PROBLEM');
    expect(text).toContain('could not be saved');
    expect(code).toBe(64);
  });
});

describe('what is printed', () => {
  it('never steers the terminal by what was read', async () => {
    const { stdout } = await runCli(['diagnose', '--sample', '--agent', '\u001b[2Jx\u0007\u202e']);
    expect(stdout).toContain('There is no agent \ufffd[2Jx\ufffd\ufffd.');
  });

  it('keeps its own colours and lines', () => {
    expect(withSigns('\u001b[1m\u001b[31mNO\u001b[39m\u001b[22m\n\ta\r\n')).toBe(
      '\u001b[1m\u001b[31mNO\u001b[39m\u001b[22m\n\ta\n',
    );
    expect(withSigns('\r\u001b[Kx')).toBe('\ufffd\ufffd[Kx');
    expect(withSigns('\r\u001b[Kx', true)).toBe('\r\u001b[Kx');
    expect(withSigns('\u001b[8mhidden')).toBe('\ufffd[8mhidden');
  });

  it('has no colours in a terminal that has none', () => {
    expect(wantsColor({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(wantsColor({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
    expect(wantsColor({ isTTY: true }, { TERM: 'dumb', FORCE_COLOR: '1' })).toBe(true);
  });
});
