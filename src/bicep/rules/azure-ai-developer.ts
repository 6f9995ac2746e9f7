import { builtInRole } from '../../core/rbac/built-in-roles.ts';
import { replaceRole } from '../fixes/replace-role.ts';
import { roleIds } from '../../core/rbac/role-catalogue.ts';
import { guidOf, opensAgents, opensModels, roles } from './foundry-roles.ts';
import { placeOfRole } from './grant-syntax.ts';
import { finding, type BicepRule } from './rule.ts';
import {
  accountOf,
  besides,
  concernsHub,
  hasFoundry,
  isWithinAccount,
  mayReachAccount,
  resourceOf,
} from './scopes.ts';
import { ruleWords } from './words.ts';

/**
 * Azure AI Developer, the role of hub workspaces, where Foundry projects are. Beside a role that opens
 * agents it is only superfluous; alone it opens nothing of them.
 */
export const azureAiDeveloper: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      if (guidOf(grant.role) !== roles.azureAiDeveloper) return [];
      if (concernsHub(grant.scope, deployment)) return [];
      const atAccount = isWithinAccount(grant.scope);
      // At a wider scope the role concerns Foundry only where the deployment does.
      if (!atAccount && (resourceOf(grant.scope) !== null || !hasFoundry(deployment))) return [];
      const account = accountOf(grant.scope);
      const others = besides(grant, deployment)
        .filter(({ scope }) => mayReachAccount(scope, account) || isWithinAccount(scope))
        .map(({ role }) => guidOf(role))
        .filter((role) => role !== null && role !== roles.azureAiDeveloper);
      const sufficient = others.find((role) => role !== null && opensAgents(role)) ?? null;
      const message = ruleWords['azure-ai-developer'].message({
        principal: grant.principal.text,
        beside: sufficient === null ? null : (builtInRole(sufficient)?.name ?? sufficient),
      });
      const place = placeOfRole(grant, context);
      if (sufficient !== null) return [finding('azure-ai-developer', 'hint', place, message)];
      const forModels = others.some((role) => role !== null && opensModels(role));
      const fixes = replaceRole(grant, roleIds.foundryUser, context);
      const severity = forModels ? 'information' : 'warning';
      return [finding('azure-ai-developer', severity, place, message, { fixes })];
    });
  },
};
