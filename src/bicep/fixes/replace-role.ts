import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { isWrittenFor } from '../rules/grant-syntax.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { TextEdit } from '../text-edit.ts';
import { replaceRoleText } from './role-text.ts';
import { fixTitles } from './words.ts';

/**
 * Gives a grant another role. Only where the role is written for this grant alone: a variable may serve
 * others.
 */
export function replaceRole(grant: RoleGrant, guid: string, context: RuleContext): BicepFix[] {
  const { location } = grant.role;
  const file = context.file(location.file);
  const role = builtInRole(guid);
  if (file === undefined || role === null || !isWrittenFor(grant, location)) return [];
  const edits = [
    ...replaceRoleText(file, location, role),
    ...replaceSeeds(grant, location.file, file.text, guid),
  ];
  const title = fixTitles.replaceRole(role.name);
  return [{ title, edits: [{ file: location.file, edits }], preferred: true }];
}

/** The name's seed of the old role, where that is written as a literal as well. */
function replaceSeeds(
  { role, nameSeeds }: RoleGrant,
  path: string,
  text: string,
  guid: string,
): TextEdit[] {
  if (role.kind !== 'guid') return [];
  return (nameSeeds ?? [])
    .filter(({ location }) => location.file === path)
    .map(({ location }) => location.span)
    .filter(({ start, end }) => text.slice(start, end).toLowerCase() === `'${role.guid}'`)
    .map(({ start, end }) => ({ start: start + 1, end: end - 1, newText: guid }));
}
