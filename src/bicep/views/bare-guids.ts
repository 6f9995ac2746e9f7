import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import type { Span } from '../syntax/nodes.ts';
import { roleGuidsIn } from './lenses.ts';

/** The role GUIDs of a text whose line does not say which role they are, with the role's name. */
export function bareRoleGuids(text: string): { span: Span; name: string }[] {
  return roleGuidsIn(text).flatMap(({ span, guid }) => {
    const role = builtInRole(guid);
    if (role === null) return [];
    const words = lettersOf(lineAround(text, span));
    const isNamed = [role.name, ...role.formerNames].some((name) =>
      words.includes(lettersOf(name)),
    );
    return isNamed ? [] : [{ span, name: role.name }];
  });
}

function lineAround(text: string, { start, end }: Span): string {
  const lineEnd = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start) + 1, lineEnd < 0 ? text.length : lineEnd);
}

/** `foundryUserRoleId`, `FOUNDRY_USER` and `Foundry User` are one name. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
