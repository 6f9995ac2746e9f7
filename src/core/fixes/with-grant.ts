import type { RoleAssignment } from '../facts/azure.ts';
import type { AccessSnapshot } from '../facts/diagnosis-facts.ts';
import type { Grant } from './role-assignment.ts';

/**
 * The facts as they would be with a grant made now and no denial since: what a fix is tried on
 * before anybody makes it.
 */
export function withGrant<Facts extends AccessSnapshot>(facts: Facts, grant: Grant): Facts {
  const assignment: RoleAssignment = {
    id: `${grant.scope}/providers/Microsoft.Authorization/roleAssignments/planned`,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${grant.role}`,
    principalId: grant.principalId,
    principalType: grant.principalType,
    scope: grant.scope,
    condition: null,
    createdOn: facts.at,
  };
  return {
    ...facts,
    access: facts.access.map((access) =>
      access.principalId === grant.principalId && access.assignments.status === 'known'
        ? {
            ...access,
            assignments: {
              ...access.assignments,
              value: [...access.assignments.value, assignment],
            },
          }
        : access,
    ),
  };
}
