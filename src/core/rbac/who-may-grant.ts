import type { AccessSnapshot } from '../facts/diagnosis-facts.ts';
import type { DecidedBy } from './verdict.ts';
import { judgeAccess } from './judge-access.ts';

const assignAction = 'Microsoft.Authorization/roleAssignments/write';

/** Whether somebody may make a role assignment, as far as their own assignments show. */
export type GrantRight =
  | { state: 'may'; by: DecidedBy }
  | { state: 'may-after-activation'; by: DecidedBy }
  | { state: 'may-not' }
  | { state: 'unknown'; because: string };

/**
 * Whether a principal may assign `role` at `scope`. Roles such as Foundry Owner let their holders
 * assign certain roles only; that condition names them, so it can be read where others cannot.
 */
export function whoMayGrant(
  grant: { role: string; scope: string },
  principalId: string,
  snapshot: AccessSnapshot,
): GrantRight {
  const { state, decidedBy, note, conditionalGrants } = judgeAccess(
    { principalId, action: assignAction, scope: grant.scope },
    snapshot,
  );
  const unknown: GrantRight = { state: 'unknown', because: note };
  switch (state) {
    case 'allowed':
    case 'propagating':
      return decidedBy ? { state: 'may', by: decidedBy } : unknown;
    case 'conditional': {
      const verdicts = conditionalGrants.map(({ decidedBy: by, conditions }) => ({
        by,
        admitted: conditions.map((condition) => admits(condition, grant.role)),
      }));
      const admitting = verdicts.find(({ admitted }) => admitted.every((one) => one === true));
      if (admitting) return { state: 'may', by: admitting.by };
      return verdicts.length > 0 && verdicts.every(({ admitted }) => admitted.includes(false))
        ? { state: 'may-not' }
        : unknown;
    }
    case 'eligible-only':
      return decidedBy ? { state: 'may-after-activation', by: decidedBy } : unknown;
    case 'not-granted':
    case 'denied':
      return { state: 'may-not' };
    case 'unknown':
      return unknown;
  }
}

/**
 * Whether a condition on role assignments lets this role be assigned; undefined where the condition
 * says something else than a list of roles.
 */
function admits(condition: string, role: string): boolean | undefined {
  const list =
    /RoleAssignments:RoleDefinitionId\]\s*ForAnyOfAny(?:Guid)?Values:GuidEquals\s*\{([^}]*)\}/i.exec(
      condition,
    )?.[1];
  return list
    ?.split(',')
    .map((guid) => guid.trim().toLowerCase())
    .includes(role.toLowerCase());
}

/** Whether the signed-in person may make a grant, in a sentence; empty where that is not known. */
export function sayRight(right: GrantRight | null): string {
  switch (right?.state) {
    case 'may':
      return `You may run it: ${right.by.roleName}, ${right.by.path}.`;
    case 'may-after-activation':
      return `You may run it once you have activated ${right.by.roleName} (${right.by.path}).`;
    case 'may-not':
      return 'You may not assign this role there yourself; below is a request to send.';
    case 'unknown':
    case undefined:
      return '';
  }
}
