import { describe, expect, it } from 'vitest';
import { assignment, foundryUser, grantsOf, type Files } from '../grants/grants-of.ts';

/** The GUID of the only grant's role, and where it is written. */
function roleOf(files: Files | string): { guid: string | null; file: string } {
  const [grant, ...others] = grantsOf(files);
  if (grant === undefined || others.length > 0) return expect.fail('there is one grant');
  const { role } = grant;
  return { guid: role.kind === 'guid' ? role.guid : null, file: role.location.file };
}

const user = `'${foundryUser}'`;

describe('a role by a function', () => {
  it.each([
    ['nameof', 'var user = 1', `{ user: ${user} }[nameof(user)]`],
    [
      'split by several separators',
      `var list = split('a|b,${foundryUser}', ['|', ','])`,
      'list[2]',
    ],
    [
      'indexOf, which minds no case',
      `var text = 'ID=${foundryUser}'`,
      `substring(text, indexOf(text, 'id=') + 3, 36)`,
    ],
    [
      'lastIndexOf',
      `var text = 'a/b/${foundryUser}'`,
      `substring(text, lastIndexOf(text, '/') + 1)`,
    ],
    ['array of an array', '', `array([ ${user} ])[0]`],
    [
      'groupBy',
      `var groups = groupBy([ { n: 'user', id: ${user} }, { n: 'x', id: 'y' } ], one => one.n)`,
      'groups.user[0].id',
    ],
    ['intersection', `var both = intersection({ a: ${user}, b: '1' }, { a: ${user} })`, 'both.a'],
    ['tryGet along a path', `var tree = { a: { b: ${user} } }`, `tryGet(tree, 'a', 'b')!`],
    ['min, max and int', `var list = [ 'x', ${user} ]`, `list[max(min(3, int('1')), 0)]`],
    ['json with a comment', `var data = json('{ "a": "${foundryUser}" /* it */ }')`, 'data.a'],
    [
      'a string over several lines',
      `var tail = '${foundryUser.slice(8)}'`,
      `$'''${foundryUser.slice(0, 8)}\${tail}'''`,
    ],
  ])('%s', (_, before, role) => {
    expect(roleOf(assignment({ before, role })).guid).toBe(foundryUser);
  });

  it.each([
    ['min of what is open', 'param n int', `[ 'x', ${user} ][min(n, 1)]`],
    ['indexOf of what is open', 'param t string', `substring(t, indexOf(t, 'x'))`],
  ])('stays unknown by %s', (_, before, role) => {
    expect(roleOf(assignment({ before, role })).guid).toBeNull();
  });
});

describe('a role in a file', () => {
  const yaml = `# The roles of the shop.\nroles:\n  - name: user\n    id: ${foundryUser}\n`;

  it.each([
    ['YAML', "loadYamlContent('data/roles.yaml').roles[0].id", 'roles.yaml', yaml],
    ['a part of YAML', "loadYamlContent('data/roles.yaml', '$.roles[0].id')", 'roles.yaml', yaml],
    [
      'JSON with comments',
      "loadJsonContent('data/roles.json').user",
      'roles.json',
      `{ // ours\n"user": "${foundryUser}", }`,
    ],
    [
      'a part of JSON',
      `loadJsonContent('data/roles.json', '$.a[''x''][0]')`.replaceAll("''", "\\'"),
      'roles.json',
      `{"a": {"x": ["${foundryUser}"]}}`,
    ],
  ])('%s is found, and shown there', (_, role, name, text) => {
    const files = { 'main.bicep': assignment({ role }), [`data/${name}`]: text };
    expect(roleOf(files)).toEqual({ guid: foundryUser, file: `data/${name}` });
  });

  it('of text is found', () => {
    const role = "trim(loadTextContent('role.txt'))";
    const files = { 'main.bicep': assignment({ role }), 'role.txt': `${foundryUser}\n` };
    expect(roleOf(files).guid).toBe(foundryUser);
  });

  it.each([
    ['is not there', {}],
    ['is broken', { 'data/roles.yaml': 'roles: [' }],
    ['multiplies itself', { 'data/roles.yaml': bomb() }],
  ])('that %s stays unknown', (_, more) => {
    const role = "loadYamlContent('data/roles.yaml').roles[0].id";
    expect(roleOf({ 'main.bicep': assignment({ role }), ...more }).guid).toBeNull();
  });
});

/** YAML whose aliases come to 10^9 items. */
function bomb(): string {
  const lines = ['a0: &a0 [x]'];
  for (let level = 1; level < 10; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  return lines.join('\n');
}
