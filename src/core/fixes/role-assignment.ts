import { roleNameForPeople } from '../rbac/role-catalogue.ts';
import type { GrantablePrincipalType } from '../facts/azure.ts';
import type { Fix } from './fix.ts';
import { bash, commandLines, type Shell } from './shell.ts';

export interface Grant {
  principalId: string;
  /** As ARM names it. The identities of agents and resources are service principals. */
  principalType: GrantablePrincipalType;
  /** GUID of the role definition: names change, GUIDs do not. */
  role: string;
  scope: string;
}

/**
 * The command that makes one role assignment. The principal's type is named, so that a principal
 * that Entra has not replicated yet is not refused.
 */
export function assignRole(grant: Grant, why: string, shell: Shell = 'bash'): Fix {
  return {
    kind: 'role-assignment',
    shell,
    command: commandLines[shell](
      'az',
      'role',
      'assignment',
      'create',
      '--assignee-object-id',
      grant.principalId,
      '--assignee-principal-type',
      grant.principalType,
      '--role',
      grant.role,
      '--scope',
      grant.scope,
    ),
    why: `${why} The role is ${roleNameForPeople(grant.role)}.`,
  };
}

/** The command that takes one assignment away again. */
export function removeAssignment(assignmentId: string, why: string): Fix {
  return {
    kind: 'role-assignment',
    shell: 'bash',
    command: bash('az', 'role', 'assignment', 'delete', '--ids', assignmentId),
    why,
  };
}
