import { json, type Reply } from '../http/reply.ts';
import { param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { World } from '../world.ts';
import type { AcceptedInvocation } from './invocation-store.ts';
import { projectActions, requireAgent, requireProject } from './project-access.ts';

/** The answer to an invocation that goes on behind it. */
export function acceptInvocation(
  world: World,
  invocation: Omit<AcceptedInvocation, 'looks'>,
  headers: Record<string, string>,
): Reply {
  world.invocations.accept(invocation);
  return pending(world, invocation, 'queued', 202, headers);
}

/** The look at an invocation below the address at which agents are invoked. */
export const lookRoute = (world: World, invocations: string): Route => ({
  service: 'foundry',
  method: 'GET',
  pattern: `${invocations}/:invocation`,
  handle: (request) => look(world, request),
});

/** Who may invoke the agent may look. */
function look(world: World, request: EmulatorRequest): Reply {
  const operation = 'GET /agents/*/endpoint/*';
  const project = requireProject(world, request, projectActions.useEndpoint, operation);
  const { name: agent } = requireAgent(project, request);
  const id = param(request, 'invocation');
  const accepted = world.invocations.look(project.id.toLowerCase(), agent, id);
  const accepts = world.tenant.settings.acceptsInvocations;
  if (accepted === undefined || accepts === null) {
    throw serviceError('foundry', 404, 'not_found', `Invocation ${id} not found`);
  }
  if (accepted.looks > accepts.queued + accepts.running) return accepted.result();
  // No source says with which status a running one answers: clients have to take both.
  return accepted.looks <= accepts.queued
    ? pending(world, accepted, 'queued', 202)
    : pending(world, accepted, 'running', 200);
}

function pending(
  { tenant }: World,
  { id, sessionId }: Pick<AcceptedInvocation, 'id' | 'sessionId'>,
  state: 'queued' | 'running',
  status: 200 | 202,
  headers: Record<string, string> = {},
): Reply {
  const retryAfter = tenant.settings.acceptsInvocations?.retryAfter ?? 0;
  return json({ invocation_id: id, session_id: sessionId, status: state }, status, {
    ...headers,
    'retry-after': String(retryAfter),
  });
}
