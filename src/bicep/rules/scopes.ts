import { excludeEachOther } from '../grants/exclusive.ts';
import type { Deployment, GrantScope, ResourceRef, RoleGrant } from '../grants/role-grant.ts';

const accountType = 'microsoft.cognitiveservices/accounts';
const projectType = 'microsoft.cognitiveservices/accounts/projects';
const hubType = 'microsoft.machinelearningservices/workspaces';

export const isFoundryProject = (resource: ResourceRef): boolean => resource.type === projectType;

export const isAccount = (resource: ResourceRef): boolean => resource.type === accountType;

/** The resource that a grant is made at, null where it is made at something wider or unknown. */
export function resourceOf(scope: GrantScope): ResourceRef | null {
  return scope.kind === 'resource' ? scope.resource : null;
}

/** The Foundry account that a scope lies in: itself, or that of a project. */
export function accountOf(scope: GrantScope): ResourceRef | null {
  let resource = resourceOf(scope);
  while (resource !== null && !isAccount(resource)) resource = resource.parent;
  return resource;
}

/** Whether a scope is within a Foundry account: itself, a project or below. */
export function isWithinAccount(scope: GrantScope): boolean {
  return resourceOf(scope)?.type.startsWith(accountType) ?? false;
}

/**
 * Whether a grant at a scope may reach an account. A resource group or wider is taken to hold it, and
 * so is a scope that cannot be told: a false alarm costs more than silence.
 */
export function mayReachAccount(scope: GrantScope, account: ResourceRef | null): boolean {
  const resource = resourceOf(scope);
  if (resource === null) return true;
  return isAccount(resource) && (account === null || resource.key === account.key);
}

/** Whether a deployment works with Foundry, and not with the hub workspaces that came before. */
export function hasFoundry(deployment: Deployment): boolean {
  return deployment.resources.some(isFoundryProject);
}

/** Whether a role at a scope concerns a hub workspace, where the older roles are right. */
export function concernsHub(scope: GrantScope, deployment: Deployment): boolean {
  const resource = resourceOf(scope);
  if (resource !== null) return resource.type.startsWith(hubType);
  return deployment.resources.some(({ type }) => type === hubType) && !hasFoundry(deployment);
}

/** The other grants of a deployment for the same principal that can hold beside a grant. */
export function besides(grant: RoleGrant, deployment: Deployment): RoleGrant[] {
  return deployment.grants.filter(
    (other) =>
      other !== grant &&
      other.principal.key === grant.principal.key &&
      canHoldTogether(grant, other),
  );
}

/** Whether the conditions of two grants let both be made by one deployment. */
export function canHoldTogether(one: RoleGrant, other: RoleGrant): boolean {
  return !excludeEachOther(one.conditions, other.conditions);
}

/** Whether a module that could not be read may well make role assignments at Foundry. */
export function mayGrantRoles({ reference }: Deployment['gaps'][number]): boolean {
  return /role|rbac|authoriz|foundry|cognitive|openai|ai-?(?:project|account|service)/i.test(
    reference,
  );
}
