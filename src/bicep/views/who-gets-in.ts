import type { Deployment, GrantScope, ResourceRef, RoleGrant } from '../grants/role-grant.ts';
import { guidOf, opensAgents } from '../rules/foundry-roles.ts';
import { whoGets } from '../rules/principals.ts';

/** The grants of a deployment that hold at a resource, and those that let an agent work there. */
export interface WhoGetsIn {
  grants: RoleGrant[];
  forAgents: RoleGrant[];
}

/** Who gets in at a resource: grants at the resource itself and at everything above it. */
export function whoGetsIn(deployment: Deployment, resource: ResourceRef): WhoGetsIn {
  const grants = deployment.grants.filter(({ scope }) => coversResource(scope, resource));
  return { grants, forAgents: grants.filter((grant) => isForAgents(grant, deployment)) };
}

function coversResource(scope: GrantScope, resource: ResourceRef): boolean {
  switch (scope.kind) {
    case 'resource':
      return [resource, ...ancestorsOf(resource)].some(({ key }) => key === scope.resource.key);
    case 'resource-group':
    case 'subscription':
    case 'management-group':
    case 'tenant':
      return true;
    case 'unknown':
      return false;
  }
}

/** Whether a grant opens what agents do, to an identity: people and deployers are no agents. */
function isForAgents(grant: RoleGrant, deployment: Deployment): boolean {
  const guid = guidOf(grant.role);
  return guid !== null && opensAgents(guid) && whoGets(grant, deployment) === 'identity';
}

function ancestorsOf({ parent }: ResourceRef): ResourceRef[] {
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}
