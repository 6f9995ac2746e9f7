import { callerId, principalName } from '../entra/caller.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import { serviceError } from '../http/service.ts';
import { accountByHost, type ProjectResource } from '../tenant/estate.ts';
import { findById, findEntry } from '../tenant/look-up.ts';
import type { AgentSpec } from '../tenant/resource-schemas.ts';
import type { World } from '../world.ts';
import { instructions, permissionDeniedMessage, publicAccessDisabled } from './refusals.ts';

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
 * to public networks closes only its models here, as if the caller sat inside its network, unless the
 * tenant file says that it is reached by a private endpoint only.
 * @param operation as refusals name it, such as `GET /agents/*`, below the project.
 * @throws ErrorReply 404, 403 or 401 PermissionDenied.
 */
export function requireProject(
  world: World,
  request: EmulatorRequest,
  action: string,
  operation: string,
): ProjectResource {
  const account = accountByHost(world.estate, param(request, 'account'));
  const project =
    account &&
    findById(world.estate.projects, `${account.id}/projects/${param(request, 'project')}`);
  if (project === undefined) {
    throw serviceError('foundry', 404, 'NotFound', 'Project not found');
  }
  if (project.account.spec.privateLinkOnly) {
    throw serviceError('foundry', 403, '403', publicAccessDisabled);
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
  const found = findEntry(project.spec.agents, asked);
  if (found === undefined) {
    throw serviceError('foundry', 404, 'not_found', `Agent ${asked} not found`);
  }
  return { name: found[0], spec: found[1] };
}
