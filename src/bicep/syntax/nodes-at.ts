import { childrenOf } from './children-of.ts';
import type { BicepFile, SyntaxNode } from './nodes.ts';

/**
 * The nodes around an offset, the outermost first; empty between statements. At a border between two
 * nodes the later one counts.
 */
export function nodesAt(file: BicepFile, offset: number): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let candidates: SyntaxNode[] = file.statements;
  for (;;) {
    const found = candidates.findLast(({ start, end }) => start <= offset && offset <= end);
    if (found === undefined) return path;
    path.push(found);
    candidates = childrenOf(found);
  }
}
