import type { SyntaxNode } from './nodes.ts';

type Children = {
  [K in SyntaxNode['kind']]: (node: SyntaxNode & { kind: K }) => (SyntaxNode | null)[];
};

const none = (): SyntaxNode[] => [];

/** The parts of each kind of node, in the order of the text, decorators first. */
const childrenByKind: Children = {
  'target-scope': (node) => [...node.decorators, node.value],
  param: (node) => [...node.decorators, node.name, node.type, node.value],
  var: (node) => [...node.decorators, node.name, node.type, node.value],
  resource: (node) => [...node.decorators, node.name, node.type, node.body],
  module: (node) => [...node.decorators, node.name, node.reference, node.body],
  test: (node) => [...node.decorators, node.name, node.reference, node.body],
  output: (node) => [...node.decorators, node.name, node.type, node.value],
  type: (node) => [...node.decorators, node.name, node.type],
  func: (node) => [
    ...node.decorators,
    node.name,
    ...node.parameters.flatMap(({ name, type }) => [name, type]),
    node.returns,
    node.body,
  ],
  import: (node) => [
    ...node.decorators,
    ...(node.items ?? []).flatMap(({ name, alias }) => [name, alias]),
    node.alias,
    node.from,
  ],
  extension: (node) => [...node.decorators, node.specification, node.configuration, node.alias],
  metadata: (node) => [...node.decorators, node.name, node.value],
  assert: (node) => [...node.decorators, node.name, node.value],
  using: (node) => [...node.decorators, node.reference, node.configuration],
  extends: (node) => [...node.decorators, node.reference, node.configuration],
  broken: (node) => node.decorators,
  decorator: (node) => [node.expression],
  property: (node) => [node.key, node.value],
  spread: (node) => [node.value],
  string: (node) => node.parts.filter((part) => typeof part !== 'string'),
  number: none,
  boolean: none,
  null: none,
  identifier: none,
  missing: none,
  object: (node) => node.members,
  array: (node) => node.items,
  member: (node) => [node.base, node.name],
  element: (node) => [node.base, node.index],
  call: (node) => [node.base, node.name, ...node.arguments],
  unary: (node) => [node.operand],
  binary: (node) => [node.left, node.right],
  ternary: (node) => [node.condition, node.whenTrue, node.whenFalse],
  lambda: (node) => [...node.parameters, node.body],
  for: (node) => [node.item, node.index, node.collection, node.body],
  if: (node) => [node.condition, node.body],
  'non-null': (node) => [node.operand],
  parenthesized: (node) => [node.expression],
  'type-name': (node) => node.arguments,
  'type-literal': (node) => [node.value],
  'type-array': (node) => [node.element],
  'type-tuple': (node) => node.items.flatMap(({ decorators, type }) => [...decorators, type]),
  'type-object': (node) =>
    node.properties.flatMap(({ decorators, key, type }) => [...decorators, key, type]),
  'type-union': (node) => node.members,
  'type-nullable': (node) => [node.type],
  'type-member': (node) => [node.base],
  'type-missing': none,
};

/** The parts of a node, in the order of the text. Declared names and keys are among them. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  // Each entry takes the kind that it stands for, which the type of a lookup cannot express.
  const children = childrenByKind[node.kind] as (node: SyntaxNode) => (SyntaxNode | null)[];
  return children(node).filter((child) => child !== null);
}
