import type { EmulatorRequest } from './request.ts';
import type { Reply } from './reply.ts';
import type { Service } from './service.ts';

/**
 * One operation of a service. In a pattern, `:name` stands for one segment and `:name*` for any
 * number of them, none included; literal text compares without regard to case, as in ARM.
 */
export interface Route {
  service: Service;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  pattern: string;
  /** Served without a bearer token. */
  anonymous?: true;
  handle(request: EmulatorRequest): Reply;
}

export interface MatchedRoute {
  route: Route;
  params: Record<string, string>;
}

export interface Router {
  match(method: string, path: string): MatchedRoute | undefined;
  /** Methods that the path knows, whichever was asked for. */
  knowsPath(path: string): boolean;
}

/** The first route that fits wins, so that specific routes stand before general ones. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, ...compile(route.pattern) }));
  return {
    match(method, path) {
      for (const { route, expression } of compiled) {
        if (route.method !== method) continue;
        const groups = expression.exec(path)?.groups;
        if (groups !== undefined) return { route, params: mapValues(groups, unescapeSegment) };
      }
      return undefined;
    },
    knowsPath: (path) => compiled.some(({ expression }) => expression.test(path)),
  };
}

function compile(pattern: string): { expression: RegExp } {
  const source = pattern
    .split('/')
    .slice(1)
    .map((segment) => {
      const [, before = '', name, many, after = ''] =
        /^([^:]*):(\w+)(\*)?(.*)$/.exec(segment) ?? [];
      if (name === undefined) return `/${escape(segment)}`;
      return many === undefined
        ? `/${escape(before)}(?<${name}>[^/]+?)${escape(after)}`
        : `(?<${name}>(?:/[^/]+)*?)`;
    })
    .join('');
  // The empty group makes `groups` exist for patterns without parameters.
  return { expression: new RegExp(`^${source}(?<end>)/?$`, 'i') };
}

const unescapeSegment = (text: string): string =>
  text.replaceAll('%2F', '/').replaceAll('%25', '%');

const mapValues = (
  record: Record<string, string>,
  map: (value: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
