import { childrenOf, rootsOf } from '../../../../src/editor/tree/model/children.ts';
import type { TreeContents } from '../../../../src/editor/tree/model/contents.ts';
import type { TreeNode } from '../../../../src/editor/tree/model/nodes.ts';
import { present } from '../../../../src/editor/tree/model/presentation.ts';

/** Every row of the tree as somebody would read it with everything open. */
export function describeView(contents: TreeContents): string[] {
  const lines = (nodes: TreeNode[], indent: string): string[] =>
    nodes.flatMap((node) => {
      const { label, description, problems } = present(node, contents);
      const badge = problems > 0 ? ` | ${problems} problem${problems === 1 ? '' : 's'}` : '';
      const under = node.kind === 'versions' ? [] : childrenOf(node, contents);
      const isUnasked = node.kind === 'identity' && problems === 0;
      return [
        `${indent}${label} | ${description}${badge}`,
        ...(isUnasked ? [] : lines(under, `${indent}  `)),
      ];
    });
  return lines(rootsOf(contents), '');
}
