import { roleGuid } from '../arm/role-id.ts';
import type { RoleDefinition } from '../facts/azure.ts';
import type { Fact } from '../facts/fact.ts';
import { includesAction } from '../rbac/permissions.ts';
import { modelCallAction } from '../rbac/requirements.ts';

/**
 * Whether a mark of an inventory can rest on an assigned or eligible role: one that does not give
 * model calls never decides, and one that the tenant does not have grants nothing. Where nobody may
 * say what the roles contain, each of them may decide.
 */
export function bearsOnModelCalls(
  roles: Fact<Record<string, RoleDefinition>>,
): (row: { roleDefinitionId: string }) => boolean {
  if (roles.status === 'unknown') return () => true;
  const bearing = new Set(
    Object.values(roles.value)
      .filter(({ permissions }) => includesAction(permissions, modelCallAction))
      .map(({ guid }) => guid),
  );
  return ({ roleDefinitionId }) => bearing.has(roleGuid(roleDefinitionId));
}
