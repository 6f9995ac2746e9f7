import type { BuiltInRole } from '../../core/rbac/built-in-roles.ts';
import type { Location } from '../grants/role-grant.ts';
import type { BicepFix } from '../rules/finding.ts';
import { fixTitles } from './words.ts';

/** Puts a role's GUID in place of what is written. The span is that of the text in the quotes. */
export function rightGuid(
  { file, span }: Location,
  role: BuiltInRole,
  preferred: boolean,
): BicepFix[] {
  const edits = [{ start: span.start, end: span.end, newText: role.guid }];
  return [{ title: fixTitles.rightGuid(role.name), edits: [{ file, edits }], preferred }];
}
