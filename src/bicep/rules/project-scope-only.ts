import { builtInRoleForPeople } from '../../core/rbac/built-in-roles.ts';
import { insertAccountAssignment } from '../fixes/insert-account-assignment.ts';
import type { Deployment, RoleGrant } from '../grants/role-grant.ts';
import type { ScriptGrant } from '../script-grant.ts';
import type { Severity } from './finding.ts';
import { guidOf, opensAgents } from './foundry-roles.ts';
import { placeOf } from './grant-syntax.ts';
import { whoGets } from './principals.ts';
import { finding, type BicepRule } from './rule.ts';
import {
  accountOf,
  besides,
  isFoundryProject,
  mayGrantRoles,
  mayReachAccount,
  resourceOf,
} from './scopes.ts';
import { scriptForPeople, scriptsBeside } from './scripts.ts';
import { ruleWords } from './words.ts';

/**
 * A role that opens agents, given at a project and, to the same principal, nowhere that holds the
 * account. For people that is a documented way to give little; for identities it is the silent 401.
 */
export const projectScopeOnly: BicepRule = {
  worst: 'warning',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const project = resourceOf(grant.scope);
      const role = guidOf(grant.role);
      if (project === null || !isFoundryProject(project)) return [];
      if (role === null || !opensAgents(role) || reachesAccount(grant, deployment)) return [];
      const identity = whoGets(grant, deployment) === 'identity';
      const scripts = scriptsBeside(deployment, context.scriptGrants);
      const script = scripts.find(mayBeAtAccount);
      const message = ruleWords['project-scope-only'].message({
        principal: grant.principal.text,
        role: builtInRoleForPeople(role),
        identity,
        script: script === undefined ? null : scriptForPeople(script),
      });
      const severity = gradeOf(identity, script !== undefined, deployment);
      const fixes = insertAccountAssignment(grant, role, context);
      return [finding('project-scope-only', severity, placeOf(grant, context), message, { fixes })];
    });
  },
};

/** Whether a grant's principal gets, or may get, a role that opens agents where its account lies. */
function reachesAccount(grant: RoleGrant, deployment: Deployment): boolean {
  const account = accountOf(grant.scope);
  return besides(grant, deployment).some((other) => {
    if (!mayReachAccount(other.scope, account)) return false;
    const role = guidOf(other.role);
    return role === null || opensAgents(role);
  });
}

function mayBeAtAccount({ role, scope }: ScriptGrant): boolean {
  return scope !== 'project' && opensAgents(role);
}

function gradeOf(identity: boolean, scripted: boolean, deployment: Deployment): Severity {
  if (scripted) return 'hint';
  // A module that could not be read may hold the other assignment.
  return identity && !deployment.gaps.some(mayGrantRoles) ? 'warning' : 'information';
}
