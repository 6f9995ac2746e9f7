import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import { guidOf, roles } from './foundry-roles.ts';
import { placeOf } from './grant-syntax.ts';
import { whoGets } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import { besides, isWithinAccount } from './scopes.ts';
import { ruleWords } from './words.ts';

const managing: ReadonlySet<string> = new Set([
  roles.owner,
  roles.contributor,
  roles.cognitiveServicesContributor,
  roles.foundryAccountOwner,
  roles.azureAiAdministrator,
]);

/**
 * A role that manages a Foundry account and has no data actions, given right there, to a principal
 * with no role that has any. Whoever only manages needs no more, hence never a warning.
 */
export const controlPlaneRoleForDataPlane: BicepRule = {
  worst: 'information',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const role = guidOf(grant.role);
      if (role === null || !managing.has(role) || !isWithinAccount(grant.scope)) return [];
      const others = besides(grant, deployment).map((other) => guidOf(other.role));
      if (others.some((other) => other === null || !managing.has(other))) return [];
      const severity = whoGets(grant, deployment) === 'identity' ? 'information' : 'hint';
      const message = ruleWords['control-plane-role-for-data-plane'].message({
        principal: grant.principal.text,
        role: builtInRole(role)?.name ?? role,
      });
      return [
        finding('control-plane-role-for-data-plane', severity, placeOf(grant, context), message),
      ];
    });
  },
};
