import { randomUUID } from 'node:crypto';
import { authenticate } from '../entra/authentication.ts';
import { callerId, principalName } from '../entra/caller.ts';
import { json, type Reply } from '../http/reply.ts';
import { jsonBody, param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import { accountByHost } from '../tenant/estate.ts';
import type { World } from '../world.ts';
import { completedResponse } from './agent-streams.ts';
import { judgeKey, judgeNetwork, judgePrincipal, responsesWrite } from './model-access.ts';
import { projectActions, projectPattern, requireProject } from './project-access.ts';

/** Model calls with the caller's own token or key: at an account's endpoint, or a project's. */
export const modelRoutes = (world: World): Route[] => [
  ...['openai', 'cognitiveservices', 'services.ai'].flatMap((domain) =>
    ['/openai/v1/responses', '/openai/responses'].map((path): Route => ({
      service: 'models',
      method: 'POST',
      pattern: `/:account.${domain}.azure.com${path}`,
      // Keys are accepted beside tokens, so the route itself finds out who calls.
      anonymous: true,
      handle: (request) => respondAtAccount(world, request),
    })),
  ),
  {
    service: 'foundry',
    method: 'POST',
    pattern: `${projectPattern}/openai/v1/responses`,
    handle: (request) => respondAtProject(world, request),
  },
];

function respondAtAccount(world: World, request: EmulatorRequest): Reply {
  const account = accountByHost(world.estate, param(request, 'account'));
  if (account === undefined) {
    throw serviceError('models', 404, '404', 'Resource not found');
  }
  const usesKey = request.headers['api-key'] !== undefined;
  if (!usesKey) request.caller = authenticate(world, 'models', request.headers);
  const { principal } = request.caller;
  const denial = usesKey
    ? judgeKey(account)
    : (judgePrincipal(
        world,
        callerId(request.caller),
        account.id,
        principal === null ? '' : principalName(principal),
      ) ?? judgeNetwork(account));
  if (denial !== null) {
    throw serviceError('models', denial.status, denial.code, denial.message);
  }
  const deployments = Object.keys(account.spec.deployments);
  const model = jsonBody(request)?.model;
  if (typeof model !== 'string' || !deployments.includes(model)) {
    throw serviceError(
      'models',
      404,
      'DeploymentNotFound',
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    );
  }
  return answer();
}

/** With an agent reference the call is one to the agent, and needs the right to agents. */
function respondAtProject(world: World, request: EmulatorRequest): Reply {
  const refersToAgent = jsonBody(request)?.agent_reference !== undefined;
  const action = refersToAgent ? projectActions.writeAgents : responsesWrite;
  requireProject(world, request, action, 'POST /openai/*');
  return answer();
}

const answer = (): Reply =>
  json(completedResponse(`resp_${randomUUID().replaceAll('-', '')}`, 'Good evening.'));
