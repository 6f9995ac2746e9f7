import { childNodeId } from './node-ids.ts';
import type { TreeNode } from './nodes.ts';

/** Rows that a list shows at first and with every step more: VS Code stays quick with these. */
export const pageSize = 500;

/** The rows of a list that are shown by now, and the node that shows more where there are more. */
export function onePage(
  shown: ReadonlyMap<string, number>,
  listId: string,
  rows: TreeNode[],
): TreeNode[] {
  const count = shown.get(listId) ?? pageSize;
  if (rows.length <= count) return rows;
  const left = rows.length - count;
  return [
    ...rows.slice(0, count),
    {
      kind: 'more',
      id: childNodeId(listId, 'more'),
      list: listId,
      next: Math.min(left, pageSize),
      left,
    },
  ];
}

const collator = new Intl.Collator('en', { numeric: true });

/** Compares names as people sort them: without case, and 10 after 9. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
