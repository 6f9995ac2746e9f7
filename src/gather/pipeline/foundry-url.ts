import { apiVersions } from './api-versions.ts';

/** A URL of the Foundry data plane: a path below a project's endpoint, with the api-version. */
export function foundryUrl(
  endpoint: string,
  path: string,
  query: Record<string, string> = {},
): string {
  const parameters = new URLSearchParams({ 'api-version': apiVersions.foundry, ...query });
  return `${endpoint.replace(/\/+$/, '')}/${path}?${parameters.toString()}`;
}
