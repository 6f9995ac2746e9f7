import { useObjectId } from '../fixes/use-object-id.ts';
import type { GrantPrincipal, Location, RoleGrant } from '../grants/role-grant.ts';
import type { BicepFile, Expression } from '../syntax/nodes.ts';
import { propertyOf } from '../syntax/objects.ts';
import { plainString } from '../syntax/plain-string.ts';
import {
  isWrittenFor,
  nameOfDeclaration,
  placeOfPrincipal,
  spanOf,
  syntaxOf,
} from './grant-syntax.ts';
import { finding, type BicepRule, type RuleContext } from './rule.ts';
import { ruleWords } from './words.ts';

/** A resource id, a client id or a name where the object id of a principal is due. */
export const resourceIdAsPrincipal: BicepRule = {
  worst: 'error',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const id = mistakenIn(grant, context);
      if (id === null) return [];
      const { given, text } = id;
      const message = ruleWords['resource-id-as-principal'].message({ given, text });
      const place = placeOfId(grant, context);
      const fixes = useObjectId(grant, id, context);
      return [finding('resource-id-as-principal', 'error', place, message, { fixes })];
    });
  },
};

type Mistaken = GrantPrincipal & { kind: 'mistaken' };

/** The name of a resource evaluates to whatever it is given, so that it is told by how it is written. */
function mistakenIn(grant: RoleGrant, context: RuleContext): Mistaken | null {
  const { principal } = grant;
  const written = writtenPrincipal(grant, context);
  if (written !== null && isNameOfResource(written.value, written.file)) {
    const location = { file: written.path, span: spanOf(written.value) };
    const text = written.file.text.slice(location.span.start, location.span.end);
    return { key: principal.key, text, location, kind: 'mistaken', given: 'name', of: null };
  }
  return principal.kind === 'mistaken' ? principal : null;
}

function writtenPrincipal(
  grant: RoleGrant,
  context: RuleContext,
): { value: Expression; file: BicepFile; path: string } | null {
  const syntax = syntaxOf(grant, context);
  const property = syntax && propertyOf(syntax.properties, 'principalId');
  return syntax && property && { value: property.value, file: syntax.file, path: syntax.path };
}

/** Assignments and the objects of the Graph extension may well be named by a principal. */
const namedByPrincipals = /^microsoft\.(?:authorization|graph)\//i;

function isNameOfResource(value: Expression, { statements }: BicepFile): boolean {
  if (value.kind !== 'member' || value.name.name !== 'name') return false;
  const symbol = value.base.kind === 'identifier' ? value.base.name : null;
  return statements.some(
    (statement) =>
      statement.kind === 'resource' &&
      statement.name.name === symbol &&
      !namedByPrincipals.test(plainString(statement.type) ?? ''),
  );
}

/** Where the id is handed over: at the assignment, or in the call that gives it to a general module. */
function placeOfId(grant: RoleGrant, context: RuleContext): Location {
  const call = grant.calls.at(-1);
  if (call === undefined || !isFromCaller(grant, context)) return placeOfPrincipal(grant, context);
  const { location } = grant.principal;
  return isWrittenFor(grant, location) ? location : nameOfDeclaration(call, context);
}

/** Whether an assignment takes its principal from a parameter of its file. */
function isFromCaller(grant: RoleGrant, context: RuleContext): boolean {
  if (grant.form === 'compiled-template') return true;
  const written = writtenPrincipal(grant, context);
  if (written === null) return false;
  const root = rootOf(written.value);
  return written.file.statements.some(
    (statement) => statement.kind === 'param' && statement.name.name === root,
  );
}

/** `config` of `config.identity!.id`. */
function rootOf(expression: Expression): string | null {
  switch (expression.kind) {
    case 'identifier':
      return expression.name;
    case 'member':
    case 'element':
      return rootOf(expression.base);
    case 'non-null':
      return rootOf(expression.operand);
    default:
      return null;
  }
}
