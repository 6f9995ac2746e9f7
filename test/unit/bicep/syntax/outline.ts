import { childrenOf } from '../../../../src/bicep/syntax/children-of.ts';
import type { SyntaxNode } from '../../../../src/bicep/syntax/nodes.ts';

/** Fields that an outline shows by other means, or not at all. */
const unshown = new Set(['kind', 'start', 'end', 'parts']);

/**
 * A node on one line: leaves as they are, everything else as `kind(parts)`, with what is true of it,
 * what it is called and which operator it has after the kind: `member:safe(a b)`.
 */
export function outline(node: SyntaxNode): string {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'string': {
      const parts = node.parts.map((part) =>
        typeof part === 'string' ? JSON.stringify(part) : outline(part),
      );
      return `${node.multiline ? 'multiline' : ''}${parts.length === 1 ? parts[0] : `(${parts.join(' ')})`}`;
    }
    default: {
      const marks = Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
        if (unshown.has(name)) return [];
        if (value === true) return [name];
        return typeof value === 'string' && value !== 'plain' ? [value] : [];
      });
      const parts = childrenOf(node).map(outline);
      return `${[node.kind, ...marks].join(':')}${parts.length > 0 ? `(${parts.join(' ')})` : ''}`;
    }
  }
}
