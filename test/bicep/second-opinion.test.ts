import { describe, expect, it } from 'vitest';
import type { Node } from 'web-tree-sitter';
import type { SyntaxNode } from '../../src/bicep/syntax/nodes.ts';
import { parseBicep } from '../../src/bicep/syntax/parse.ts';
import { walk } from '../../src/bicep/syntax/walk.ts';
import { corpus, fixtures } from './files.ts';
import { broken } from './invariants.ts';
import { loadTreeSitter } from './tree-sitter.ts';

/** A file's declarations and properties, each as `kind start-end` with the offsets of the text. */
interface Reading {
  declarations: string[];
  properties: string[];
}

/** Their names of our kinds. */
const kindOf: Record<string, SyntaxNode['kind']> = {
  target_scope_assignment: 'target-scope',
  metadata_declaration: 'metadata',
  parameter_declaration: 'param',
  variable_declaration: 'var',
  resource_declaration: 'resource',
  module_declaration: 'module',
  output_declaration: 'output',
  type_declaration: 'type',
  user_defined_function: 'func',
  assert_statement: 'assert',
  test_block: 'test',
  import_statement: 'extension',
  import_with_statement: 'extension',
  import_functionality: 'import',
};

/** What has properties of objects. Those of types are not properties in our reading. */
const withProperties = new Set(['resource', 'module', 'var', 'param', 'output']);

/** Our reading; a declaration from its name on, since they count decorators apart. */
function ours(text: string): Reading {
  const reading: Reading = { declarations: [], properties: [] };
  for (const statement of parseBicep(text).statements) {
    const { start } = 'name' in statement ? statement.name : statement;
    reading.declarations.push(`${statement.kind} ${start}-${statement.end}`);
    if (!withProperties.has(statement.kind)) continue;
    walk(statement, (node) => {
      if (node.kind === 'property') reading.properties.push(`${node.start}-${node.end}`);
      return node.kind !== 'decorator' && !node.kind.startsWith('type-');
    });
  }
  return reading;
}

function theirs(root: Node): Reading {
  const reading: Reading = { declarations: [], properties: [] };
  const visit = (node: Node): void => {
    // They take a nested resource for a property.
    const isProperty =
      node.type === 'object_property' && node.firstNamedChild?.type !== 'resource_declaration';
    if (isProperty) reading.properties.push(`${node.startIndex}-${node.endIndex}`);
    for (const child of node.namedChildren) if (child.type !== 'type') visit(child);
  };
  for (const node of root.namedChildren) {
    const kind = kindOf[node.type];
    if (kind === undefined) continue;
    const named = kind !== 'import' && kind !== 'extension' && kind !== 'target-scope';
    const name = named ? node.namedChildren.find(({ type }) => type === 'identifier') : undefined;
    reading.declarations.push(`${kind} ${(name ?? node).startIndex}-${node.endIndex}`);
    if (withProperties.has(kind)) visit(node);
  }
  return reading;
}

describe('our reading and that of tree-sitter-bicep', async () => {
  const treeSitter = await loadTreeSitter();

  it('agree on the fixture in the syntax that both know', () => {
    const { text } = fixtures.find(({ path }) => path.endsWith('classic.bicep')) ?? { text: '' };
    const tree = treeSitter(text);
    expect(tree.rootNode.hasError).toBe(false);
    expect(ours(text)).toEqual(theirs(tree.rootNode));
    tree.delete();
  });

  // Without a corpus there is nothing to compare, and a test that never ran would say otherwise.
  if (corpus.length > 0) {
    it('agree on the files in BICEP_CORPUS that both read without a problem', () => {
      const figures = {
        files: 0,
        oursClean: 0,
        theirsClean: 0,
        bothClean: 0,
        declarations: 0,
        properties: 0,
      };
      const differences: string[] = [];
      for (const { path, text, language } of corpus) {
        figures.files += 1;
        const faults = broken(text, language);
        if (faults.length > 0) differences.push(`${path}: ${faults.join('; ')}`);
        const clean = parseBicep(text, language).problems.length === 0;
        if (clean) figures.oursClean += 1;
        if (language === 'bicepparam') continue;
        const tree = treeSitter(text);
        const theirsClean = !tree.rootNode.hasError;
        if (theirsClean) figures.theirsClean += 1;
        if (clean && theirsClean) {
          figures.bothClean += 1;
          const [we, they] = [ours(text), theirs(tree.rootNode)];
          figures.declarations += we.declarations.length;
          figures.properties += we.properties.length;
          differences.push(...different(path, we.declarations, they.declarations));
          differences.push(...different(path, we.properties, they.properties));
        }
        tree.delete();
      }
      console.log(figures);
      expect(differences).toEqual([]);
    }, 3_600_000);
  }
});

/** What only one side has. */
function different(path: string, ours: string[], theirs: string[]): string[] {
  const [we, they] = [new Set(ours), new Set(theirs)];
  return [
    ...ours.filter((one) => !they.has(one)).map((one) => `${path}: only ours: ${one}`),
    ...theirs.filter((one) => !we.has(one)).map((one) => `${path}: only theirs: ${one}`),
  ];
}
