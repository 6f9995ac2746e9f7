import { describe, expect, it } from 'vitest';
import { createBicepWorkspace, type BicepWorkspace } from '../../../src/bicep/workspace.ts';
import { assignment, foundryUser, openAiUser } from './grants/grants-of.ts';

function workspaceOf(files: Record<string, string>): BicepWorkspace {
  const workspace = createBicepWorkspace();
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
  return workspace;
}

const roots = (workspace: BicepWorkspace): string[] =>
  workspace.analyse().deployments.map(({ root }) => root);

const calling = (path: string): string => `module m '${path}' = { name: 'm' }`;

describe('which files are deployments', () => {
  it('takes those that no other file calls', () => {
    const workspace = workspaceOf({
      'infra/main.bicep': calling('./modules/a.bicep'),
      'infra/modules/a.bicep': calling('../shared/b.bicep'),
      'infra/shared/b.bicep': '',
      'alone.bicep': '',
    });
    expect(roots(workspace)).toEqual(['infra/main.bicep', 'alone.bicep']);
  });

  it('takes a called file as well where parameters or azd deploy it', () => {
    const files = { 'tests/t.bicep': calling('../infra/main.bicep'), 'infra/main.bicep': '' };
    expect(roots(workspaceOf(files))).toEqual(['tests/t.bicep']);
    const byParameters = { ...files, 'infra/dev.bicepparam': "using './main.bicep'" };
    expect(roots(workspaceOf(byParameters))).toEqual(['tests/t.bicep', 'infra/main.bicep']);
    expect(roots(workspaceOf({ ...files, 'azure.yaml': 'name: x\n' }))).toHaveLength(2);
    const elsewhere =
      'name: x\ninfra:\n  provider: bicep\n  path: "deploy" # here\n  module: app\nservices:\n  path: src\n';
    expect(roots(workspaceOf({ ...files, 'azure.yaml': elsewhere }))).toHaveLength(1);
  });

  it('takes the first of files that only call each other', () => {
    const workspace = workspaceOf({ 'a.bicep': calling('b.bicep'), 'b.bicep': calling('a.bicep') });
    expect(roots(workspace)).toEqual(['a.bicep']);
    expect(workspace.analyse().deployments[0]?.gaps).toHaveLength(1);
  });

  it('reads a compiled template by its source beside it', () => {
    const workspace = workspaceOf({
      'main.bicep': "module m 'role.json' = { params: { principalId: 'x' } }",
      'role.bicep': assignment({}),
    });
    expect(roots(workspace)).toEqual(['main.bicep']);
    expect(workspace.analyse().grantsIn('role.bicep')).toHaveLength(1);
  });
});

describe('what changes', () => {
  it('makes only the deployments again that a change is a part of', () => {
    const workspace = workspaceOf({
      'one.bicep': calling('role.bicep'),
      'two.bicep': assignment({}),
      'role.bicep': assignment({ principal: "'x'" }),
    });
    const before = workspace.analyse();
    expect(workspace.analyse()).toBe(before);
    workspace.set('role.bicep', assignment({ principal: "'x'", role: `'${openAiUser}'` }));
    const after = workspace.analyse();
    expect(after.deployments[0]?.grants[0]?.role).toMatchObject({ guid: openAiUser });
    expect(after.deployments[1]?.grants).toBe(before.deployments[1]?.grants);
  });

  it('notices files that come and go, and says which are wanted', () => {
    const workspace = workspaceOf({
      'main.bicep': "module m 'role.bicep' = { params: { principalId: 'x' } }",
    });
    expect(workspace.analyse().missing()).toEqual(['role.bicep']);
    workspace.set('role.bicep', assignment({}));
    expect(workspace.analyse().deployments.flatMap(({ grants }) => grants)).toHaveLength(1);
    expect(workspace.analyse().missing()).toEqual([]);
    workspace.delete('role.bicep');
    expect(workspace.analyse().deployments.flatMap(({ grants }) => grants)).toEqual([]);
    expect(workspace.paths()).toEqual(['main.bicep']);
    expect(workspace.file('role.bicep')).toBeUndefined();
  });
});

