import { join } from 'shlex';
import type { Cloud } from '../../core/arm/cloud.ts';

interface Route {
  /** Over the decoded path. Groups become the command's arguments. */
  path: RegExp;
  /** The words of the command, unquoted. */
  words: (groups: Record<string, string>, query: URLSearchParams) => string[];
}

const account =
  /^\/subscriptions\/(?<subscription>[^/]+)\/resourceGroups\/(?<group>[^/]+)\/providers\/Microsoft\.CognitiveServices\/accounts\/(?<account>[^/]+)$/i;

/** ARM reads that `az` has a command of its own for. Every other read has its `az rest` form. */
const routes: Route[] = [
  { path: /^\/subscriptions$/i, words: () => ['account', 'list'] },
  {
    path: account,
    words: (at) => [
      ...['cognitiveservices', 'account', 'show', '--name', at['account'] ?? ''],
      ...['--resource-group', at['group'] ?? '', '--subscription', at['subscription'] ?? ''],
    ],
  },
  {
    path: /^\/subscriptions\/(?<subscription>[^/]+)\/providers\/Microsoft\.CognitiveServices\/accounts$/i,
    words: (at) => [
      ...['cognitiveservices', 'account', 'list', '--subscription', at['subscription'] ?? ''],
    ],
  },
  {
    path: /^(?<scope>\/.+)\/providers\/Microsoft\.Authorization\/roleAssignments$/i,
    words: (at, query) => [
      ...['role', 'assignment', 'list', '--scope', at['scope'] ?? ''],
      ...['--assignee', assignee(query), '--include-inherited', '--include-groups'],
    ],
  },
  {
    path: /\/subscriptions\/(?<subscription>[^/]+)\/providers\/Microsoft\.Authorization\/roleDefinitions\/(?<role>[^/]+)$/i,
    words: (at) => [
      ...['role', 'definition', 'list', '--name', at['role'] ?? ''],
      ...['--subscription', at['subscription'] ?? ''],
    ],
  },
];

/**
 * The `az` command with which a human reads what a request reads, quoted for a POSIX shell.
 *
 * `az rest` adds a token for ARM by itself; for the other services it is told the audience.
 */
export function azCommand(cloud: Cloud, url: string, method: string, body: string | null): string {
  const { pathname, searchParams } = new URL(url);
  const path = decodeURIComponent(pathname);
  const audience = audienceOf(cloud, url);
  if (audience === null) {
    for (const route of routes) {
      const match = route.path.exec(path);
      if (match) return join(['az', ...route.words({ ...match.groups }, searchParams)]);
    }
  }
  const rest = ['az', 'rest', '--method', method.toLowerCase(), '--url', decodeURI(url)];
  if (body !== null) rest.push('--headers', 'Content-Type=application/json', '--body', body);
  if (audience !== null) rest.push('--resource', audience);
  return join(rest);
}

function assignee(query: URLSearchParams): string {
  return /(?:assignedTo\(|principalId eq )'([^']+)'/i.exec(query.get('$filter') ?? '')?.[1] ?? '';
}

/** The audience of a service other than ARM; null for ARM, whose paths are none of the others'. */
function audienceOf(cloud: Cloud, url: string): string | null {
  if (/\/api\/projects\//i.test(url)) return cloud.foundry.audience;
  if (url.startsWith(`${cloud.appInsights.endpoint}/apps/`)) return cloud.appInsights.audience;
  if (/\/v1\/.+\/query$/i.test(url)) return cloud.logAnalytics.audience;
  return url.startsWith(cloud.graph.endpoint) ? cloud.graph.audience : null;
}
