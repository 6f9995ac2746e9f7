import { readEndpoint } from './endpoint.ts';
import type { ByokFinding } from './finding.ts';
import { replaceBy } from './fix.ts';
import type { ByokFile, Provider, Value } from './provider.ts';
import { readByokFile } from './read/file.ts';
import {
  judgeCredentials,
  judgeLive,
  judgeNeeds,
  judgeScopes,
  judgeToken,
  type LiveFacts,
} from './rules/identity.ts';
import { judgeHost, judgePath, type UrlCase } from './rules/url.ts';

/** What a file configures, and what is wrong with it, in the order of the text. */
export interface ByokCheck {
  providers: Provider[];
  findings: ByokFinding[];
}

const nothingLive: LiveFacts = { accounts: [], homeTenantId: null };

/**
 * Checks the model providers that a file configures. `path` has slashes; its name tells the format.
 * `live` is what is known of Azure.
 * Never throws: a file that is broken or about something else gives no findings.
 */
export function checkByokFile(path: string, text: string, live = nothingLive): ByokCheck {
  const file = readByokFile(path, text);
  const findings = [
    ...file.providers.flatMap((provider) => judgeProvider(provider, live)),
    ...judgeScopes(file),
    ...judgeAuthType(file),
  ];
  return { providers: file.providers, findings: distinct(findings) };
}

function judgeProvider(provider: Provider, live: LiveFacts): ByokFinding[] {
  const credentials = judgeCredentials(provider);
  const { url } = provider;
  const endpoint = url === null ? null : readEndpoint(url.text);
  if (url === null || endpoint === null) return credentials;
  const found: UrlCase = { provider, url, endpoint };
  const ofHost = judgeHost(found);
  if (ofHost.length > 0) return [...ofHost, ...credentials];
  return [
    ...judgePath[provider.client](found),
    ...judgeToken(found),
    ...judgeLive(found, live),
    ...judgeNeeds(provider),
    ...credentials,
  ];
}

const authTypes: [meant: RegExp, authType: string][] = [
  [/^entra/i, 'entraId'],
  [/^(?:api)?[-_]?key$/i, 'apiKey'],
];

function judgeAuthType({ authType }: ByokFile): ByokFinding[] {
  if (authType === null || authTypes.some(([, name]) => name === authType.text)) return [];
  return [
    {
      code: 'unknown-auth-type',
      args: { text: authType.text },
      span: authType,
      fix: authTypeFix(authType),
    },
  ];
}

function authTypeFix(value: Value): ByokFinding['fix'] {
  const meant = authTypes.find(([pattern]) => pattern.test(value.text))?.[1];
  return meant === undefined ? null : replaceBy(value, meant, `Use ${meant}`);
}

/** One finding a place and code: several providers may share a constant or a group's key. */
function distinct(findings: ByokFinding[]): ByokFinding[] {
  const byPlace = new Map(findings.map((one) => [`${one.span.start} ${one.code}`, one]));
  return [...byPlace.values()].sort((a, b) => a.span.start - b.span.start);
}
