import { builtInRole, type BuiltInRole } from '../../core/rbac/built-in-roles.ts';
import type { Location } from '../grants/role-grant.ts';
import type { BicepFile } from '../syntax/nodes.ts';
import type { TextEdit } from '../text-edit.ts';

/**
 * Writes another role in place of a literal, and in the comment behind it, which would name the old
 * one else. The span may be that of the literal or of the text in it.
 */
export function replaceRoleText(
  file: BicepFile,
  { span }: Location,
  role: BuiltInRole,
): TextEdit[] {
  const quoted = file.text[span.start] === "'" ? 1 : 0;
  const start = span.start + quoted;
  const end = span.end - quoted;
  const edit = { start, end, newText: role.guid };
  const old = builtInRole(file.text.slice(start, end));
  return old === null ? [edit] : [edit, ...renameInComment(file, end, old, role)];
}

function renameInComment(
  file: BicepFile,
  after: number,
  old: BuiltInRole,
  role: BuiltInRole,
): TextEdit[] {
  const lineEnd = file.text.indexOf('\n', after);
  const comment = file.comments.find(
    ({ start, kind }) => kind === 'line' && start >= after && (lineEnd === -1 || start < lineEnd),
  );
  if (comment === undefined) return [];
  const said = file.text.slice(comment.start, comment.end).toLowerCase();
  const name = [old.name, ...old.formerNames].find((one) => said.includes(one.toLowerCase()));
  if (name === undefined) return [];
  const start = comment.start + said.indexOf(name.toLowerCase());
  return [{ start, end: start + name.length, newText: role.name }];
}
