import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../../src/bicep/syntax/parse.ts';
import { outline } from './outline.ts';

/** The outlines of the statements of a text in which nothing is wrong. */
function outlines(text: string, language?: 'bicep' | 'bicepparam'): string[] {
  const { statements, problems } = parseBicep(text, language);
  expect(problems).toEqual([]);
  return statements.map(outline);
}

describe('declarations', () => {
  it.each([
    ["targetScope = 'subscription'", 'target-scope("subscription")'],
    ["metadata owner = 'me'", 'metadata(owner "me")'],
    ['param a string', 'param(a type-name:string)'],
    ["param a string? = 'b'", 'param(a type-nullable(type-name:string) "b")'],
    ['var a = 1', 'var(a 1)'],
    ['var a string[] = []', 'var(a type-array(type-name:string) array)'],
    ['var a =\n[\n  1\n]', 'var(a array(1))'],
    ['output a object = {}', 'output(a type-name:object object)'],
    ['type a = b.c[]?', 'type(a type-nullable(type-array(type-member:c(type-name:b))))'],
    [
      'func f(a string, b int) bool => a == b',
      'func(f a type-name:string b type-name:int type-name:bool binary:==(a b))',
    ],
    ['func f() string =>\n  g()', 'func(f type-name:string call(g))'],
    ['assert a = b > 1', 'assert(a binary:>(b 1))'],
    [
      "test t 'main.bicep' = {\n  params: {}\n}",
      'test(t "main.bicep" object(property(params object)))',
    ],
    ["import * as a from 'a.bicep'", 'import(a "a.bicep")'],
    ["import { a, b as c } from 'd'", 'import(a b c "d")'],
    ["import {\n  a\n  'b-b' as b\n} from 'd'", 'import(a "b-b" b "d")'],
    ['extension microsoftGraphV1', 'extension(microsoftGraphV1)'],
    [
      "extension 'br:x/y:1.0' with {\n  a: b\n} as g",
      'extension("br:x/y:1.0" object(property(a b)) g)',
    ],
    ["provider 'kubernetes@1.0.0' as k", 'extension("kubernetes@1.0.0" k)'],
    ["import 'kubernetes@1.0.0' as k", 'extension("kubernetes@1.0.0" k)'],
  ])('reads %s', (text, expected) => {
    expect(outlines(text)).toEqual([expected]);
  });

  it.each([
    ["resource a 'A/b@1' = {\n  name: 'n'\n}", 'resource(a "A/b@1" object(property(name "n")))'],
    [
      "resource a 'A/b@1' existing = {\n  name: 'n'\n}",
      'resource:existing(a "A/b@1" object(property(name "n")))',
    ],
    ["resource a 'A/b@1' = if (c && d) {}", 'resource(a "A/b@1" if(binary:&&(c d) object))'],
    [
      "resource a 'A/b@1' existing = if (!c) {}",
      'resource:existing(a "A/b@1" if(unary:!(c) object))',
    ],
    ["resource a 'A/b@1' =\n  if (\n    c\n  ) {}", 'resource(a "A/b@1" if(c object))'],
    ["resource a 'A/b@1' = [for x in xs: {}]", 'resource(a "A/b@1" for(x xs object))'],
    [
      "resource a 'A/b@1' =\n[\n  for (x, i) in xs: if (c) {}\n]",
      'resource(a "A/b@1" for(x i xs if(c object)))',
    ],
    ["module m 'm.bicep' = {}", 'module(m "m.bicep" object)'],
    [
      "module m 'br/public:avm/res/a/b:1.0' = if (c) {}",
      'module(m "br/public:avm/res/a/b:1.0" if(c object))',
    ],
  ])('reads %s', (text, expected) => {
    expect(outlines(text)).toEqual([expected]);
  });

  it('keeps nested resources, decorated ones too, apart from a property of that name', () => {
    const text = `resource a 'A/b@1' = {
  resource: 1
  resource c 'c' existing = {
    resource d 'd' = {}
  }
  @batchSize(1)
  resource e 'e' = [for x in xs: {}]
}`;
    expect(outlines(text)).toEqual([
      'resource(a "A/b@1" object(property(resource 1) ' +
        'resource:existing(c "c" object(resource(d "d" object))) ' +
        'resource(decorator(call(batchSize 1)) e "e" for(x xs object))))',
    ]);
  });

  it('begins a declaration with its decorators and ends it with its last token', () => {
    const text = "\n@sys.description('d')\n@secure()\n\nparam a string // end\n";
    const { statements } = parseBicep(text);
    expect(statements.map(outline)).toEqual([
      'param(decorator(call(sys description "d")) decorator(call(secure)) a type-name:string)',
    ]);
    expect(text.slice(statements[0]?.start, statements[0]?.end)).toBe(text.trim().slice(0, -7));
  });

  it('reads a parameters file', () => {
    const text = `using 'main.bicep' with {
  mode: 'stack'
}
extends 'base.bicepparam'
param a = readEnvironmentVariable('A', '')
var b = 1
extensionConfig k with {
  c: b
}
`;
    expect(outlines(text, 'bicepparam')).toEqual([
      'using("main.bicep" object(property(mode "stack")))',
      'extends("base.bicepparam")',
      'param(a call(readEnvironmentVariable "A" ""))',
      'var(b 1)',
      'extension(k object(property(c b)))',
    ]);
    expect(outlines('using none', 'bicepparam')).toEqual(['using']);
  });
});

describe('types', () => {
  it.each([
    ["'a' | 'b' | null", 'type-union(type-literal("a") type-literal("b") type-literal(null))'],
    ["\n  // first\n  | 'a'\n  | 'b'", 'type-union(type-literal("a") type-literal("b"))'],
    ['-1 | 2', 'type-union(type-literal(unary:-(1)) type-literal(2))'],
    ['(a | b)[]', 'type-array(type-union(type-name:a type-name:b))'],
    ['[string, int]', 'type-tuple(type-name:string type-name:int)'],
    ['[\n  @secure()\n  string\n]', 'type-tuple(decorator(call(secure)) type-name:string)'],
    [
      "{\n  @minLength(1)\n  a: b?\n  'c-d': int\n  *: string\n}",
      'type-object(decorator(call(minLength 1)) a type-nullable(type-name:b) "c-d" type-name:int type-name:string)',
    ],
    [
      "resourceInput<'A/b@1'>.tags?",
      'type-nullable(type-member:tags(type-name:resourceInput(type-literal("A/b@1"))))',
    ],
    ["sys.resourceOutput<'A/b@1'>", 'type-name:sys.resourceOutput(type-literal("A/b@1"))'],
    ["resource<'A/b@1'>", 'type-name:resource(type-literal("A/b@1"))'],
    ["resource 'A/b@1'", 'type-name:resource(type-literal("A/b@1"))'],
    ['a[*].b!', 'type-member:b(type-member:[*](type-name:a))'],
    ['a.*', 'type-member:*(type-name:a)'],
  ])('reads %s', (text, expected) => {
    expect(outlines(`type t = ${text}`)).toEqual([`type(t ${expected})`]);
  });

  it('lets a parameter’s union begin below its name', () => {
    expect(outlines("param a\n  // why\n  | 'b'\n  | 'c'")).toEqual([
      'param(a type-union(type-literal("b") type-literal("c")))',
    ]);
  });
});
