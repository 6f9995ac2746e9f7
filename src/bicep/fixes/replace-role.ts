import { builtInRole, type BuiltInRole } from '../../core/rbac/built-in-roles.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { isWrittenFor, spanOf, syntaxOf } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import type { RuleContext } from '../rules/rule.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';
import { replaceRoleText } from './role-text.ts';
import { fixTitles } from './words.ts';

/**
 * Gives a grant another role, by its GUID and, where Bicep can look roles up, by its name. Only where
 * the role is written for this grant alone: a variable may serve others.
 */
export function replaceRole(grant: RoleGrant, guid: string, context: RuleContext): BicepFix[] {
  const { location } = grant.role;
  const file = context.file(location.file);
  const role = builtInRole(guid);
  if (file === undefined || role === null || !isWrittenFor(grant, location)) return [];
  const seeds = replaceSeeds(grant, file, guid);
  const byName = lookUpByName(grant, role, context);
  const ways: [string, TextEdit[]][] = [
    [fixTitles.replaceRole(role.name), replaceRoleText(file, location, role)],
    ...(byName === null
      ? []
      : [[fixTitles.replaceRoleByName(role.name), [byName]] satisfies [string, TextEdit[]]]),
  ];
  return ways.map(([title, edits], index) => ({
    title,
    edits: [{ file: location.file, edits: [...edits, ...seeds] }],
    preferred: index === 0,
  }));
}

/** The name's seed of the old role, where that is written as a literal as well. */
function replaceSeeds(
  { role, nameSeeds }: RoleGrant,
  { text }: BicepFile,
  guid: string,
): TextEdit[] {
  if (role.kind !== 'guid') return [];
  return (nameSeeds ?? [])
    .filter(({ location }) => location.file === role.location.file)
    .map(({ location }) => location.span)
    .filter(({ start, end }) => text.slice(start, end).toLowerCase() === `'${role.guid}'`)
    .map(({ start, end }) => ({ start: start + 1, end: end - 1, newText: guid }));
}

/** `roleDefinitions('…').id` in place of a whole id that is put together from a GUID. */
function lookUpByName(grant: RoleGrant, role: BuiltInRole, context: RuleContext): TextEdit | null {
  const syntax = context.capabilities.roleDefinitions ? syntaxOf(grant, context) : null;
  const definition = syntax && propertyOf(syntax.properties, 'roleDefinitionId');
  if (definition?.value.kind !== 'call' || grant.role.location.file !== syntax?.path) return null;
  const { start, end } = spanOf(definition.value);
  const { span } = grant.role.location;
  const holdsGuid = start <= span.start && span.end <= end;
  return holdsGuid ? { start, end, newText: `roleDefinitions('${role.name}').id` } : null;
}
