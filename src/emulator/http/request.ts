import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../entra/caller.ts';

/** A request as a handler sees it: parsed, authenticated, its path parameters decoded. */
export interface EmulatorRequest {
  method: string;
  /** Decoded path, without the query; `%2F` and `%25` are left of what a segment itself holds. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The raw body; see {@link jsonBody}. */
  body: string;
  /** Who the bearer token names. Routes without authentication have an anonymous caller. */
  caller: Caller;
}

/** The body as a JSON object; undefined where it is none. */
export function jsonBody(request: EmulatorRequest): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** One path parameter, which the route's pattern guarantees. */
export function param(request: EmulatorRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`The route has no parameter "${name}".`);
  return value;
}
