import type { ResourceRef, RoleGrant } from '../grants/role-grant.ts';
import { guidOf, opensSomethingOfAgents } from './foundry-roles.ts';
import { nameOfDeclaration } from './grant-syntax.ts';
import { finding, type BicepRule } from './rule.ts';
import {
  accountOf,
  isFoundryProject,
  mayGrantRoles,
  mayReachAccount,
  resourceOf,
} from './scopes.ts';
import { scriptsBeside } from './scripts.ts';
import { ruleWords } from './words.ts';

/**
 * A deployment that makes a Foundry project and gives nobody a role that opens its agents. Many grant
 * by hand or in the portal afterwards, hence only a hint.
 */
export const noAgentRole: BicepRule = {
  worst: 'hint',
  sees: 'deployment',
  judge(deployment, context) {
    const granted =
      deployment.gaps.some(mayGrantRoles) ||
      scriptsBeside(deployment, context.scriptGrants).some(({ role }) =>
        opensSomethingOfAgents(role),
      );
    if (granted) return [];
    return deployment.resources.flatMap((project) => {
      if (!project.created || !isFoundryProject(project) || project.declaredAt === null) return [];
      if (deployment.grants.some((grant) => mayOpenAgentsOf(project, grant))) return [];
      const message = ruleWords['no-agent-role'].message({ project: nameForPeople(project) });
      const place = nameOfDeclaration(project.declaredAt, context);
      return [finding('no-agent-role', 'hint', place, message)];
    });
  },
};

function mayOpenAgentsOf(project: ResourceRef, grant: RoleGrant): boolean {
  const role = guidOf(grant.role);
  if (role !== null && !opensSomethingOfAgents(role)) return false;
  const resource = resourceOf(grant.scope);
  if (resource !== null && isFoundryProject(resource)) return resource.key === project.key;
  return mayReachAccount(grant.scope, project.parent) || accountOf(grant.scope) !== null;
}

const nameForPeople = ({ symbol, name }: ResourceRef): string => symbol ?? name;
