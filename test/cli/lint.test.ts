import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sarifSchema from '../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { ruleIds } from '../../src/bicep/rules/rule-ids.ts';
import { expectOutput } from './output-schema.ts';
import { result, startCli, type CliResult } from './run-cli.ts';

const wrong = "var azureAiOwner = 'b78c5d69-af96-48a3-bf8d-a8b4d589de94'\n";
const unknown = "var roleId = '53ca6127-db72-4e31-b599-04dc5da150b4'\n";
const rightGuid = '53ca6127-db72-4b80-b1b0-d745d6d5456d';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foundry-identity-lint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes files under a folder of their own and lints from there. */
async function lint(
  files: Record<string, string | Uint8Array>,
  ...args: string[]
): Promise<CliResult & { cwd: string }> {
  const cwd = await mkdtemp(join(folder, 'run-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
  return { ...(await result(startCli(['lint', ...args], {}, cwd))), cwd };
}

describe('lint', () => {
  it('finds nothing in a clean file and says how much it looked at', async () => {
    const { exitCode, stdout, stderr } = await lint({ 'main.bicep': 'var a = 1\n' }, '.');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '0 errors, 0 warnings, 0 notes, 0 hints in 1 Bicep file.\n',
      stderr: '',
    });
  });

  it('prints findings by file, with paths from the working folder on', async () => {
    const { stdout, exitCode } = await lint({ 'infra/main.bicep': `\n${unknown}` }, 'infra');
    expect(stdout).toMatch(/^infra\/main\.bicep\n {2}2:15 {2}error {2}No built-in role/);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['error', wrong, 0],
    ['warning', wrong, 1],
  ])('--fail-on %s of %j ends with %i', async (failOn, text, code) => {
    const { exitCode } = await lint({ 'main.bicep': text }, '.', '--fail-on', failOn);
    expect(exitCode).toBe(code);
  });

  it('leaves out other people’s files and what .gitignore names, and reads modules anywhere', async () => {
    const { stdout } = await lint(
      {
        '.gitignore': 'generated/\n',
        'shop/.gitignore': '*.skip.bicep\n',
        'shop/main.bicep': "module a '../shared/a.bicep' = { name: 'a' }\n",
        'shop/x.skip.bicep': unknown,
        'shop/node_modules/x/main.bicep': unknown,
        'shop/dist/main.bicep': unknown,
        'generated/main.bicep': unknown,
        'shared/a.bicep': unknown,
      },
      'shop',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, findings: [] });
  });

  it('reads what templates load, and nothing beyond the repository', async () => {
    const template = (path: string): string =>
      `var roles = loadYamlContent('${path}')
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: 'shop' }
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: 'x'
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.owner)
    principalId: '11111111-1111-4111-8111-111111111111'
    principalType: 'User'
  }
}
`;
    const yaml = 'owner: 8e3af657-a8ff-443c-a75c-2fe8c4bcb635\n';
    const files = {
      'repo/.git/HEAD': '',
      'repo/infra/main.bicep': template('../data/roles.yaml'),
      'repo/data/roles.yaml': yaml,
      'repo/infra/other.bicep': template('../../outside.yaml'),
      'outside.yaml': yaml,
    };
    const { stdout } = await lint(files, 'repo/infra', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { place: { file: string } }[] };
    expect(new Set(findings.map(({ place }) => place.file))).toEqual(
      new Set(['repo/infra/main.bicep']),
    );
  });

  it('follows the configuration beside or above, or the one that is named', async () => {
    const files = {
      'main.bicep': wrong,
      'old/main.bicep': unknown,
      'foundry-identity.json': JSON.stringify({
        rules: { 'role-label-mismatch': 'error' },
        ignore: ['old/'],
      }),
      'other.json': '{ "rules": { "role-label-mismatch": "off", "unknown-role-guid": "hint" } }',
    };
    const found = await lint(files, '.', '--format', 'json');
    expect(await expectOutput('lint', found.stdout)).toMatchObject({
      findings: [{ rule: 'role-label-mismatch', severity: 'error', place: { file: 'main.bicep' } }],
    });
    const named = await lint(files, '.', '--format', 'json', '--config', 'other.json');
    expect(JSON.parse(named.stdout)).toMatchObject({
      findings: [{ rule: 'unknown-role-guid', severity: 'hint' }],
    });
  });

  it('takes a suppression with its reason', async () => {
    const text = `// foundry-identity-disable-next-line role-label-mismatch: ours\n${wrong}`;
    const { stdout, exitCode } = await lint({ 'main.bicep': text }, '.', '--fail-on', 'info');
    expect(stdout).toContain('1 suppressed in 1 Bicep file.');
    expect(exitCode).toBe(0);
  });
});

