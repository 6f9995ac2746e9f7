import type { RoleNames } from '../evaluate/registry/avm.ts';
import type { GrantRole } from './role-grant.ts';

/** A display name as a module's own map resolves it. */
export function nameInModule(role: GrantRole, names: RoleNames | null): GrantRole {
  if (role.kind !== 'name') return role;
  const guid = names?.byName.get(role.name) ?? null;
  const isKnown = names?.isComplete === true;
  return { ...role, guid, inModuleMap: guid !== null ? true : isKnown ? false : null };
}
