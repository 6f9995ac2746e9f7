import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { isForCaller, spanOf, syntaxOf, type GrantSyntax } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import { isMadeHere } from '../rules/principals.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { ObjectProperty } from '../syntax/nodes.ts';
import { applyEdits, type TextEdit } from '../text-edit.ts';
import { accountReference } from './account-reference.ts';
import { assignmentNames } from './repair-seeds.ts';
import {
  insertAfterProperty,
  insertAfterStatement,
  newlineOf,
  textOf,
  unusedName,
} from './style.ts';
import { fixTitles } from './words.ts';

/**
 * Puts the same assignment at the account beside one at a project: a copy with another name, scope
 * and symbol, so that loops, conditions and the author's order stay. None for grants that modules of
 * a registry make.
 */
export function insertAccountAssignment(
  grant: RoleGrant,
  role: string,
  context: RuleContext,
): BicepFix[] {
  // What a general module assigns at one account it would then assign at every caller's.
  const own = grant.form === 'resource' && !isForCaller(grant);
  const syntax = own ? syntaxOf(grant, context) : null;
  const scope = syntax && propertyOf(syntax.body, 'scope');
  const name = syntax && propertyOf(syntax.body, 'name');
  if (syntax === null || scope === null || name === null) return [];
  const account = accountReference(syntax.file, scope.value);
  if (account === null) return [];
  const title = fixTitles.insertAccountAssignment(builtInRole(role)?.name ?? role);
  return assignmentNames(grant, syntax, `${account.symbol}.id`, context).map((written, index) => {
    const copy = copyOf(syntax, isMadeHere(grant.principal), [
      [scope, account.symbol],
      [name, written],
    ]);
    const declarations = account.declaration === null ? [copy] : [account.declaration, copy];
    const newline = newlineOf(syntax.file);
    const edits = [
      insertAfterStatement(
        syntax.file,
        syntax.declaration,
        declarations.join(`${newline}${newline}`),
      ),
    ];
    return { title, edits: [{ file: syntax.path, edits }], preferred: index === 0 };
  });
}

/** The text of a declaration under a new symbol, with other values and, for identities, a type. */
function copyOf(
  { file, declaration, properties }: GrantSyntax,
  isIdentity: boolean,
  values: [ObjectProperty, string][],
): string {
  // Comments and descriptions above it speak of the project.
  const { start, end } = { start: keywordStart(file.text, declaration), end: declaration.end };
  const principalId = propertyOf(properties, 'principalId');
  const typed = propertyOf(properties, 'principalType') !== null;
  const edits: TextEdit[] = [
    { ...spanOf(declaration.name), newText: unusedName(file, `${declaration.name.name}AtAccount`) },
    ...values.map(([{ value }, newText]) => ({ ...spanOf(value), newText })),
    ...(typed || principalId === null || !isIdentity
      ? []
      : [insertAfterProperty(file, principalId, "principalType: 'ServicePrincipal'")]),
  ];
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyEdits(textOf(file, { start, end }), moved);
}

/** Where `resource` stands, behind the decorators. */
function keywordStart(text: string, { start, name }: GrantSyntax['declaration']): number {
  return Math.max(start, text.lastIndexOf('resource', name.start));
}
