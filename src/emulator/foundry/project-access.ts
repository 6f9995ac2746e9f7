import { callerId, principalName } from '../entra/caller.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import { serviceError } from '../http/service.ts';
import { sameId, type ProjectResource } from '../tenant/estate.ts';
import type { AgentSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';
import { instructions, permissionDeniedMessage } from './permission-denied.ts';

export const projectPattern = '/:account.services.ai.azure.com/api/projects/:project';

const actionBase = 'Microsoft.CognitiveServices/accounts/AIServices';

/** What callers need for the operations of a project. */
export const projectActions = {
  readAgents: `${actionBase}/agents/read`,
  writeAgents: `${actionBase}/agents/write`,
  readConnections: `${actionBase}/connections/read`,
  useEndpoint: `${actionBase}/endpoints/interact/action`,
} as const;

/**
 * The project of the path, if it exists and the caller may do this there. An account that is closed
 * to public networks closes only its models here: whoever diagnoses it sits inside its network.
 * @param operation as refusals name it, such as `GET /agents/*`, below the project.
 * @throws ErrorReply 404 or 401 PermissionDenied.
 */
export function requireProject(
  world: World,
  request: EmulatorRequest,
  action: string,
  operation: string,
): ProjectResource {
  const project = world.estate.projects.find(
    ({ name, account }) =>
      sameId(name, param(request, 'project')) && sameId(account.name, param(request, 'account')),
  );
  if (project === undefined) {
    throw serviceError('foundry', 404, 'NotFound', 'Project not found');
  }
  requireData(world, request, project, action, operation);
  return project;
}

function requireData(
  world: World,
  request: EmulatorRequest,
  project: ProjectResource,
  action: string,
  operation: string,
): void {
  if (world.authoriser.mayUseData(callerId(request.caller), action, project.id)) return;
  const { principal } = request.caller;
  const [method = '', path = ''] = operation.split(' ');
  const name = principal === null ? '' : principalName(principal);
  const whole = `${method} /api/projects/{projectName}${path}`;
  throw serviceError(
    'foundry',
    401,
    'PermissionDenied',
    permissionDeniedMessage(name, action, whole) + instructions,
  );
}

/** @throws ErrorReply 404 where the project has no such agent. */
export function requireAgent(
  project: ProjectResource,
  request: EmulatorRequest,
): { name: string; spec: AgentSpec } {
  const asked = param(request, 'agent');
  const found = Object.entries(project.spec.agents).find(([name]) => sameId(name, asked));
  if (found === undefined) {
    throw serviceError('foundry', 404, 'not_found', `Agent ${asked} not found`);
  }
  return { name: found[0], spec: found[1] };
}
