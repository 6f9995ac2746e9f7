import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import { guidOf, opensModels, opensSomethingOfAgents, roles } from './foundry-roles.ts';
import { placeOf } from './grant-syntax.ts';
import { finding, type BicepRule } from './rule.ts';
import { accountOf, besides, isFoundryProject, isWithinAccount } from './scopes.ts';
import type { Deployment, GrantPrincipal, RoleGrant } from '../grants/role-grant.ts';
import { ruleWords } from './words.ts';

/**
 * A role for direct model calls, at an account that has a Foundry project, for a principal with no
 * other role there. It is right for whoever calls models alone, hence only a hint.
 */
export const cognitiveServicesRoleForAgents: BicepRule = {
  worst: 'hint',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant, index) => {
      const role = guidOf(grant.role);
      if (role === null || !isForModelsOnly(role) || callsModelsOnly(grant.principal)) return [];
      if (!hasProject(grant, deployment)) return [];
      const others = besides(grant, deployment);
      if (others.some(mayOpenAgents) || others.some(isReportedBefore(index, deployment))) return [];
      // The rule about Azure AI Developer says it of this principal, and says more.
      if ([grant, ...others].some((one) => guidOf(one.role) === roles.azureAiDeveloper)) return [];
      const message = ruleWords['cognitive-services-role-for-agents'].message({
        principal: grant.principal.text,
        role: builtInRole(role)?.name ?? role,
      });
      return [
        finding('cognitive-services-role-for-agents', 'hint', placeOf(grant, context), message),
      ];
    });
  },
};

const isForModelsOnly = (role: string): boolean =>
  opensModels(role) && !opensSomethingOfAgents(role);

/** Search services embed, and API Management hands on what others ask of models. */
const modelCallers = /^microsoft\.(?:search|apimanagement)\//;

function callsModelsOnly(principal: GrantPrincipal): boolean {
  return principal.kind === 'system-assigned' && modelCallers.test(principal.resource.type);
}

function hasProject({ scope }: RoleGrant, deployment: Deployment): boolean {
  const account = accountOf(scope);
  if (account === null || !isWithinAccount(scope)) return false;
  return deployment.resources.some(
    (resource) => isFoundryProject(resource) && resource.parent?.key === account.key,
  );
}

function mayOpenAgents({ role }: RoleGrant): boolean {
  const guid = guidOf(role);
  return guid === null || opensSomethingOfAgents(guid);
}

/** One finding for each principal is enough: at the first of its roles. */
function isReportedBefore(index: number, { grants }: Deployment): (other: RoleGrant) => boolean {
  return (other) => {
    const guid = guidOf(other.role);
    return guid !== null && isForModelsOnly(guid) && grants.indexOf(other) < index;
  };
}
