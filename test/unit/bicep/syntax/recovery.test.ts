import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { outline } from './outline.ts';

/** Outlines of the statements, and each problem with the text that it is put at. */
function read(text: string): { statements: string[]; problems: string[] } {
  const { statements, problems } = parseBicep(text);
  return {
    statements: statements.map(outline),
    problems: problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`),
  };
}

const after = 'param after string';
const afterOutline = 'param(after type-name:string)';

describe('a statement that is broken', () => {
  it.each([
    ['nonsense here', 'broken'],
    ['nonsense {\n  a: 1\n}', 'broken'],
    ['}', 'broken'],
    ['param', 'broken'],
    ["@description('x')", `param(decorator(call(description "x")) after type-name:string)`],
    ['var a =', 'var(a missing)'],
    ['var a = b.', 'var(a member(b ))'],
    ['var a = b +', 'var(a binary:+(b missing))'],
    ['var a = b ?', 'var(a ternary(b missing missing))'],
    ["var a = 'b", 'var(a "b")'],
    ["var a = 'b${c", 'var(a ("b" c ""))'],
    ["var a = 'b${c[,]", 'var(a ("b" element(c missing) ""))'],
    ["var a = 'b${c 'd${e}'}f'", 'var(a ("b" c "f"))'],
    ['var a = f(', 'var(a call(f))'],
    ['var a = f(b,', 'var(a call(f b))'],
    ['var a = "b"', 'var(a missing)'],
    ['param a', 'param(a)'],
    ['output a string =', 'output(a type-name:string missing)'],
    ["resource a 'A/b@1'", 'resource(a "A/b@1" missing)'],
    ["resource a 'A/b@1' = {\n  name: ", 'resource(a "A/b@1" object(property(name missing)))'],
    [
      "resource a 'A/b@1' = {\n  properties: {\n    b: [",
      'resource(a "A/b@1" object(property(properties object(property(b array)))))',
    ],
    ["resource a 'A/b@1' = if (", 'resource(a "A/b@1" if(missing missing))'],
    ["resource a 'A/b@1' = [for x in ", 'resource(a "A/b@1" for(x missing missing))'],
    ['type a = {\n  b: ', 'type(a type-object(b type-missing))'],
    ['import {\n  a', 'import(a)'],
  ])('leaves the one after it alone: %s', (text, expected) => {
    const { statements, problems } = read(`${text}\n${after}\n`);
    expect(statements.at(-1)).toBe(statements.length > 1 ? afterOutline : expected);
    expect(statements[0]).toBe(expected);
    if (!text.startsWith('@')) expect(problems).not.toEqual([]);
  });
});

describe('an object with a mistake in it', () => {
  it.each([
    [
      'a: 1\n  b\n  c: 3',
      'property(a 1) property(b missing) property(c 3)',
      ["\n: ':' is expected."],
    ],
    [
      'a: )\n  c: 3',
      'property(a missing) property(c 3)',
      [') : Nothing is open that this bracket could close.'],
    ],
    ['a: b c d\n  e: 3', 'property(a b) property(e 3)', ['c: A new line or a comma is expected.']],
    ['a: [\n    1\n  e: 3', 'property(a array(1 e))', []],
    ['= 1\n  c: 3', 'property(c 3)', ['=: A property is expected.']],
    ["a: 'it's'\n  c: 3", 'property(a "it") property(c 3)', []],
    ['a: f(b\n  c: 3', 'property(a call(f b c))', []],
  ])('keeps what else it holds: %s', (text, expected, problems) => {
    const found = read(`resource x 'A/b@1' = {\n  ${text}\n}\n${after}\n`);
    expect(found.statements).toEqual([`resource(x "A/b@1" object(${expected}))`, afterOutline]);
    expect(found.problems.length).toBeGreaterThan(0);
    if (problems.length > 0) expect(found.problems[0]?.replace(/^\)/, ') ')).toContain(problems[0]);
  });

  it('says one thing about one place', () => {
    expect(read('var a = [[[[{').problems).toEqual([': A closing brace is expected.']);
  });

  it('takes nested resources and decorators in the first column for what they are', () => {
    const text =
      "resource a 'A/b@1' = {\nresource c 'c' = {\n}\n@batchSize(1)\nresource d 'd' = {}\n}\n";
    const { statements, problems } = read(text);
    expect(problems).toEqual([]);
    expect(statements).toHaveLength(1);
  });
});

describe('nesting without end', () => {
  const many = 10_000;
  it.each([
    ['arrays', 'var a = ' + '['.repeat(many)],
    ['closed arrays', `var a = ${'['.repeat(many)}${']'.repeat(many)}`],
    ['objects', 'var a = ' + '{ a: '.repeat(many)],
    ['parentheses', `var a = ${'('.repeat(many)}1${')'.repeat(many)}`],
    ['calls', 'var a = ' + 'f('.repeat(many)],
    ['indexes', 'var a = ' + 'b['.repeat(many)],
    ['interpolations', 'var a = ' + "'${".repeat(many)],
    ['ternaries', 'var a = ' + 'b ? c : '.repeat(many)],
    ['lambdas', 'var a = ' + 'b => '.repeat(many)],
    ['loops', 'var a = ' + '[for x in '.repeat(many)],
    ['signs', 'var a = ' + '!'.repeat(many) + 'b'],
    ['assertions', 'var a = b' + '!'.repeat(many)],
    ['members', 'var a = b' + '.c'.repeat(many)],
    ['sums', 'var a = b' + ' + c'.repeat(many)],
    ['resources', "resource a 'b' = {\n".repeat(many)],
    ['types', 'type a = ' + '{ a: '.repeat(many)],
    ['type arguments', 'type a = ' + 'b<'.repeat(many)],
    ['type suffixes', 'type a = b' + '[]?'.repeat(many)],
    ['decorators', '@a(\n'.repeat(many)],
    ['conditions', "resource a 'b' = if (".repeat(many)],
  ])('of %s leaves the next statement alone, and the tree shallow', (_what, text) => {
    const { statements, problems } = parseBicep(`${text}\n${after}\n`);
    expect(problems.length).toBeGreaterThan(0);
    // A walk by recursion must not run out of stack.
    const outlines = statements.map(outline);
    expect(outlines.at(-1)?.endsWith('after type-name:string)')).toBe(true);
  });
});
