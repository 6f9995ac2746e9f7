import { objectOf, propertyOf, keyOf } from '../syntax/objects.ts';
import type { Location, RoleGrant } from '../grants/role-grant.ts';
import { nodesAt } from '../syntax/nodes-at.ts';
import type {
  BicepFile,
  ModuleDeclaration,
  ObjectLiteral,
  ResourceDeclaration,
  Span,
} from '../syntax/nodes.ts';

/** Where files come from. */
interface Files {
  file: (path: string) => BicepFile | undefined;
}

/** A grant as it is written, for pointing at its parts and for editing them. */
export interface GrantSyntax {
  path: string;
  file: BicepFile;
  /** The resource or module that makes the grant, or that an element is written in. */
  declaration: ResourceDeclaration | ModuleDeclaration;
  /** The object with the assignment's name and scope; an element has all in one object. */
  body: ObjectLiteral;
  /** The object with principalId. */
  properties: ObjectLiteral;
}

/** Finds what a grant is written as; null where that is no plain object, or a template in JSON. */
export function syntaxOf(grant: RoleGrant, { file }: Files): GrantSyntax | null {
  const path = grant.location.file;
  const parsed = file(path);
  if (parsed === undefined || grant.form === 'compiled-template') return null;
  const around = nodesAt(parsed, grant.location.span.end - 1).filter((node) =>
    holds(node, grant.location.span),
  );
  const declaration = around.findLast(isDeclaration);
  if (declaration === undefined) return null;
  const body =
    grant.form === 'registry-module-element'
      ? (around.findLast((node) => node.kind === 'object') ?? null)
      : objectOf(declaration.body);
  if (body === null) return null;
  const properties =
    grant.form === 'registry-module-element'
      ? body
      : objectOf(
          propertyOf(body, grant.form === 'resource' ? 'properties' : 'params')?.value ?? null,
        );
  return properties && { path, file: parsed, declaration, body, properties };
}

/**
 * Where to point for a whole grant: the declaration's name, or an element's role. What a general module
 * assigns for its caller is shown in the caller, where the role is written.
 */
export function placeOf(grant: RoleGrant, files: Files): Location {
  if (isForCaller(grant)) return grant.role.location;
  if (grant.form === 'compiled-template') return nameOfDeclaration(grant.location, files);
  const syntax = syntaxOf(grant, files);
  if (syntax === null) return grant.location;
  const { path, declaration, body } = syntax;
  if (grant.form !== 'registry-module-element') {
    return { file: path, span: spanOf(declaration.name) };
  }
  const role = body.members.find(
    (member) => member.kind === 'property' && /^roleDefinition/i.test(keyOf(member) ?? ''),
  );
  return { file: path, span: spanOf(role ?? body) };
}

/** Where to point for a grant's role: where it is written, if that is for this grant alone. */
export function placeOfRole(grant: RoleGrant, files: Files): Location {
  const { location } = grant.role;
  return isWrittenFor(grant, location) ? location : placeOf(grant, files);
}

/** Whether a module makes the grant with a role that one of its callers gives. */
export function isForCaller({ location, role, calls }: RoleGrant): boolean {
  const { file } = role.location;
  return file !== location.file && calls.some((call) => call.file === file);
}

/** Whether something is written inside the grant, or in a module call that leads to it. */
export function isWrittenFor({ location, calls }: RoleGrant, { file, span }: Location): boolean {
  return [location, ...calls].some((place) => place.file === file && holds(place.span, span));
}

/** Where to point for a grant's principal. */
export function placeOfPrincipal(grant: RoleGrant, files: Files): Location {
  const syntax = syntaxOf(grant, files);
  const property = syntax && propertyOf(syntax.properties, 'principalId');
  return syntax && property ? { file: syntax.path, span: spanOf(property) } : placeOf(grant, files);
}

/** Whether an assignment has a condition of its own, which limits what its role may do. */
export function hasAssignmentCondition(grant: RoleGrant, files: Files): boolean {
  const syntax = syntaxOf(grant, files);
  return syntax !== null && propertyOf(syntax.properties, 'condition') !== null;
}

/** Whether a place lies in the default of a parameter. */
export function isParameterDefault({ file, span }: Location, files: Files): boolean {
  const statements = files.file(file)?.statements ?? [];
  return statements.some((statement) => statement.kind === 'param' && holds(statement, span));
}

/** The symbolic name of the declaration at a place, or the place itself. */
export function nameOfDeclaration(location: Location, { file }: Files): Location {
  const parsed = file(location.file);
  const nodes = parsed === undefined ? [] : nodesAt(parsed, location.span.end - 1);
  const declaration = nodes.filter((node) => holds(node, location.span)).findLast(isDeclaration);
  return declaration === undefined
    ? location
    : { file: location.file, span: spanOf(declaration.name) };
}

function isDeclaration(node: { kind: string }): node is ResourceDeclaration | ModuleDeclaration {
  return node.kind === 'resource' || node.kind === 'module';
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A node's place without the node. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
