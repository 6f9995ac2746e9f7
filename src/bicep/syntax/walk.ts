import { childrenOf } from './children-of.ts';
import type { BicepFile, SyntaxNode } from './nodes.ts';

/**
 * Visits all nodes in the order of the text, parents first. `ancestors` begins with the outermost and
 * changes as the walk goes on. Nothing below a node is visited where `visit` answers false for it.
 */
export function walk(
  root: BicepFile | SyntaxNode,
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => boolean | void,
): void {
  const ancestors: SyntaxNode[] = [];
  const enter = (node: SyntaxNode): void => {
    if (visit(node, ancestors) === false) return;
    ancestors.push(node);
    childrenOf(node).forEach(enter);
    ancestors.pop();
  };
  if ('statements' in root) root.statements.forEach(enter);
  else enter(root);
}
