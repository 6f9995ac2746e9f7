import { randomUUID } from 'node:crypto';
import { eventStream, json, type Reply } from '../http/reply.ts';
import { jsonBody, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import type { ProjectResource } from '../tenant/estate.ts';
import type { World } from '../world.ts';
import { acceptInvocation, lookRoute } from './accepted-invocations.ts';
import {
  answered,
  completedInvocation,
  completedResponse,
  failedInvocation,
  failedResponse,
  responsesStream,
  silentDenial,
  terminalMessage,
} from './agent-streams.ts';
import { recordInvocation } from './agent-telemetry.ts';
import { servingVersion, type NamedVersion } from './agent-views.ts';
import { judgeAgentCall, permissionDenied, type ModelDenial } from './model-access.ts';
import { modelRouteOf } from './model-route.ts';
import { projectActions, projectPattern, requireAgent, requireProject } from './project-access.ts';
import type { AgentSession } from './session-store.ts';

/** What came of the model call that an invocation made. */
interface Turn {
  agent: string;
  serving: NamedVersion;
  session: AgentSession;
  providerUrl: string;
  /** Refusals before the answer, or the one that ended it. */
  denials: ModelDenial[];
  /** Null where the last refusal stood. */
  answer: string | null;
}

const protocols = `${projectPattern}/agents/:agent/endpoint/protocols`;

/** The endpoint of an agent, under the protocols Invocations and Responses. */
export const invocationRoutes = (world: World): Route[] => [
  {
    service: 'foundry',
    method: 'POST',
    pattern: `${protocols}/invocations`,
    handle: (request) => invoke(world, request),
  },
  lookRoute(world, `${protocols}/invocations`),
  ...['openai/responses', 'openai/v1/responses'].map((path): Route => ({
    service: 'foundry',
    method: 'POST',
    pattern: `${protocols}/${path}`,
    handle: (request) => respond(world, request),
  })),
];

function invoke(world: World, request: EmulatorRequest): Reply {
  const turn = takeTurn(world, request, request.query.get('agent_session_id'));
  const invocation = {
    invocationId: `inv_${randomUUID().replaceAll('-', '')}`,
    sessionId: turn.session.id,
    model: turn.serving.spec.definition.environment_variables.AZURE_AI_MODEL_DEPLOYMENT_NAME ?? '',
    providerUrl: turn.providerUrl,
  };
  const [denial] = turn.denials;
  const headers = {
    'x-agent-invocation-id': invocation.invocationId,
    'x-agent-session-id': turn.session.id,
  };
  const stream = (): Reply =>
    eventStream(
      turn.answer === null && denial !== undefined
        ? silentDenial(invocation, denial)
        : answered(invocation, turn.answer ?? '', turn.denials),
      headers,
    );
  const whole = (): Reply =>
    json(
      turn.answer === null && denial !== undefined
        ? failedInvocation(invocation, denial)
        : completedInvocation(invocation, turn.answer ?? ''),
      200,
      headers,
    );
  const accepts = world.tenant.settings.acceptsInvocations;
  if (accepts === null) return stream();
  const accepted = {
    ...{ id: invocation.invocationId, sessionId: turn.session.id },
    ...{ project: turn.session.project, agent: turn.agent },
    result: accepts.result === 'stream' ? stream : whole,
  };
  return acceptInvocation(world, accepted, headers);
}

function respond(world: World, request: EmulatorRequest): Reply {
  const body = jsonBody(request);
  const asked = typeof body?.session_id === 'string' ? body.session_id : null;
  const turn = takeTurn(world, request, asked);
  const id = `caresp_${randomUUID().replaceAll('-', '')}`;
  const headers = { 'x-agent-session-id': turn.session.id };
  const [denial] = turn.denials;
  const refused = turn.answer === null && denial !== undefined;
  if (body?.stream === true) {
    const outcome = refused ? { denial } : { answer: turn.answer ?? '' };
    return eventStream(responsesStream(id, outcome), headers);
  }
  return json(
    refused ? failedResponse(id, denial) : completedResponse(id, turn.answer ?? ''),
    200,
    headers,
  );
}

/** Lets the agent call its model, once, and writes down what happened. */
function takeTurn(world: World, request: EmulatorRequest, sessionId: string | null): Turn {
  const project = requireProject(
    world,
    request,
    projectActions.useEndpoint,
    'POST /agents/*/endpoint/*',
  );
  const { name: agent, spec } = requireAgent(project, request);
  const body = jsonBody(request);
  if (body === undefined || body.input === undefined || body.input === '') {
    throw serviceError(
      'foundry',
      400,
      'invalid_request',
      'Request body must be a JSON object with a non-empty input string',
    );
  }
  const serving = servingVersion(spec);
  if (serving === undefined || serving.spec.status !== 'active' || spec.state === 'disabled') {
    throw serviceError(
      'foundry',
      424,
      'session_not_ready',
      `Agent ${agent} has no active version to serve the request.`,
      { 'x-adc-response-details': 'AgentVersionNotReady' },
    );
  }
  const session = world.sessions.open(
    sessionId,
    { project: project.id.toLowerCase(), agent, version: serving.version },
    world.now(),
  );
  const turn = { agent, serving, session, ...callModel(world, project, serving) };
  recordInvocation(world, project, agent, serving, { ...turn, failed: turn.answer === null });
  log(world, turn);
  return turn;
}

function callModel(
  world: World,
  project: ProjectResource,
  serving: NamedVersion,
): Pick<Turn, 'providerUrl' | 'denials' | 'answer'> {
  const answer = 'Good evening. Your table for two is ready.';
  const route = modelRouteOf(world, project, serving.spec);
  // A model outside the tenant is nobody's business here: it answers.
  if (route === null) return { providerUrl: '', denials: [], answer };
  const denial = judgeAgentCall(world, project, serving.spec, route);
  if (denial !== null) return { providerUrl: route.url, denials: [denial], answer: null };
  const instance = serving.spec.instanceIdentity?.principalId ?? '';
  const hiccups = Array.from({ length: world.tenant.settings.recoversAfter }, () =>
    permissionDenied(instance),
  );
  return { providerUrl: route.url, denials: hiccups, answer };
}

function log(world: World, { session, denials, answer, providerUrl }: Turn): void {
  const at = world.now();
  const [denial] = denials;
  session.log.push({
    at,
    stream: 'stdout',
    message: 'DefaultAzureCredential acquired a token from ManagedIdentityCredential',
  });
  session.log.push(
    answer === null && denial !== undefined
      ? { at, stream: 'stderr', message: terminalMessage(denial, providerUrl) }
      : { at, stream: 'stdout', message: 'assistant.message: answered the guest' },
  );
}
