import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readAzureYaml } from '../../../src/azd/azure-yaml.ts';
import { addPostdeployHook } from '../../../src/azd/postdeploy-edit.ts';
import { postdeployScripts } from '../../../src/azd/postdeploy-scripts.ts';
import { readScriptGrants } from '../../../src/azd/script-grants.ts';
import { applyEdits } from '../../../src/bicep/text-edit.ts';

const scripts = postdeployScripts(['concierge', "it's"]);
const ours = ['./hooks/grant-agent-identity.sh', './hooks/grant-agent-identity.ps1'];

describe('the hook in azure.yaml', () => {
  const added = (text: string): string | null => {
    const edit = addPostdeployHook(text, scripts);
    return edit === null ? null : applyEdits(text, [edit]);
  };
  const postdeployRuns = (text: string): string[] =>
    (readAzureYaml(text)?.hooks ?? [])
      .filter(({ event }) => event === 'postdeploy')
      .map(({ run }) => run.trim());

  it.each([
    ['no hooks', 'name: shop\nservices:\n  a:\n    host: azure.ai.agent', []],
    ['an empty mapping of hooks', 'name: shop\nhooks: # none yet\nservices: {}\n', []],
    ['other hooks', 'hooks:\n    # before\n    preprovision:\n        run: a.sh\nname: shop\n', []],
    [
      'a hook',
      'hooks:\n  postdeploy:\n    shell: sh\n    run: a.sh # ours\nname: shop\n',
      ['a.sh'],
    ],
    [
      'a hook of lines',
      'hooks:\n  postdeploy:\n    run: |\n      a\n\n      b\nname: x\n',
      ['a\n\nb'],
    ],
    ['a list of hooks', 'hooks:\n  postdeploy:\n  - run: a.sh\n  - run: b.sh\n', ['a.sh', 'b.sh']],
    ['Windows line ends', 'name: x\r\nhooks:\r\n  postdeploy:\r\n    run: a.sh\r\n', ['a.sh']],
  ])('stands beside %s', (_, text, before) => {
    const after = added(text) ?? '';
    expect(postdeployRuns(after)).toEqual([...before, ...ours]);
    // Everything else says what it said.
    const withoutHooks = (yaml: string): unknown => ({ ...(parse(yaml) as object), hooks: null });
    expect(withoutHooks(after)).toEqual(withoutHooks(text));
    for (const comment of text.match(/#.*/g) ?? []) expect(after).toContain(comment.trim());
    if (text.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
  });

  it('is left to the author where the file is written in one line', () => {
    expect(added('{ name: shop }')).toBeNull();
    expect(added('hooks: { postdeploy: { run: a.sh } }')).toBeNull();
    expect(added('')).toBeNull();
  });
});

describe('the script for sh', () => {
  const principal = '0f0f0f0f-1111-2222-3333-444444444444';
  const account =
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/foundry';
  const text = scripts.find(({ shell }) => shell === 'sh')?.text ?? '';
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foundry-identity-hook-'));
    const agent = {
      name: 'concierge',
      instance_identity: { client_id: 'c', principal_id: principal },
    };
    await program('azd', `cat <<'JSON'\n${JSON.stringify(agent, null, 2)}\nJSON`);
    await program('az', `echo "$@" >> '${folder}/az.log'`);
    await writeFile(join(folder, 'hook.sh'), text);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function program(name: string, body: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${body}\n`);
    await chmod(join(folder, name), 0o755);
  }

  function run(environment: NodeJS.ProcessEnv): {
    status: number | null;
    stdout: string;
    stderr: string;
  } {
    const path = `${folder}${delimiter}${process.env['PATH']}`;
    const options = { encoding: 'utf8' as const, env: { PATH: path, ...environment } };
    return spawnSync('sh', [join(folder, 'hook.sh')], options);
  }

  it('is sound for bash and for shellcheck where it is installed', () => {
    expect(spawnSync('bash', ['-n'], { input: text }).status).toBe(0);
    const checked = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: text, encoding: 'utf8' });
    if (checked.error === undefined) expect(checked.stdout).toBe('');
  });

  it('prints the command at the account, runs nothing, and runs it when told to', () => {
    const environment = { AZURE_AI_PROJECT_ID: `${account}/projects/shop` };
    const command = `az role assignment create --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --role 53ca6127-db72-4b80-b1b0-d745d6d5456d --scope ${account}`;
    const printed = run(environment);
    expect(printed.stdout).toContain(`run: ${command}\n`);
    const applied = run({ ...environment, FOUNDRY_IDENTITY_APPLY: '1' });
    expect(applied.stdout).toContain(`Granted: ${command}\n`);
    const log = spawnSync('cat', [join(folder, 'az.log')], { encoding: 'utf8' }).stdout;
    expect(log).toBe(`${command.slice(3)} --output none\n`.repeat(2));
    const other = run({ ...environment, FOUNDRY_IDENTITY_ACCOUNT_ID: '/elsewhere' });
    expect(other.stdout).toContain('--scope /elsewhere\n');
  });

  it('says what is missing, and fails only where the grant was asked for', () => {
    expect(run({})).toMatchObject({ status: 0, stdout: '' });
    expect(run({}).stderr).toContain('AZURE_AI_PROJECT_ID');
    expect(run({ FOUNDRY_IDENTITY_APPLY: '1' }).status).toBe(1);
  });

  it('is itself read as a script that grants at the account', () => {
    for (const script of scripts) {
      expect(readScriptGrants(script.path, script.text)).toMatchObject([{ scope: 'account' }]);
    }
  });
});
