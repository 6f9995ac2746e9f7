import type { Expression } from './nodes.ts';

/** The text of a string without interpolation; null for everything else. */
export function plainString(expression: Expression): string | null {
  if (expression.kind !== 'string' || expression.parts.length !== 1) return null;
  const [text] = expression.parts;
  return typeof text === 'string' ? text : null;
}
