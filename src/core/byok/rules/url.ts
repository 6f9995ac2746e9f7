import { isAccount, namesApi, type Endpoint } from '../endpoint.ts';
import type { ByokFinding } from '../finding.ts';
import { replaceBy, useUrl } from '../fix.ts';
import type { Client, Provider, Value } from '../provider.ts';

/** A provider whose URL is spelled out. */
export interface UrlCase {
  provider: Provider;
  url: Value;
  endpoint: Endpoint;
}

/** The version that VS Code itself puts on the chat route of a deployment. */
const chatVersion = 'api-version=2025-01-01-preview';

/** What is wrong with a URL whoever reads it. Nothing else is said of one that has any of this. */
export function judgeHost({ url, endpoint }: UrlCase): ByokFinding[] {
  const { host, scheme, family } = endpoint;
  if (family === 'portal') return [{ code: 'portal-url', args: { host }, span: url, fix: null }];
  if (scheme === 'http' && family !== 'elsewhere') {
    const fix = replaceBy(url, url.text.replace(/^http:/i, 'https:'), 'Use https');
    return [{ code: 'plain-http', args: { host }, span: url, fix }];
  }
  return [];
}

/** What is wrong with the path for the client that builds the rest of it. */
export const judgePath: Record<Client, (found: UrlCase) => ByokFinding[]> = {
  'vscode-azure': judgeVsCodeAzure,
  'vscode-custom': judgeVsCodeCustom,
  copilot: judgeCopilot,
};

/**
 * The provider takes a URL with the API as it stands. To any other it adds the path: `/v1/…` on
 * model endpoints, `/openai/deployments/…` on `openai.azure.com`; it refuses all other hosts.
 */
function judgeVsCodeAzure({ provider, url, endpoint }: UrlCase): ByokFinding[] {
  const { host, path, family, query } = endpoint;
  if (namesApi(endpoint)) {
    const isVersioned = !/^\/openai\/(?:deployments\/|responses$)/.test(path);
    if (!isAccount(endpoint) || isVersioned || /[?&]api-version=/i.test(query)) return [];
    const fix = /\/chat\/completions$/.test(path)
      ? useUrl(url, `${url.text}${query === '' ? '?' : '&'}${chatVersion}`)
      : null;
    return [{ code: 'missing-api-version', args: { path }, span: url, fix }];
  }
  if (family === 'models') return [];
  if (family === 'openai' && endpoint.cloud === 'public') {
    if (path === '' || path === '/v1') return [];
    const fixed = isPlainBase(path) ? `https://${host}` : withApi(endpoint);
    const fix = fixed === null ? null : useUrl(url, fixed);
    return [{ code: 'path-built-twice', args: { client: provider.client, path }, span: url, fix }];
  }
  const fixed = isAccount(endpoint) ? withApi(endpoint) : null;
  const fix = fixed === null ? null : useUrl(url, fixed);
  return [{ code: 'unrecognized-url', args: { host, family }, span: url, fix }];
}

/** Paths that say no more than that it is the OpenAI API. */
function isPlainBase(path: string): boolean {
  return /^(?:\/openai)?(?:\/v1)?$/.test(path);
}

/**
 * The URL with the chat API. A project's URL becomes its account's: the project takes no token for
 * Cognitive Services, which is what VS Code brings.
 */
function withApi({ host, path, project }: Endpoint): string | null {
  const base = `https://${host}`;
  const isProjectBase =
    project !== null && /^\/api\/projects\/[^/]+(?:\/openai)?(?:\/v1)?$/i.test(path);
  if (isPlainBase(path) || isProjectBase) return `${base}/openai/v1/chat/completions`;
  if (/^\/openai\/deployments\/[^/]+$/.test(path)) {
    return `${base}${path}/chat/completions?${chatVersion}`;
  }
  return null;
}

/** The custom endpoint adds the API to a path that ends with a version, and `/v1` to any other. */
function judgeVsCodeCustom({ provider, url, endpoint }: UrlCase): ByokFinding[] {
  const isBare = endpoint.path === '' || endpoint.path === '/v1' || isProjectRoot(endpoint);
  if (!isAccount(endpoint) || !isBare) return [];
  return [missingPath(provider.client, url, endpoint, '/openai/v1')];
}

function judgeCopilot({ provider, url, endpoint }: UrlCase): ByokFinding[] {
  const { path, query } = endpoint;
  if (!isAccount(endpoint) || (provider.type !== 'openai' && provider.type !== 'azure')) return [];
  const args = { client: provider.client, path };
  const api = /\/(?:chat\/completions|responses)$/.exec(path)?.[0];
  if (api !== undefined) {
    const root =
      provider.type === 'openai' ? `${withoutApi(endpoint)}` : `https://${endpoint.host}`;
    const isClear =
      provider.type === 'azure' ? !path.includes('/v1/') : path.includes('/openai/v1/');
    return [{ code: 'path-built-twice', args, span: url, fix: isClear ? useUrl(url, root) : null }];
  }
  if (query !== '') {
    const fix = useUrl(url, url.text.replace(query, ''));
    return [{ code: 'query-in-base-url', args: {}, span: url, fix }];
  }
  if (provider.type === 'azure') {
    if (!/^\/openai(?:\/v1)?$/.test(path)) return [];
    const type = provider.typeValue;
    const fix =
      path === '/openai/v1' && type !== null
        ? replaceBy(type, 'openai', 'Use the type openai, which takes the path /openai/v1/')
        : useUrl(url, `https://${endpoint.host}`);
    return [{ code: 'path-built-twice', args, span: url, fix }];
  }
  const isBare = /^(?:\/openai|\/v1)?$/.test(path) || /^\/openai\/deployments\/[^/]+$/.test(path);
  return isBare || isProjectRoot(endpoint)
    ? [missingPath(provider.client, url, endpoint, '/openai/v1/')]
    : [];
}

function withoutApi({ host, path }: Endpoint): string {
  return `https://${host}${path.replace(/\/(?:chat\/completions|responses)$/, '/')}`;
}

function isProjectRoot({ path }: Endpoint): boolean {
  return /^\/api\/projects\/[^/]+(?:\/openai)?$/i.test(path);
}

function missingPath(client: Client, url: Value, endpoint: Endpoint, path: string): ByokFinding {
  const { host, project } = endpoint;
  const root = project === null ? '' : endpoint.path.split('/').slice(0, 4).join('/');
  return {
    code: 'missing-path',
    args: { client, host },
    span: url,
    fix: useUrl(url, `https://${host}${root}${path}`),
  };
}
