import { isAccount, readEndpoint, type Endpoint } from '../endpoint.ts';
import type { ByokFinding } from '../finding.ts';
import { replaceBy } from '../fix.ts';
import { audienceOf, needsOf } from '../needs.ts';
import type { ByokFile, Provider } from '../provider.ts';
import { publicCloud } from '../../arm/cloud.ts';
import type { UrlCase } from './url.ts';

/** What is known live of an account that a configuration may name. */
export interface LiveAccount {
  name: string;
  /** Every endpoint that ARM lists. */
  endpoints: string[];
  keysDisabled: boolean;
  /** Tenant of its subscription; null where it is not known. */
  tenantId: string | null;
}

/** What is known beyond the file; nothing where nobody is signed in. */
export interface LiveFacts {
  accounts: LiveAccount[];
  /** The tenant that VS Code signs in to; null where it is not known. */
  homeTenantId: string | null;
}

/** Whether VS Code's Azure provider signs in the only way it knows. */
function signsInItself({ client, credential, ownScopes }: Provider): boolean {
  return client === 'vscode-azure' && credential === 'entra' && !ownScopes;
}

/** Whether the token that the call carries fits the host: audience, cloud and kind of endpoint. */
export function judgeToken({ provider, url, endpoint }: UrlCase): ByokFinding[] {
  const { host, family, cloud } = endpoint;
  if (family === 'regional') {
    return provider.credential === 'entra' || provider.credential === 'static-token'
      ? [{ code: 'regional-endpoint', args: { host }, span: url, fix: null }]
      : [];
  }
  if (!signsInItself(provider) || !isAccount(endpoint)) return [];
  if (cloud !== 'public') return [{ code: 'other-cloud', args: { host }, span: url, fix: null }];
  if (endpoint.project === null) return [];
  return [
    {
      code: 'wrong-audience',
      args: { host, asked: publicCloud.cognitiveServices.audience, expected: audienceOf(endpoint) },
      span: url,
      fix: null,
    },
  ];
}

/**
 * Code that asks a token for Cognitive Services and calls a project with it. Said only where the file
 * names project endpoints alone and one audience: which token goes where is then certain.
 */
export function judgeScopes({ providers, scopes }: ByokFile): ByokFinding[] {
  const endpoints = providers
    .filter(({ credential }) => credential !== 'key')
    .map(({ url }) => (url === null ? null : readEndpoint(url.text)));
  const [first] = endpoints;
  const isProject = (endpoint: Endpoint | null): endpoint is Endpoint =>
    endpoint !== null && endpoint.project !== null && isAccount(endpoint);
  if (first === undefined || first === null || !endpoints.every(isProject)) return [];
  const asked = new Set(scopes.map(({ text }) => text.toLowerCase().replace(/\/?\.default$/, '')));
  const [audience] = asked;
  const expected = audienceOf(first);
  if (audience === undefined || asked.size > 1 || audience === expected) return [];
  return scopes.map((scope) => ({
    code: 'wrong-audience',
    args: { host: first.host, asked: audience, expected },
    span: scope,
    fix: replaceBy(scope, `${expected}/.default`, `Ask for ${expected}/.default`),
  }));
}

/** Tenants, tokens and secrets that the configuration itself holds. */
export function judgeCredentials(provider: Provider): ByokFinding[] {
  const { client, tenant, ownScopes, staticToken, secrets } = provider;
  const findings: ByokFinding[] = secrets.map(({ start, end }) => ({
    code: 'secret-in-file',
    args: {},
    span: { start, end },
    fix: null,
  }));
  if (staticToken !== null) {
    findings.push({ code: 'static-token', args: {}, span: staticToken, fix: null });
  }
  if (client === 'vscode-azure' && tenant !== null && !ownScopes) {
    const { start, end } = tenant;
    findings.push({ code: 'tenant-not-read', args: {}, span: { start, end }, fix: null });
  }
  return findings;
}

/** What only a look at Azure shows of the account: refused keys, another tenant. */
export function judgeLive(
  { provider, url, endpoint }: UrlCase,
  { accounts, homeTenantId }: LiveFacts,
): ByokFinding[] {
  const account = accounts.find(({ endpoints }) =>
    endpoints.some((one) => readEndpoint(one)?.host === endpoint.host),
  );
  if (account === undefined) return [];
  const resource = account.name;
  if (provider.credential === 'key') {
    const args = { resource, client: provider.client };
    return account.keysDisabled ? [{ code: 'keys-disabled', args, span: url, fix: null }] : [];
  }
  const { tenantId } = account;
  if (!signsInItself(provider) || tenantId === null || homeTenantId === null) return [];
  if (tenantId.toLowerCase() === homeTenantId.toLowerCase()) return [];
  const args = { resource, home: homeTenantId, needed: tenantId };
  return [{ code: 'wrong-tenant', args, span: url, fix: null }];
}

/** The data action that the caller needs, as a hint: whether it is there, a diagnosis says. */
export function judgeNeeds(provider: Provider): ByokFinding[] {
  const needs = needsOf(provider);
  const role = needs?.roles[0];
  if (needs === null || role === undefined || provider.url === null) return [];
  const { action, at, resource, project, audience } = needs;
  const place =
    at === 'project' ? `project ${project ?? ''} of ${resource}` : `the account ${resource}`;
  return [
    {
      code: 'needs-data-action',
      args: { action, at: place, role: role.name, audience },
      span: provider.url,
      fix: null,
    },
  ];
}
