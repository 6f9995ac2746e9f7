import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { outline } from './outline.ts';

/** The outline of `text` as a variable's value, for texts in which nothing is wrong. */
function valueOf(text: string): string {
  const { statements, problems } = parseBicep(`var x = ${text}\n`);
  expect(problems).toEqual([]);
  expect(statements).toHaveLength(1);
  const [statement] = statements;
  if (statement?.kind !== 'var') throw new Error('Not a variable.');
  expect(statement.end).toBe(`var x = ${text}`.length);
  return outline(statement.value);
}

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3', 'binary:+(1 binary:*(2 3))'],
    ['1 - 2 - 3', 'binary:-(binary:-(1 2) 3)'],
    ['a ?? b || c && d == e', 'binary:??(a binary:||(b binary:&&(c binary:==(d e))))'],
    ['!a =~ -1', 'binary:=~(unary:!(a) unary:-(1))'],
    ['(a + b) * c', 'binary:*(parenthesized(binary:+(a b)) c)'],
    ['a ? b : c ? d : e', 'ternary(a b ternary(c d e))'],
    ['a\n  ? b // yes\n  : c', 'ternary(a b c)'],
    ['a\n  && b', 'binary:&&(a b)'],
    ['true ? null : false', 'ternary(true null false)'],
  ])('binds operators in %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  it.each([
    ['a.b.c', 'member(member(a b) c)'],
    ['a.?b', 'member:safe(a b)'],
    ['a::b.id', 'member(member:nested(a b) id)'],
    ['a[0]', 'element(a 0)'],
    ["a[?'b']", 'element:safe(a "b")'],
    ['a[^1]', 'element:fromEnd(a 1)'],
    ['a[?^1]!.b', 'member(non-null(element:safe:fromEnd(a 1)) b)'],
    ['f()', 'call(f)'],
    ['az.guid(a, b)', 'call(az guid a b)'],
    ['f(\n  a,\n  b\n)', 'call(f a b)'],
    ['f(a!)!.b', 'member(non-null(call(f non-null(a))) b)'],
    ['deployer().objectId', 'member(call(deployer) objectId)'],
  ])('follows accesses in %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  it.each([
    ['map(a, x => x.y)', 'call(map a lambda(x member(x y)))'],
    ['map(a, (x, i) => i)', 'call(map a lambda(x i i))'],
    ['f(() => 1)', 'call(f lambda(1))'],
    ['f((\n  x\n) =>\n  x)', 'call(f lambda(x x))'],
    ['[for x in xs: x.id]', 'for(x xs member(x id))'],
    ['[for (x, i) in xs: {\n  a: i\n}]', 'for(x i xs object(property(a i)))'],
    ['[\n  for x in range(0, 3): x\n]', 'for(x call(range 0 3) x)'],
  ])('reads lambdas and loops in %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  it.each([
    ['[]', 'array'],
    ['[\n  1\n  -2\n\n  // three\n  3\n]', 'array(1 unary:-(2) 3)'],
    ['[1, 2]', 'array(1 2)'],
    ['[a\n [b]]', 'array(a array(b))'],
    ['[\n  ...a\n  b\n]', 'array(spread(a) b)'],
    [
      "{ a: 1, 'b c': 2, '${d}': 3 }",
      'object(property(a 1) property("b c" 2) property(("" d "") 3))',
    ],
    [
      '{\n  ...a\n  if: b\n  resource: c\n}',
      'object(spread(a) property(if b) property(resource c))',
    ],
    ['{}', 'object'],
    ['{\n\n}', 'object'],
  ])('reads arrays and objects in %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  it.each([
    ["''", '""'],
    [String.raw`'it\'s \${x} \\ \n \u{1F600}'`, String.raw`"it's ${'${x}'} \\ \n 😀"`],
    ["'a${b}c${d.e}'", '("a" b "c" member(d e) "")'],
    ["'${'${x}'}'", '("" ("" x "") "")'],
    ["'${f({ a: '}' })}'", '("" call(f object(property(a "}"))) "")'],
    ["'a $ b {c}'", '"a $ b {c}"'],
    ["'''\na 'b' ${c}\n'''", `multiline${JSON.stringify("a 'b' ${c}\n")}`],
    ["'''a''''", `multiline${JSON.stringify("a'")}`],
    ["$'''\n${a} {b} $\n'''", 'multiline("" a " {b} $\\n")'],
    ["$$'''${a} $${b} $$${c}'''", 'multiline("${a} " b " $" c "")'],
    ["''''''", 'multiline""'],
  ])('reads strings in %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});
