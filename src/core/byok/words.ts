import { redact } from '../redact.ts';
import type { ByokCode, ByokFinding, ByokSeverity, ByokWords } from './finding.ts';
import type { Client } from './provider.ts';

/** How sure and how bad it is: an error fails every call, a hint is worth knowing. */
export const byokSeverities: Record<ByokCode, ByokSeverity> = {
  'plain-http': 'error',
  'portal-url': 'error',
  'unrecognized-url': 'error',
  'path-built-twice': 'error',
  'missing-path': 'error',
  'missing-api-version': 'error',
  'query-in-base-url': 'warning',
  'wrong-audience': 'error',
  'other-cloud': 'warning',
  'regional-endpoint': 'warning',
  'tenant-not-read': 'warning',
  'wrong-tenant': 'error',
  'keys-disabled': 'error',
  'static-token': 'information',
  'secret-in-file': 'warning',
  'unknown-auth-type': 'warning',
  'needs-data-action': 'hint',
};

const clients: Record<Client, string> = {
  'vscode-azure': 'VS Code’s Azure provider',
  'vscode-custom': 'VS Code’s custom endpoint',
  copilot: 'The Copilot provider',
};

const words: ByokWords = {
  'plain-http': ({ host }) =>
    `${host} is called without TLS: Azure refuses it, and a token would travel in the open.`,
  'portal-url': ({ host }) =>
    `${host} is a portal for people, not an endpoint: copy the endpoint from the resource’s or the project’s overview.`,
  'unrecognized-url': ({ host, family }) =>
    family === 'elsewhere'
      ? `VS Code’s Azure provider does not know ${host} and stops with "Unrecognized Azure deployment URL" unless the URL goes on to the API, as with /chat/completions.`
      : `VS Code’s Azure provider builds no path for ${host} and stops with "Unrecognized Azure deployment URL": give the URL with the API, as with /openai/v1/chat/completions.`,
  'path-built-twice': ({ client, path }) =>
    `${clients[client]} adds the API’s path itself, after ${path}: the call ends in 404 or 401 at a path that does not exist.`,
  'missing-path': ({ client, host }) =>
    client === 'copilot'
      ? `The type openai calls ${host} without an API version and gets "Missing api-version" or 404: its base URL ends with /openai/v1/.`
      : `VS Code’s custom endpoint adds /v1 to ${host}, which Azure serves under /openai/v1: the call ends in 404.`,
  'missing-api-version': ({ path }) =>
    `Azure serves ${path} only with an api-version, and VS Code sends the URL as it stands.`,
  'query-in-base-url': () =>
    'The API’s path is added after the query: a base URL has none. The version belongs into azure.apiVersion or COPILOT_PROVIDER_AZURE_API_VERSION.',
  'wrong-audience': ({ host, asked, expected }) =>
    `The project endpoint at ${host} takes tokens for ${expected}, and the call carries one for ${asked}: 401, whatever roles there are.`,
  'other-cloud': ({ host }) =>
    `${host} is in another cloud than the one that VS Code’s Azure provider signs in to (tokens for https://cognitiveservices.azure.com): use a key, or entraAuthProvider and entraScopes where your VS Code has them.`,
  'regional-endpoint': ({ host }) =>
    `${host} is shared by a region and takes keys only: Entra tokens need the resource’s own subdomain.`,
  'tenant-not-read': () =>
    'VS Code’s Azure provider reads no tenant: it signs in to the home tenant of your account. A resource of another tenant answers "Tenant provided in token does not match resource token".',
  'wrong-tenant': ({ resource, home, needed }) =>
    `${resource} trusts the tenant ${needed}, and VS Code’s Azure provider signs in to your home tenant ${home}.`,
  'keys-disabled': ({ resource, client }) =>
    client === 'copilot'
      ? `${resource} refuses keys (disableLocalAuth): give the provider a bearerTokenProvider.`
      : `${resource} refuses keys (disableLocalAuth): take the key out, and VS Code signs in with Entra.`,
  'static-token': () =>
    'This token is never renewed: calls end in 401 when it expires, after about an hour, with all roles in place. A bearerTokenProvider renews it.',
  'secret-in-file': () =>
    'A secret is written into the file: whoever reads the file can use it. Refer to it instead, and have it renewed if the file was ever shared.',
  'unknown-auth-type': ({ text }) =>
    `github.copilot.chat.azureAuthType is "entraId" or "apiKey"; "${text}" is neither.`,
  'needs-data-action': ({ action, at, role, audience }) =>
    `A call with Entra needs ${action} at ${at}; ${role} grants it. Token for ${audience}.`,
};

/** One finding in words. */
export function byokMessage(finding: ByokFinding): string {
  // A finding's arguments belong to its code, which indexing by a union cannot express.
  const say = words[finding.code] as (args: ByokFinding['args']) => string;
  return redact(say(finding.args));
}
