import { parseTree, type Node } from 'jsonc-parser';
import type { Literal } from './literal.ts';

/** Nesting beyond this is nobody's configuration, and would exhaust the stack. */
const deepest = 200;

/** Reads JSON with comments and trailing commas; a broken file is read as far as it goes. */
export function readJsonLiteral(text: string): Literal | null {
  if (nestsTooDeep(text)) return null;
  const root = parseTree(text, [], { allowTrailingComma: true, disallowComments: false });
  return root === undefined ? null : literalOf(root);
}

function literalOf(node: Node): Literal {
  const span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'object': {
      const members = new Map<string, Literal>();
      for (const { children: [key, value] = [] } of node.children ?? []) {
        if (key && value) members.set(String(key.value), literalOf(value));
      }
      return { kind: 'object', members, ...span };
    }
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map(literalOf), ...span };
    case 'string':
      // Without the quotes. A string that the end of the line cut off has only the first one.
      return { kind: 'text', text: String(node.value), start: span.start + 1, end: span.end - 1 };
    case 'property':
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'other', ...span };
  }
}

/** Counts brackets wherever they stand: more of them than fit is decided before parsing recurses. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
