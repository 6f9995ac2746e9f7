import { randomUUID } from 'node:crypto';
import { authenticate } from '../entra/authentication.ts';
import { anonymous, type Caller } from '../entra/caller.ts';
import type { Fault } from '../tenant/setting-schemas.ts';
import type { World } from '../world.ts';
import { faultError } from './faults.ts';
import { ErrorReply, type Reply } from './reply.ts';
import type { EmulatorRequest } from './request.ts';
import type { MatchedRoute, Router } from './route.ts';
import { serviceError, type Service } from './service.ts';

export type RawRequest = Pick<EmulatorRequest, 'method' | 'headers' | 'body'> & { url: string };

/** What is to be sent, and in which way it is to be spoilt. */
export interface Dispatched {
  reply: Reply;
  delayMs: number;
  caller: Caller;
  cutOff: boolean;
  truncate: boolean;
}

/** Finds the route, applies faults, authenticates, and lets the service answer. */
export function dispatch(world: World, router: Router, raw: RawRequest): Dispatched {
  const url = new URL(world.origin + raw.url);
  // Clients that put a scope after a slash send two of them, which ARM takes for one.
  const path = decodePath(url.pathname).replace(/\/{2,}/g, '/');
  const matched = router.match(raw.method, path);
  const service = matched?.route.service ?? serviceOfPath(path);
  const isOwn = service === 'emulator';
  const fault = isOwn ? undefined : world.faults.take(raw.method, path + decode(url.search));

  const request: EmulatorRequest = {
    method: raw.method,
    path,
    params: matched?.params ?? {},
    query: url.searchParams,
    headers: raw.headers,
    body: raw.body,
    caller: anonymous,
  };
  const reply = answer(world, router, matched, service, request, fault);
  return {
    reply: withHeaders(serviceHeaders(world, service, request), reply),
    delayMs: (isOwn ? 0 : world.tenant.settings.latencyMs) + (fault?.delayMs ?? 0),
    caller: request.caller,
    cutOff: fault?.cutOff ?? false,
    truncate: fault?.truncateJson ?? false,
  };
}

function answer(
  world: World,
  router: Router,
  matched: MatchedRoute | undefined,
  service: Service,
  request: EmulatorRequest,
  fault: Fault | undefined,
): Reply {
  try {
    if (fault?.status !== undefined) throw faultReply(service, fault, fault.status);
    if (matched === undefined) throw notFound(router, service, request);
    if (matched.route.anonymous === undefined) {
      request.caller = authenticate(world, service, request.headers);
    }
    if (service === 'arm') {
      checkApiVersion(request);
      world.quotas.spend(request);
    }
    return matched.route.handle(request);
  } catch (error) {
    if (error instanceof ErrorReply) return error.reply;
    const message = error instanceof Error ? error.message : String(error);
    return serviceError(service, 500, 'InternalServerError', message).reply;
  }
}

function faultReply(service: Service, fault: Fault, status: number): ErrorReply {
  const { code, message } = faultError(fault, status);
  const headers = {
    ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
    ...fault.headers,
  };
  return serviceError(service, status, code, message, headers);
}

function notFound(router: Router, service: Service, request: EmulatorRequest): ErrorReply {
  if (router.knowsPath(request.path)) {
    return serviceError(
      service,
      405,
      'HttpMethodNotAllowed',
      `The resource does not support the HTTP method '${request.method}'.`,
    );
  }
  if (service === 'arm') checkApiVersion(request);
  return service === 'arm'
    ? serviceError('arm', 404, 'InvalidResourceType', `No resource type answers ${request.path}.`)
    : serviceError(service, 404, '404', 'Resource not found');
}

function checkApiVersion(request: EmulatorRequest): void {
  if (request.query.has('api-version')) return;
  throw serviceError(
    'arm',
    400,
    'MissingApiVersionParameter',
    'The api-version query parameter (?api-version=) is required for all requests.',
  );
}

/** Whose form of error a path without a route deserves. */
function serviceOfPath(path: string): Service {
  const host = path.split('/')[1]?.toLowerCase() ?? '';
  if (host === 'graph.microsoft.com') return 'graph';
  if (host === 'api.loganalytics.io') return 'logAnalytics';
  if (host === 'api.applicationinsights.io') return 'appInsights';
  if (host.endsWith('.services.ai.azure.com')) return 'foundry';
  if (host.endsWith('.azure.com')) return 'models';
  return 'arm';
}

/** Decodes all but the slashes inside a segment, which would make two segments of it. */
const decodePath = (path: string): string => path.split('/').map(decodeSegment).join('/');

const decodeSegment = (segment: string): string =>
  decode(segment).replaceAll('%', '%25').replaceAll('/', '%2F');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withHeaders = (headers: Record<string, string>, reply: Reply): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});

/** The headers by which support finds a request again, and what is left of the caller's quota. */
function serviceHeaders(
  world: World,
  service: Service,
  request: EmulatorRequest,
): Record<string, string> {
  const id = randomUUID();
  if (service === 'foundry' || service === 'models') {
    return { 'x-request-id': id, 'apim-request-id': id };
  }
  if (service !== 'arm') return { 'x-ms-request-id': id };
  return {
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': id,
    'x-ms-routing-request-id': `SWEDENCENTRAL:20261101T000000Z:${id}`,
    ...world.quotas.headers(request),
  };
}
