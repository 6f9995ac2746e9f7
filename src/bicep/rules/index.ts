import { accountEndpointForProject } from './account-endpoint-for-project.ts';
import { agentServiceWithoutGrant } from './agent-service-without-grant.ts';
import { assignmentNameCollision } from './assignment-name-collision.ts';
import { assignmentNameSeeds } from './assignment-name-seeds.ts';
import { azureAiDeveloper } from './azure-ai-developer.ts';
import { cognitiveServicesRoleForAgents } from './cognitive-services-role-for-agents.ts';
import { controlPlaneRoleForDataPlane } from './control-plane-role-for-data-plane.ts';
import { literalUserForDeployer } from './literal-user-for-deployer.ts';
import { missingPrincipalType } from './missing-principal-type.ts';
import { noAgentRole } from './no-agent-role.ts';
import { projectScopeOnly } from './project-scope-only.ts';
import { resourceIdAsPrincipal } from './resource-id-as-principal.ts';
import { roleLabelMismatch } from './role-label-mismatch.ts';
import { roleNameNotInModuleMap } from './role-name-not-in-module-map.ts';
import { roleOnWrongResource } from './role-on-wrong-resource.ts';
import type { RuleId } from './rule-ids.ts';
import type { BicepRule } from './rule.ts';
import { scopeOmitted } from './scope-omitted.ts';
import { secretWhereIdentityWouldDo } from './secret-where-identity-would-do.ts';
import { standingOwner } from './standing-owner.ts';
import { unknownRoleGuid } from './unknown-role-guid.ts';

export const rules: Record<RuleId, BicepRule> = {
  'unknown-role-guid': unknownRoleGuid,
  'role-label-mismatch': roleLabelMismatch,
  'role-name-not-in-module-map': roleNameNotInModuleMap,
  'project-scope-only': projectScopeOnly,
  'azure-ai-developer': azureAiDeveloper,
  'cognitive-services-role-for-agents': cognitiveServicesRoleForAgents,
  'control-plane-role-for-data-plane': controlPlaneRoleForDataPlane,
  'resource-id-as-principal': resourceIdAsPrincipal,
  'missing-principal-type': missingPrincipalType,
  'literal-user-for-deployer': literalUserForDeployer,
  'assignment-name-seeds': assignmentNameSeeds,
  'assignment-name-collision': assignmentNameCollision,
  'role-on-wrong-resource': roleOnWrongResource,
  'scope-omitted': scopeOmitted,
  'standing-owner': standingOwner,
  'secret-where-identity-would-do': secretWhereIdentityWouldDo,
  'account-endpoint-for-project': accountEndpointForProject,
  'no-agent-role': noAgentRole,
  'agent-service-without-grant': agentServiceWithoutGrant,
  'suppression-without-reason': { worst: 'information', sees: 'suppressions' },
  'unused-suppression': { worst: 'information', sees: 'suppressions' },
};
