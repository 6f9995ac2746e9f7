import type { Account, AgentVersion, Connection, Project } from './azure.ts';
import { sameScope } from '../arm/scope.ts';
import { modelHostOf, modelKeysIn, namesModelEndpoint } from './model-host.ts';

/** Who signs the agent's model calls on a route. A key signs them without any role. */
export type ModelCaller = 'agent-instance' | 'project-identity' | 'key';

/**
 * The way an agent takes to its model, read off its definition. `via` says in words what showed it.
 */
export type ModelRoute =
  | { kind: 'project-endpoint'; caller: ModelCaller; url: string | null; via: string }
  | { kind: 'own-account-endpoint'; caller: ModelCaller; url: string; via: string }
  | {
      kind: 'other-account';
      caller: ModelCaller;
      url: string;
      /** ARM id of the other account where it is known by now, else null. */
      accountId: string | null;
      via: string;
    };

export interface RouteInput {
  version: AgentVersion;
  account: Account;
  project: Project;
  connections: Connection[];
  /** Every account that is known, to find the owner of an endpoint. */
  accounts: Account[];
  /** ARM id or name of the account that the user named as the target. */
  targetAccount?: string | undefined;
}

/** Variables that the platform sets for telemetry and the like, which may hold Azure URLs too. */
const notAModel = /APPLICATIONINSIGHTS|OTEL|SEARCH|STORAGE|KEYVAULT|KEY_VAULT/i;

const modelCategories = ['azureopenai', 'aiservices', 'apimanagement', 'modelgateway'];
const keyTypes = ['apikey', 'accountkey', 'accesskey', 'customkeys'];

/**
 * Finds where the agent's model calls go: to an account that the user named, to another account
 * through a connection or an endpoint of the agent's definition, to its own account's endpoint, or,
 * where the definition names nothing, to the project endpoint that the platform hands every agent.
 * A definition that names several is read in that order, since the project endpoint is always there.
 */
export function resolveModelRoute(input: RouteInput): ModelRoute {
  const named = input.targetAccount === undefined ? null : namedTarget(input, input.targetAccount);
  if (named !== null) return named;
  const routes = Object.entries(input.version.environment)
    .filter(([name]) => !notAModel.test(name))
    .map(([name, value]) => routeOfVariable(input, name, value))
    .filter((route) => route !== null);
  return (
    routes.find((route) => route.kind === 'other-account') ??
    routes.find((route) => route.kind === 'own-account-endpoint') ??
    routes[0] ?? {
      kind: 'project-endpoint',
      caller: 'agent-instance',
      url: input.project.endpoint,
      via: 'the agent’s definition names no other endpoint',
    }
  );
}

function namedTarget(input: RouteInput, target: string): ModelRoute | null {
  if (sameScope(target, input.account.id) || equalsIgnoringCase(target, input.account.name)) {
    return null;
  }
  const account = input.accounts.find(
    ({ id, name }) => sameScope(id, target) || equalsIgnoringCase(name, target),
  );
  return {
    kind: 'other-account',
    caller: 'agent-instance',
    url: account ? mainEndpoint(account) : target,
    accountId: account?.id ?? (target.startsWith('/') ? target : null),
    via: 'you named it as the target account',
  };
}

function routeOfVariable(input: RouteInput, name: string, value: string): ModelRoute | null {
  const via = `environment variable ${name}`;
  const connection = input.connections.find(
    (candidate) =>
      modelCategories.includes(candidate.category.toLowerCase()) &&
      (equalsIgnoringCase(candidate.name, value) ||
        value.toLowerCase().startsWith(`${candidate.name.toLowerCase()}/`) ||
        (isUrl(value) && liesUnder(value, candidate.target))),
  );
  if (connection) return routeOfConnection(input, connection, via, isUrl(value));
  return isUrl(value) ? routeOfUrl(input, name, value) : null;
}

function routeOfConnection(
  input: RouteInput,
  connection: Connection,
  variable: string,
  direct: boolean,
): ModelRoute {
  const via = `connection ${connection.name} (${connection.authType}), named by ${variable}`;
  const caller = callerOf(connection, direct);
  const owner = ownerOf(input, connection.target);
  const accountId = connection.resourceId ?? owner?.id ?? null;
  if (accountId !== null && sameScope(accountId, input.account.id)) {
    return { kind: 'own-account-endpoint', caller, url: connection.target, via };
  }
  return { kind: 'other-account', caller, url: connection.target, accountId, via };
}

