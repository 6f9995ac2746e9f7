import type { TokenCredential } from '@azure/core-auth';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  RestError,
  type PipelinePolicy,
  type PipelineRetryOptions,
  type TlsSettings,
} from '@azure/core-rest-pipeline';
import type * as z from 'zod';
import { ReadFailure } from '../errors/failure.ts';

/** Reads JSON from a service that has no official client small enough, or none that keeps it whole. */
export interface RestClient {
  /** Throws `RestError` on a status other than 2xx, `ZodError` on an unexpected shape. */
  get<T>(url: string, schema: z.ZodType<T>): Promise<T>;
  post<T>(url: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
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
  const http = createDefaultHttpClient();

  async function send(method: 'GET' | 'POST', url: string, body?: unknown): Promise<unknown> {
    const request = createPipelineRequest({
      url,
      method,
      headers: createHttpHeaders({
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await pipeline.sendRequest(http, request);
    const text = response.bodyAsText ?? '';
    if (response.status < 200 || response.status > 299) {
      throw new RestError(`HTTP ${response.status}`, {
        statusCode: response.status,
        request,
        response,
      });
    }
    return parseAnswer(text, url);
  }

  return {
    get: async (url, schema) => schema.parse(await send('GET', url)),
    post: async (url, body, schema) => schema.parse(await send('POST', url, body)),
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
