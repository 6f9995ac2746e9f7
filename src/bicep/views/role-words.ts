import { builtInRoleForPeople } from '../../core/rbac/built-in-roles.ts';
import type { GrantRole } from '../grants/role-grant.ts';
import { guidOf } from '../rules/foundry-roles.ts';

/** A grant's role for people: its name, or what is written where it cannot be told. */
export function roleWords(role: GrantRole): string {
  const guid = guidOf(role);
  if (guid !== null) return builtInRoleForPeople(guid);
  return role.kind === 'unknown' ? role.text : role.kind === 'name' ? role.name : role.guid;
}
