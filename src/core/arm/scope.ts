/** ARM scopes: what an id names, and which scope lies over which. ARM ids ignore case. */

export type ScopeLevel =
  | 'root'
  | 'management-group'
  | 'subscription'
  | 'resource-group'
  | 'account'
  | 'project'
  | 'agent'
  | 'resource';

const levels: [ScopeLevel, RegExp][] = [
  ['root', /^\/?$/],
  ['management-group', /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/],
  ['subscription', /^\/subscriptions\/[^/]+$/],
  ['resource-group', /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/],
  ['account', /\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+$/],
  ['project', /\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+\/projects\/[^/]+$/],
  [
    'agent',
    /\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+\/projects\/[^/]+\/agents\/[^/]+$/,
  ],
];

/** One spelling per scope: lower case, no slash at the end. */
export function normalizeScope(scope: string): string {
  const lower = scope.toLowerCase();
  return lower.endsWith('/') ? lower.replace(/\/+$/, '') : lower;
}

export function sameScope(a: string, b: string): boolean {
  return normalizeScope(a) === normalizeScope(b);
}

export function scopeLevel(scope: string): ScopeLevel {
  const normalized = normalizeScope(scope);
  return levels.find(([, pattern]) => pattern.test(normalized))?.[0] ?? 'resource';
}

/**
 * Whether what is assigned at `outer` holds at `inner`.
 *
 * Ids do not tell which subscriptions a management group holds. ARM answers a question about a
 * scope only with the management groups above it, so one that it named covers the scope asked.
 */
export function covers(outer: string, inner: string): boolean {
  const outerLevel = scopeLevel(outer);
  if (outerLevel === 'root' || outerLevel === 'management-group') return true;
  const [above, below] = [normalizeScope(outer), normalizeScope(inner)];
  return below === above || below.startsWith(`${above}/`);
}

/**
 * A scope and every scope above it that its id shows, normalized, the nearest first: parent
 * resources, resource group, subscription, root. Management groups are not in ids; see
 * {@link covers}.
 */
export function scopeChain(scope: string): string[] {
  const chain: string[] = [];
  const segments = normalizeScope(scope).split('/').slice(1);
  const provider = segments.indexOf('providers');
  // A resource is a provider with pairs of type and name behind it, and so is each of its parents.
  const step = (end: number): number => (provider >= 0 && end > provider + 4 ? 2 : 0);
  let end = segments.length;
  while (step(end) > 0) {
    chain.push(`/${segments.slice(0, end).join('/')}`);
    end -= step(end);
  }
  if (provider >= 0) {
    if (end > provider) chain.push(`/${segments.slice(0, end).join('/')}`);
    end = provider;
  }
  for (; end >= 2; end -= 2) chain.push(`/${segments.slice(0, end).join('/')}`);
  return [...chain, '/'];
}

/** The last segment of an id: a resource's, group's or subscription's own name. */
export function scopeName(scope: string): string {
  return scope.replace(/\/+$/, '').split('/').at(-1) ?? scope;
}

const levelWords: Record<ScopeLevel, string> = {
  root: 'the tenant root',
  'management-group': 'management group',
  subscription: 'subscription',
  'resource-group': 'resource group',
  account: 'account',
  project: 'project',
  agent: 'agent',
  resource: 'resource',
};

/** A scope in words, as in "project shop". */
export function describeScope(scope: string): string {
  const level = scopeLevel(scope);
  return level === 'root' ? levelWords.root : `${levelWords[level]} ${scopeName(scope)}`;
}

/** The subscription id in an ARM id, or null above subscriptions. */
export function subscriptionOf(id: string): string | null {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1] ?? null;
}
