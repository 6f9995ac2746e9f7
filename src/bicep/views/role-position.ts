import type { Span } from '../syntax/nodes.ts';

/** What may stand before a string that holds a role's GUID, on its line. */
const before = [
  // subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '…')
  /Microsoft\.Authorization\/roleDefinitions'\s*,\s*$/i,
  /\broleDefinition(?:Id|IdOrName|Guid)?\s*:\s*$/i,
  // A variable, a parameter's default or an entry of a map that is named after a role.
  /\b(?:var|param)\s+\w*role\w*(?:\s+\w+)?\s*=\s*$/i,
  /^\s*['\w]*role\w*'?\s*:\s*$/i,
];

/**
 * The content of the string around an offset, where a role's GUID belongs in it; null elsewhere. It
 * looks at the text rather than at the syntax tree: while somebody types, the string is often not
 * closed yet.
 */
export function rolePositionAt(text: string, offset: number): Span | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(lineStart, newline < 0 ? text.length : newline).replace(/\r$/, '');
  const column = offset - lineStart;
  const string = [...line.matchAll(/'([^'\\]|\\.)*(?:'|$)/g)].find(({ 0: literal, index }) => {
    const isClosed = literal.length > 1 && literal.endsWith("'");
    return index < column && column <= index + literal.length - (isClosed ? 1 : 0);
  });
  if (string === undefined) return null;
  const [literal] = string;
  const lead = line.slice(0, string.index);
  if (!before.some((pattern) => pattern.test(lead)) && !isNameOfRole(text, lineStart, lead)) {
    return null;
  }
  const isClosed = literal.length > 1 && literal.endsWith("'");
  const start = lineStart + string.index + 1;
  return { start, end: start + literal.length - (isClosed ? 2 : 1) };
}

/** The name of an `existing` role definition, which is its GUID. */
function isNameOfRole(text: string, lineStart: number, lead: string): boolean {
  if (!/^\s*name\s*:\s*$/.test(lead)) return false;
  const above = text.slice(0, lineStart);
  const declaration = above.slice(above.lastIndexOf('\nresource ') + 1);
  return (
    /^resource\s+\w+\s+'Microsoft\.Authorization\/roleDefinitions@/i.test(declaration) &&
    !/^\}/m.test(declaration)
  );
}
