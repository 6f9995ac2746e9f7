import type { Fix } from './fix.ts';
import { roleNameForPeople } from '../rbac/role-catalogue.ts';
import type { Grant } from './role-assignment.ts';

const typeWords: Record<Grant['principalType'], string> = {
  User: 'user',
  Group: 'group',
  ServicePrincipal: 'service principal',
};

/**
 * A text for an administrator, for people who may not assign roles themselves: what is asked for,
 * why, and the command that does it.
 */
export function requestGrant(grant: Grant, reason: string, command: string): Fix {
  return {
    kind: 'request',
    shell: 'none',
    command: [
      `Please assign the role ${roleNameForPeople(grant.role)}, id ${grant.role}, to the ${typeWords[grant.principalType]} ${grant.principalId} at this scope, no wider:`,
      grant.scope,
      `Why: ${reason}`,
      `The command that does it: ${command}`,
    ].join('\n'),
    why: 'Send this to somebody who may assign roles there: an Owner, a User Access Administrator or a Role Based Access Control Administrator.',
  };
}