describe('what cannot be linted', () => {
  it.each([
    ['a path that is not there', ['nowhere'], 'nowhere does not exist.\n'],
    ['a folder without Bicep', ['docs'], 'There is no Bicep file in docs.\n'],
    [
      'a configuration with a rule that there is not',
      ['.', '--config', 'bad.json'],
      'The configuration file bad.json is wrong at rules',
    ],
    [
      'a configuration that is not there',
      ['.', '--config', 'no.json'],
      'The configuration file no.json does not exist.\n',
    ],
  ])('%s is wrong usage, in one sentence', async (_, args, sentence) => {
    const files = {
      'main.bicep': '',
      'docs/a.md': '',
      'bad.json': '{ "rules": { "no-such-rule": "off" } }',
    };
    const { exitCode, stdout, stderr } = await lint(files, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('is named and leaves the run incomplete, while the rest is judged', async () => {
    const { exitCode, stdout, stderr } = await lint(
      {
        'binary.bicep': Uint8Array.of(0x4d, 0x5a, 0, 0),
        'huge.bicep': `// ${'x'.repeat(5_000_000)}`,
        'latin.bicep': Uint8Array.of(0x2f, 0x2f, 0xe4, 0xf6),
        'main.bicep': wrong,
      },
      '.',
    );
    expect(stderr.split('\n').filter(Boolean)).toEqual([
      'binary.bicep was not read: it is no text in UTF-8 (it holds zero bytes).',
      'huge.bicep was not read: it is larger than 4 MB.',
      'latin.bicep was not read: it is no text in UTF-8.',
    ]);
    expect(stdout).toContain('1 warning');
    expect(exitCode).toBe(2);
  });

  it('does not move the cursor of whoever reads about it', async () => {
    const text = wrong.replace('\n', ' // Foundry Owner \u001b[2J \u202e\n');
    const { stdout } = await lint({ 'main.bicep': text.replace('azureAiOwner', 'x') }, '.');
    expect(stdout).toContain('Foundry Owner');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('the format', () => {
  it('github is workflow commands, escaped', async () => {
    const text = `var x = 'b78c5d69-af96-48a3-bf8d-a8b4d589de94' // Foundry Owner, 100%: sure\n`;
    const { stdout } = await lint({ 'a,b/main.bicep': text }, '.', '--format', 'github');
    expect(stdout).toMatch(
      /^::warning file=a%2Cb\/main\.bicep,line=1,col=10,endLine=1,endColumn=46,title=[^:]*\(role-label-mismatch\)::.*100%25: sure/,
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('sarif is valid, complete and stable when lines move', async () => {
    const suppressed = `// foundry-identity-disable-next-line role-label-mismatch: ours\n${wrong}`;
    const broken = Uint8Array.of(0xff, 0xfe);
    const run = async (text: string): Promise<Log> => {
      const files = { 'in fra/ma#in.bicep': text, 'bad.bicep': broken };
      const { stdout } = await lint(files, '.', '--format', 'sarif');
      return JSON.parse(stdout) as Log;
    };
    const log = await run(`${unknown}${unknown}${suppressed}`);
    const ajv = new Ajv({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    // The schema uses nothing that JSON Schema has changed since the draft that it names.
    const schema = Object.fromEntries(
      Object.entries(sarifSchema).filter(([key]) => key !== '$schema' && key !== 'id'),
    );
    const validate = ajv.compile(schema);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);

    const [{ tool, results = [], invocations = [] } = expect.fail('one run')] = log.runs;
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual([...ruleIds]);
    for (const rule of tool.driver.rules ?? expect.fail('rules')) {
      expect(rule.fullDescription?.text).toMatch(/^[A-Z].*\.$/s);
      expect(rule.help?.text).toMatch(/^[A-Z][^`#]*\.$/s);
      expect(rule.help?.markdown).toMatch(/^## Why\n[\s\S]*^## Fix\n/m);
    }
    // The log is read elsewhere: it names no place on this machine but its own base.
    expect(JSON.stringify(tool)).not.toContain('file:');
    expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'unknown-role-guid error',
      'unknown-role-guid error',
      'role-label-mismatch warning',
    ]);
    expect(results[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'in%20fra/ma%23in.bicep', uriBaseId: 'SRCROOT' },
      region: { startLine: 1, startColumn: 15, endLine: 1, endColumn: 51 },
    });
    expect(results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 1, startColumn: 15, endLine: 1, endColumn: 51 },
        insertedContent: { text: rightGuid },
      },
    ]);
    expect(results[2]?.suppressions).toEqual([{ kind: 'inSource', justification: 'ours' }]);
    expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      'bad.bicep was not read: it is no text in UTF-8.',
    );

    const moved = await run(`\n\n${unknown}${unknown}${suppressed}`);
    const prints = (one: Log) => one.runs[0]?.results?.map((found) => found.partialFingerprints);
    expect(prints(moved)).toEqual(prints(log));
    expect(new Set(prints(log)?.map((print) => JSON.stringify(print))).size).toBe(3);
  });
});
