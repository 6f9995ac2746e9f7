import type { GrantPrincipal, RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { isWrittenFor } from '../rules/grant-syntax.ts';
import type { RuleContext } from '../rules/rule.ts';
import { nodesAt } from '../syntax/nodes-at.ts';
import type {
  BicepFile,
  ObjectProperty,
  ResourceDeclaration,
  SyntaxNode,
} from '../syntax/nodes.ts';
import { keyOf, objectOf, propertyOf } from '../syntax/objects.ts';
import { plainString } from '../syntax/plain-string.ts';
import { textOf } from './style.ts';
import { fixTitles } from './words.ts';

/** An id that is no object id. */
type Mistaken = GrantPrincipal & { kind: 'mistaken' };

/**
 * Replaces an id by the object id of the identity that it belongs to, where that is written for this
 * assignment alone: another use of the value may well want the id.
 */
export function useObjectId(grant: RoleGrant, id: Mistaken, context: RuleContext): BicepFix[] {
  const { location } = id;
  const file = context.file(location.file);
  if (file === undefined || !isWrittenFor(grant, location)) return [];
  const around = nodesAt(file, location.span.end - 1);
  const written = around.findLast(
    ({ start, end }) => start === location.span.start && end === location.span.end,
  );
  if (written?.kind !== 'member' || !isForPrincipal(around)) return [];
  const base = textOf(file, written.base);
  const path = objectIdPath(written.name.name, base, id, file);
  if (path === null) return [];
  const edit = { ...location.span, newText: `${base}.${path}` };
  return [
    {
      title: fixTitles.useObjectId(edit.newText),
      edits: [{ file: location.file, edits: [edit] }],
      preferred: true,
    },
  ];
}

/** Whether a value stands where a principal is asked for by name. */
function isForPrincipal(around: SyntaxNode[]): boolean {
  const property = around.findLast((node): node is ObjectProperty => node.kind === 'property');
  return property !== undefined && /principal|objectId/i.test(keyOf(property) ?? '');
}

const userAssigned = 'microsoft.managedidentity/userassignedidentities';

/** What stands for `member` behind the base; null where nobody can tell that it is there. */
function objectIdPath(
  member: string,
  base: string,
  { of }: Mistaken,
  file: BicepFile,
): string | null {
  const isIdentity = of?.type === userAssigned;
  switch (member) {
    case 'clientId':
      return isIdentity ? 'principalId' : null;
    case 'resourceId':
      return isIdentity && base.endsWith('.outputs') ? 'principalId' : null;
    case 'id':
    case 'name': {
      const declared = declaredAs(base, file);
      if (declared === null) return null;
      const type = plainString(declared.type)?.split('@')[0]?.toLowerCase();
      if (type === userAssigned) return 'properties.principalId';
      return hasOwnIdentity(declared) ? 'identity.principalId' : null;
    }
    default:
      return null;
  }
}

/** The resource that a file declares under a symbolic name. */
function declaredAs(symbol: string, { statements }: BicepFile): ResourceDeclaration | null {
  const found = statements.find(
    (statement) => statement.kind === 'resource' && statement.name.name === symbol,
  );
  return found?.kind === 'resource' ? found : null;
}

function hasOwnIdentity({ body }: ResourceDeclaration): boolean {
  const object = objectOf(body);
  const identity = objectOf((object && propertyOf(object, 'identity')?.value) ?? null);
  const type = identity && propertyOf(identity, 'type');
  return type !== null && (plainString(type.value) ?? '').includes('SystemAssigned');
}