/** Whether the platform calls models through a connection with a key. */
export function callsModelsWithKey({ category, authType }: Connection): boolean {
  return (
    modelCategories.includes(category.toLowerCase()) && keyTypes.includes(authType.toLowerCase())
  );
}

/**
 * Who calls through a connection. Code that takes only the endpoint from it (`direct`) brings the
 * agent's own token; the platform uses the project's identity for the others.
 */
function callerOf(connection: Connection, direct: boolean): ModelCaller {
  const authType = connection.authType.toLowerCase();
  if (keyTypes.includes(authType)) return 'key';
  if (authType === 'projectmanagedidentity' || authType === 'managedidentity') {
    return 'project-identity';
  }
  return direct || authType.startsWith('agenticidentity') ? 'agent-instance' : 'project-identity';
}

/**
 * The route of an endpoint in a variable. Hosts of accounts and regions are routes under any name;
 * any other host is one only where the name says so: definitions hold URLs of search and tools, too.
 */
function routeOfUrl(input: RouteInput, name: string, url: string): ModelRoute | null {
  const via = `environment variable ${name}`;
  if (input.project.endpoint !== null && liesUnder(url, input.project.endpoint)) {
    return { kind: 'project-endpoint', caller: 'agent-instance', url, via };
  }
  const owner = ownerOf(input, url);
  if (owner) {
    return sameScope(owner.id, input.account.id)
      ? { kind: 'own-account-endpoint', caller: 'agent-instance', url, via }
      : { kind: 'other-account', caller: 'agent-instance', url, accountId: owner.id, via };
  }
  const host = modelHostOf(url);
  if (host === 'elsewhere' && !namesModelEndpoint(name)) return null;
  // Regions take keys and no tokens, so where a key is given, it is what the calls are made with.
  const withKey = host === 'region' && modelKeysIn(input.version.environment).length > 0;
  const caller = withKey ? 'key' : 'agent-instance';
  return { kind: 'other-account', caller, url, accountId: null, via };
}

/** Whether a URL lies under one of an account's endpoints. */
export function owns(account: Account, url: string): boolean {
  return Object.values(account.endpoints).some((endpoint) => liesUnder(url, endpoint));
}

/** The account one of whose endpoints the URL lies under: the agent's own one first. */
function ownerOf(
  { account, accounts }: Pick<RouteInput, 'account' | 'accounts'>,
  url: string,
): Account | undefined {
  if (owns(account, url)) return account;
  const owners = ownersByEndpoint(accounts);
  const found: number[] = [];
  // An owner's endpoint is the address itself or one of the paths above it.
  let above = address(url);
  for (; above.includes('/'); above = above.slice(0, above.lastIndexOf('/'))) {
    const index = owners.get(above);
    if (index !== undefined) found.push(index);
  }
  return accounts[Math.min(...found)];
}

/** Indices of accounts by endpoint, worked out once for a list: tenants have many agents. */
function ownersByEndpoint(accounts: Account[]): Map<string, number> {
  const known = endpointOwners.get(accounts);
  if (known) return known;
  const owners = new Map<string, number>();
  accounts.forEach(({ endpoints }, index) => {
    for (const endpoint of Object.values(endpoints).map(address)) {
      if (!owners.has(endpoint)) owners.set(endpoint, index);
    }
  });
  endpointOwners.set(accounts, owners);
  return owners;
}

const endpointOwners = new WeakMap<Account[], Map<string, number>>();

function mainEndpoint(account: Account): string {
  return account.endpoints['endpoint'] ?? Object.values(account.endpoints)[0] ?? account.name;
}

function isUrl(value: string): boolean {
  return /^https?:\/\//i.test(value);
}

/** Whether `url` is `base` or a path below it. A longer host or path segment is something else. */
function liesUnder(url: string, base: string): boolean {
  const above = address(base);
  const below = address(url);
  return above !== '' && (below === above || below.startsWith(`${above}/`));
}

/** One spelling per address: lower case, no slash at the end. */
function address(url: string): string {
  const lower = url.toLowerCase();
  return lower.endsWith('/') ? lower.replace(/\/+$/, '') : lower;
}

function equalsIgnoringCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