describe('what parameters files give', () => {
  it('counts with what it extends and with its variables, and names its own template', () => {
    const workspace = workspaceOf({
      'infra/main.bicep': assignment({ before: 'param other string' }),
      'infra/base.bicepparam': `using none\nparam principalId = 'base'\nparam other = 'base'`,
      'infra/env/dev.bicepparam': `using '../main.bicep'
extends '../base.bicepparam'
var mine = 'own'
param principalId = mine`,
      'infra/env/loop.bicepparam': `using '../main.bicep'\nextends 'loop.bicepparam'`,
    });
    const [deployment] = workspace.analyse().deployments;
    expect(deployment?.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['principalId', { kind: 'literal', value: 'own' }],
      ['other', { kind: 'literal', value: 'base' }],
    ]);
  });

  it('is a candidate for the value, and decides nothing', () => {
    const workspace = workspaceOf({
      'main.bicep': assignment({ before: 'param on bool = true', around: ['if (on) {', '}'] }),
      'main.parameters.json': JSON.stringify({
        parameters: { principalId: { value: '${AZURE_PRINCIPAL_ID=}' }, on: { value: false } },
      }),
      'dev.bicepparam': `using 'main.bicep'
param principalId = readEnvironmentVariable('WHO', '${foundryUser}')
param on = false`,
    });
    const [deployment] = workspace.analyse().deployments;
    expect(
      deployment?.parameters.map(({ name, value, location }) => [location.file, name, value]),
    ).toEqual([
      [
        'main.parameters.json',
        'principalId',
        { kind: 'environment', variable: 'AZURE_PRINCIPAL_ID', fallback: '' },
      ],
      ['main.parameters.json', 'on', { kind: 'literal', value: 'false' }],
      [
        'dev.bicepparam',
        'principalId',
        { kind: 'environment', variable: 'WHO', fallback: foundryUser },
      ],
      ['dev.bicepparam', 'on', { kind: 'literal', value: 'false' }],
    ]);
    expect(deployment?.grants).toMatchObject([
      { principal: { kind: 'parameter' }, conditions: [{ text: 'on' }] },
    ]);
  });

  it('is read from a file with comments that is still being written, and points at the key', () => {
    const file = `{ "note": "principalId",
  "parameters": { // who gets in
    "principalId": { "value": "${foundryUser}" },
    "on": { "val`;
    const workspace = workspaceOf({ 'main.bicep': assignment({}), 'main.parameters.json': file });
    expect(workspace.analyse().deployments[0]?.parameters).toEqual([
      {
        name: 'principalId',
        value: { kind: 'literal', value: foundryUser },
        location: {
          file: 'main.parameters.json',
          span: { start: file.indexOf('"principalId": {'), end: file.indexOf(': { "value"') },
        },
      },
    ]);
  });
});

describe('hostile templates', () => {
  it('ends on modules that multiply and on values that need themselves', () => {
    const fan = Array.from(
      { length: 10 },
      (_, index) => `module m${index} 'next.bicep' = { name: 'x' }`,
    ).join('\n');
    const workspace = workspaceOf({
      'main.bicep': `var a = b
var b = [a, a]
${fan}`,
      'next.bicep': fan.replaceAll('next', 'last'),
      'last.bicep': fan.replaceAll('next', 'next'),
    });
    expect(workspace.analyse().deployments[0]?.gaps.length).toBeGreaterThan(0);
  });

  it.each([
    ['texts', '`${v}${v}`'],
    ['arrays', '[v, v]'],
    ['joined arrays', 'concat(v, v)'],
    ['objects', '{ a: v, b: v }'],
    ['conditions', '(v && w) || !v'],
    ['alternatives', 'v == w ? [v] : {a: v}'],
    ['names', 'guid(v, v)'],
  ])('bounds %s that double with each variable', (_, expression) => {
    const chain = Array.from({ length: 1_000 }, (_, index) => {
      const value = expression.replaceAll('`', "'").replaceAll(/\bv\b/g, `v${index}`);
      return `var v${index + 1} = ${value}`;
    });
    const grant = assignment({
      principal: 'v1000',
      name: 'guid(v1000)',
      around: ['if (v1000) {', '}'],
    });
    const text = `param v0 string\nparam w bool\n${chain.join('\n')}\n${grant}`;
    const grants = workspaceOf({ 'main.bicep': text }).analyse().grantsIn('main.bicep');
    expect(grants.length).toBeGreaterThan(0);
    for (const { name } of grants) expect(name?.key.length).toBeLessThan(1_000);
  });

  it('bounds a text with many alternatives', () => {
    const flags = Array.from({ length: 40 }, (_, index) => `f${index}`);
    const text = `${flags.map((flag) => `param ${flag} bool`).join('\n')}
${assignment({ name: `'${flags.map((flag) => `\${${flag} ? 'a' : 'b'}`).join('')}'` })}`;
    expect(workspaceOf({ 'main.bicep': text }).analyse().grantsIn('main.bicep')).toHaveLength(1);
  });
});
