import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { syntaxOf, type GrantSyntax } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import type { RuleContext } from '../rules/rule.ts';
import { principalSeed, roleSeed, scopeSeed } from './seeds.ts';
import { textOf } from './style.ts';
import { fixTitles } from './words.ts';

/** Names an assignment by what makes it one: scope, principal and role. */
export function repairSeeds(grant: RoleGrant, context: RuleContext): BicepFix[] {
  const syntax = grant.form === 'resource' ? syntaxOf(grant, context) : null;
  const name = syntax && propertyOf(syntax.body, 'name');
  if (syntax === null || name === null) return [];
  return assignmentNames(grant, syntax, scopeSeed(syntax), context)
    .filter((written) => written !== textOf(syntax.file, name.value))
    .map((written, index) => {
      const { start, end } = name.value;
      const edits = [{ start, end, newText: written }];
      return {
        title: fixTitles.repairSeeds(written),
        edits: [{ file: syntax.path, edits }],
        preferred: index === 0,
      };
    });
}

/**
 * The names that an assignment may have at a scope, the best one first: `guid()`, and Bicep's own
 * function where it is known and the principal is a plain value, as that function wants.
 */
export function assignmentNames(
  grant: RoleGrant,
  syntax: GrantSyntax,
  scope: string,
  { capabilities }: RuleContext,
): string[] {
  const principal = principalSeed(syntax);
  const role = roleSeed(syntax, grant);
  if (principal === null || role === null) return [];
  const byGuid = `guid(${scope}, ${principal}, ${role})`;
  const principalId = propertyOf(syntax.properties, 'principalId');
  const roleDefinitionId = propertyOf(syntax.properties, 'roleDefinitionId');
  if (!capabilities.getRoleAssignmentName || principalId === null || roleDefinitionId === null) {
    return [byGuid];
  }
  if (principal !== textOf(syntax.file, principalId.value)) return [byGuid];
  const definition = textOf(syntax.file, roleDefinitionId.value);
  return [
    byGuid,
    `getRoleAssignmentName({ scope: ${scope}, principalId: ${principal}, roleDefinitionId: ${definition} })`,
  ];
}
