import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { RunningEmulator } from '../../src/emulator/index.ts';
import { credentialOf } from './start.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** A part of a JSON body by its path, such as `error.code` or `value.0.id`; all of it by ''. */
  at: (path: string) => unknown;
}

export interface CallOptions {
  method?: string;
  /** Name of the application that signs in; null sends no token. */
  as?: string | null;
  audience?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export const audiences = {
  arm: 'https://management.azure.com',
  graph: 'https://graph.microsoft.com',
  logs: 'https://api.loganalytics.io',
  appInsights: 'https://api.applicationinsights.io',
  foundry: 'https://ai.azure.com',
  models: 'https://cognitiveservices.azure.com',
};

/** One plain request over TLS, as curl would make it with `--cacert`. */
export async function call(
  emulator: RunningEmulator,
  path: string,
  { method = 'GET', as = 'doctor', audience = audiences.arm, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const token =
    as === null ? null : await credentialOf(emulator, as).getToken(`${audience}/.default`);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      path.startsWith('https://') ? path : emulator.origin + path,
      {
        method,
        ca: emulator.ca,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token.token}` }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            at: (path) => at(JSON.parse(text), path),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(
      body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    );
  });
}

/** The part of a JSON value that a dotted path leads to; undefined where it leads nowhere. */
export const at = (value: unknown, path: string): unknown =>
  path === ''
    ? value
    : path
        .split('.')
        .reduce<unknown>(
          (inner, key) =>
            typeof inner === 'object' && inner !== null
              ? (inner as Record<string, unknown>)[key]
              : undefined,
          value,
        );

/** The JSON objects of a server-sent event stream, in order. */
export const frames = (text: string): unknown[] =>
  [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as unknown);
