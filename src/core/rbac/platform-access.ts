import type { Verdict } from './verdict.ts';

/**
 * How an agent stands on its own account where no assignment grants anything in ARM: the platform may
 * let it in all the same, so the absence alone is no missing role.
 */
export function platformAccess(scope: string): Pick<Verdict, 'state' | 'decidedBy' | 'note'> {
  return {
    state: 'platform-managed',
    decidedBy: {
      kind: 'platform',
      id: scope,
      roleName: 'implicit access of the agent',
      roleId: null,
      scope,
      path: 'given by the platform, without an assignment in ARM',
    },
    note: 'No role assignment grants it in ARM. On its own account an agent may be let in by the platform, which leaves no assignment.',
  };
}
