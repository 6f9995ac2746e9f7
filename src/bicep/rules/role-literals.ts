import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import type { Location } from '../grants/role-grant.ts';
import type { BicepFile, Span, StringLiteral, SyntaxNode } from '../syntax/nodes.ts';
import { plainString } from '../syntax/plain-string.ts';
import { walk } from '../syntax/walk.ts';
import { keyOf } from '../syntax/objects.ts';

/** A GUID of a role, or what is meant as one, as it stands in a file. */
export interface RoleLiteral {
  /** As written, without the quotes. */
  text: string;
  /** The text alone. */
  location: Location;
  /** What the author calls it, the nearest first: a variable, a key, a comment on the same line. */
  labels: { kind: 'name' | 'comment'; text: string }[];
}

/** A GUID, or one with a digit too many or too few somewhere. */
const guidLike = /^[\da-f]{6,10}-[\da-f]{3,5}-[\da-f]{3,5}-[\da-f]{3,5}-[\da-f]{10,14}$/i;

/** Without this there is none in a text. */
const anyGuid = /[\da-f]{6,10}-[\da-f]{3,5}-[\da-f]{3,5}-/i;

/** A GUID at the end of a role definition's whole id. */
const inFullId = /roleDefinitions\/([^/]+)$/i;

/** Names under which roles of other systems stand: Microsoft Graph, Cosmos DB's own data plane. */
const foreign = /app_?role|directory_?role|sql_?role|entra|graph/i;

/** Keys of GUIDs that stand beside roles and are none. */
const otherIds = /^name$|(?:principal|object|client|tenant|subscription|application|policy)_?id/i;

/**
 * The role GUIDs of a file, in the order of the text. What is a role is told by where it stands
 * (`roleDefinitionId`, `…ResourceId('Microsoft.Authorization/roleDefinitions', …)`, a name with
 * "role" in it) or by being one that Azure has.
 */
export function roleLiterals(path: string, file: BicepFile): RoleLiteral[] {
  if (!anyGuid.test(file.text)) return [];
  const found: RoleLiteral[] = [];
  walk(file, (node, outermostFirst) => {
    if (isSeedsOfName(node)) return false;
    const written = node.kind === 'string' ? guidIn(node) : null;
    const ancestors = outermostFirst.toReversed();
    if (written === null || !isRole(written, ancestors)) return true;
    const end = node.end - 1;
    const location = { file: path, span: { start: end - written.length, end } };
    found.push({ text: written, location, labels: labelsOf(node, ancestors, file) });
    return true;
  });
  return found;
}

/** A GUID that is all of a literal, or the end of a role definition's whole id. */
function guidIn({ parts, multiline }: StringLiteral): string | null {
  const last = parts.at(-1);
  if (multiline || typeof last !== 'string') return null;
  const written = inFullId.exec(last)?.[1] ?? (parts.length === 1 ? last : '');
  return guidLike.test(written) ? written : null;
}

function isRole(guid: string, ancestors: SyntaxNode[]): boolean {
  // Built-in definitions of Cosmos DB's data plane begin with zeros.
  if (guid.startsWith('00000000')) return false;
  const names = ancestors.map(nameOf).filter((name) => name !== null);
  if (names.some((name) => foreign.test(name))) return false;
  if (builtInRole(guid) !== null || ancestors.some(isRoleDefinition)) return true;
  return !otherIds.test(names[0] ?? '') && names.some((name) => /role/i.test(name));
}

/** A role definition by its id, or one that is there already. */
function isRoleDefinition(node: SyntaxNode): boolean {
  if (node.kind === 'resource') return node.existing && namesRoleDefinitions([node.type]);
  if (node.kind !== 'call' || !/resourceId$/i.test(node.name.name)) return false;
  return namesRoleDefinitions(node.arguments);
}

function namesRoleDefinitions(expressions: SyntaxNode[]): boolean {
  return expressions.some((expression) => {
    const text = expression.kind === 'string' ? plainString(expression) : null;
    return /^Microsoft\.Authorization\/roleDefinitions(?:@|$)/i.test(text ?? '');
  });
}

/** A seed only has to differ; that it is a role's GUID means nothing. */
function isSeedsOfName(node: SyntaxNode): boolean {
  return node.kind === 'call' && node.name.name === 'guid';
}

function labelsOf(node: Span, ancestors: SyntaxNode[], file: BicepFile): RoleLiteral['labels'] {
  const names = ancestors.map(nameOf).filter((name) => name !== null);
  const lineEnd = file.text.indexOf('\n', node.end);
  const comment = file.comments.find(
    ({ kind, start }) =>
      kind === 'line' &&
      start >= node.end &&
      (lineEnd === -1 || start < lineEnd) &&
      // A comment behind several literals speaks of them all.
      !file.text.slice(node.end, start).includes("'"),
  );
  const said =
    comment === undefined ? [] : [file.text.slice(comment.start + 2, comment.end).trim()];
  return [
    ...names.map((text) => ({ kind: 'name' as const, text })),
    ...said.map((text) => ({ kind: 'comment' as const, text })),
  ];
}

/** What a node calls the things below it. */
function nameOf(node: SyntaxNode): string | null {
  switch (node.kind) {
    case 'var':
    case 'param':
    case 'output':
    case 'resource':
    case 'module':
      return node.name.name;
    case 'property':
      return keyOf(node);
    default:
      return null;
  }
}
