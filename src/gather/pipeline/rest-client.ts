import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  RestError,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type PipelineRetryOptions,
  type TlsSettings,
} from '@azure/core-rest-pipeline';
import type * as z from 'zod';
import { ReadFailure } from '../errors/failure.ts';
import { createFoldingClient } from './folding-client.ts';

/** Reads JSON from a service that has no official client small enough, or none that keeps it whole. */
export interface RestClient {
  /** Throws `RestError` on a status other than 2xx, `ZodError` on an unexpected shape. */
  get<T>(url: string, schema: z.ZodType<T>): Promise<T>;
  /** Like `get`, with the answer used where it arrives: nothing but what `use` returns is kept. */
  fold<T>(url: string, use: (answer: unknown) => T): Promise<T>;
  post<T>(url: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** The answer with its body still on the way, which the signal ends. Throws as `get` does. */
  stream(url: string, signal: AbortSignal): Promise<PipelineResponse>;
}

export interface RestClientOptions {
  credential: TokenCredential;
  /** Token audience, without `/.default`. */
  audience: string;
  tlsOptions: TlsSettings | undefined;
  userAgentPrefix: string;
  retryOptions: PipelineRetryOptions;
  /** Seen once per call, before retries. */
  perCall: PipelinePolicy[];
  /** Seen at every try, after the token was added. */
  perRetry: PipelinePolicy[];
}

/** A client over the pipeline that the SDKs use, with the same policies at the same places. */
export function createRestClient(options: RestClientOptions): RestClient {
  const pipeline = createPipelineFromOptions({
    retryOptions: options.retryOptions,
    userAgentOptions: { userAgentPrefix: options.userAgentPrefix },
    ...(options.tlsOptions && { tlsOptions: options.tlsOptions }),
  });
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({
      credential: options.credential,
      scopes: `${options.audience}/.default`,
    }),
  );
  for (const policy of options.perCall) pipeline.addPolicy(policy);
  for (const policy of options.perRetry) pipeline.addPolicy(policy, { afterPhase: 'Sign' });
  const http = createFoldingClient(createDefaultHttpClient());

  async function send(request: PipelineRequest): Promise<PipelineResponse> {
    const response = await pipeline.sendRequest(http, request);
    if (response.status < 200 || response.status > 299) {
      throw new RestError(`HTTP ${response.status}`, {
        statusCode: response.status,
        request,
        response,
      });
    }
    return response;
  }

  async function fold<T>(request: PipelineRequest, use: (answer: unknown) => T): Promise<T> {
    let used: { value: T } | undefined;
    http.use(request, (text) => {
      used = { value: use(parseAnswer(text, request.url)) };
    });
    const { bodyAsText } = await send(request);
    // Only an answer 200 is used on arrival; the others that are good have no or little text.
    return used === undefined ? use(parseAnswer(bodyAsText ?? '', request.url)) : used.value;
  }

  const jsonRequest = (method: 'GET' | 'POST', url: string, body?: unknown): PipelineRequest =>
    createPipelineRequest({
      url,
      method,
      headers: createHttpHeaders({
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  return {
    get: (url, schema) => fold(jsonRequest('GET', url), (answer) => schema.parse(answer)),
    post: (url, body, schema) =>
      fold(jsonRequest('POST', url, body), (answer) => schema.parse(answer)),
    fold: (url, use) => fold(jsonRequest('GET', url), use),
    stream: (url, signal) =>
      send(
        createPipelineRequest({
          url,
          headers: createHttpHeaders({ accept: 'text/event-stream' }),
          abortSignal: signal,
          streamResponseStatusCodes: new Set([200]),
        }),
      ),
  };
}

function parseAnswer(text: string, url: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const { host } = new URL(url);
    throw new ReadFailure('malformed', `The answer of ${host} is not valid JSON.`, { cause });
  }
}
