import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import { guidOf, roles } from './foundry-roles.ts';
import { hasAssignmentCondition, placeOf } from './grant-syntax.ts';
import { whoGets } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

const handingOut: ReadonlySet<string> = new Set([
  roles.owner,
  roles.userAccessAdministrator,
  roles.roleBasedAccessControlAdministrator,
]);

/**
 * A role that can hand out any role, for good and without a condition on the assignment. A warning
 * only for an identity at a subscription or wider, where it owns everything.
 */
export const standingOwner: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const role = guidOf(grant.role);
      if (role === null || !handingOut.has(role) || hasAssignmentCondition(grant, context))
        return [];
      const wide = ['subscription', 'management-group', 'tenant'].includes(grant.scope.kind);
      const severity =
        wide && whoGets(grant, deployment) === 'identity' ? 'warning' : 'information';
      const message = ruleWords['standing-owner'].message({
        principal: grant.principal.text,
        role: builtInRole(role)?.name ?? role,
      });
      return [finding('standing-owner', severity, placeOf(grant, context), message)];
    });
  },
};
