import type { ErrorReply } from '../http/reply.ts';
import { json, type Reply } from '../http/reply.ts';
import { jsonBody, param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { pageSizeOf } from '../http/page-size.ts';
import { serviceError } from '../http/service.ts';
import { sameId } from '../tenant/estate.ts';
import {
  directGroups,
  directMembers,
  transitiveGroups,
  transitiveMembers,
  type Principal,
} from '../tenant/principals.ts';
import type { World } from '../world.ts';
import { directoryObjectView, isServicePrincipal, objectTypes } from './views.ts';

const base = '/graph.microsoft.com/v1.0';
const context = 'https://graph.microsoft.com/v1.0/$metadata#';

/** Microsoft Graph: principals by id, their groups, and the caller's own entry. */
export function graphRoutes(world: World): Route[] {
  const route = (method: 'GET' | 'POST', pattern: string, handle: Route['handle']): Route => ({
    service: 'graph',
    method,
    pattern: base + pattern,
    handle: (request) => {
      // `/me` has a refusal of its own for applications.
      if (pattern !== '/me' && request.caller.principal?.graph === 'none') throw denied();
      return handle(request);
    },
  });
  const one = (request: EmulatorRequest, collection: string, found?: Principal): Reply => {
    if (found === undefined) throw notFound(param(request, 'id'));
    return json({
      '@odata.context': `${context}${collection}/$entity`,
      ...directoryObjectView(found, rights(request)),
    });
  };
  const byId = (
    request: EmulatorRequest,
    accepts: (principal: Principal) => boolean,
  ): Principal | undefined => {
    const found = world.directory.get(param(request, 'id').toLowerCase());
    return found !== undefined && accepts(found) ? found : undefined;
  };
  const isUser = ({ kind }: Principal): boolean => kind === 'user';
  const isGroup = ({ kind }: Principal): boolean => kind === 'group';
  const anything = (): boolean => true;

  return [
    route('GET', '/me', (request) => me(request)),
    route('GET', "/servicePrincipals(appId=':id')", (request) =>
      one(
        request,
        'servicePrincipals',
        [...world.directory.values()].find(({ appId }) =>
          sameId(appId ?? '', param(request, 'id')),
        ),
      ),
    ),
    ...(
      [
        ['servicePrincipals', isServicePrincipal],
        ['users', isUser],
        ['groups', isGroup],
        ['directoryObjects', anything],
      ] as const
    ).flatMap(([collection, accepts]) => [
      route('GET', `/${collection}`, (request) => list(world, request, collection, accepts)),
      route('GET', `/${collection}/:id`, (request) =>
        one(request, collection, byId(request, accepts)),
      ),
      ...['memberOf', 'transitiveMemberOf'].map((relation) =>
        route('GET', `/${collection}/:id/${relation}`, (request) => {
          const found = byId(request, accepts);
          if (found === undefined) throw notFound(param(request, 'id'));
          return json(groupsOf(world, request, found, relation === 'transitiveMemberOf'));
        }),
      ),
    ]),
    ...['members', 'transitiveMembers'].map((relation) =>
      route('GET', `/groups/:id/${relation}`, (request) => {
        const group = byId(request, isGroup);
        if (group === undefined) throw notFound(param(request, 'id'));
        return membersOf(world, request, group, relation === 'transitiveMembers');
      }),
    ),
    route('POST', '/directoryObjects/getByIds', (request) => getByIds(world, request)),
  ];
}

const rights = (request: EmulatorRequest) => request.caller.principal?.graph ?? 'none';

const denied = (): ErrorReply =>
  serviceError(
    'graph',
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );

const notFound = (id: string): ErrorReply =>
  serviceError(
    'graph',
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

function me(request: EmulatorRequest): Reply {
  const { principal } = request.caller;
  if (principal?.kind !== 'user') {
    throw serviceError(
      'graph',
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    );
  }
  return json({
    '@odata.context': `${context}users/$entity`,
    ...directoryObjectView(principal, 'all'),
  });
}

/** The filters that Azure CLI sends to find a principal; none means everything. */
function list(
  world: World,
  request: EmulatorRequest,
  collection: string,
  accepts: (principal: Principal) => boolean,
): Reply {
  const filter = request.query.get('$filter') ?? '';
  const tests = filter === '' ? [] : filter.split(/\s+or\s+/i).map(parseFilter);
  const value = [...world.directory.values()]
    .filter(accepts)
    .filter((principal) => tests.length === 0 || tests.some((test) => test(principal)))
    .map((principal) => directoryObjectView(principal, rights(request)));
  return json({ '@odata.context': `${context}${collection}`, value });
}

const filterFields: Record<string, (principal: Principal) => (string | null)[]> = {
  id: ({ objectId }) => [objectId],
  appid: ({ appId }) => [appId],
  displayname: ({ displayName }) => [displayName],
  userprincipalname: ({ userPrincipalName }) => [userPrincipalName],
  mail: ({ userPrincipalName }) => [userPrincipalName],
  serviceprincipalnames: ({ appId }) => [appId],
};

function parseFilter(clause: string): (principal: Principal) => boolean {
  const [, equalField, equalValue] = /^\s*\(?(\w+) eq '((?:[^']|'')*)'\)?\s*$/i.exec(clause) ?? [];
  const [, anyField, anyValue] =
    /^\s*\(?(\w+)\/any\((?:\w+):\w+ eq '([^']*)'\)\)?\s*$/i.exec(clause) ?? [];
  const [, startField, start] = /^\s*startswith\((\w+),\s*'([^']*)'\)\s*$/i.exec(clause) ?? [];
  const read = filterFields[(equalField ?? anyField ?? startField ?? '').toLowerCase()];
  if (read === undefined) {
    throw serviceError('graph', 400, 'Request_UnsupportedQuery', `Unsupported filter: ${clause}`);
  }
  // OData doubles the quotes inside a string.
  const wanted = (equalValue ?? anyValue ?? '').replaceAll("''", "'");
  return (principal) =>
    read(principal).some((value) =>
      start === undefined
        ? sameId(value ?? '', wanted)
        : (value ?? '').toLowerCase().startsWith(start.toLowerCase()),
    );
}

function groupsOf(
  world: World,
  request: EmulatorRequest,
  { objectId }: Principal,
  transitive: boolean,
): unknown {
  const ids = transitive
    ? transitiveGroups(world.tenant, objectId)
    : directGroups(world.tenant, objectId);
  return {
    '@odata.context': `${context}directoryObjects`,
    value: ids.flatMap((id) => {
      const group = world.directory.get(id.toLowerCase());
      return group === undefined ? [] : [directoryObjectView(group, rights(request))];
    }),
  };
}

/** The members of a group that the directory still knows, page by page. */
function membersOf(
  world: World,
  request: EmulatorRequest,
  { objectId }: Principal,
  transitive: boolean,
): Reply {
  const ids = transitive
    ? transitiveMembers(world.tenant, objectId)
    : directMembers(world.tenant, objectId);
  const members = ids
    .map((id) => world.directory.get(id.toLowerCase()))
    .filter((found) => found !== undefined);
  return page(world, request, members, (member) =>
    selected(request, directoryObjectView(member, rights(request))),
  );
}

/** What `$select` leaves of an object; its type is always there. */
function selected(
  request: EmulatorRequest,
  view: Record<string, unknown>,
): Record<string, unknown> {
  const wanted = request.query.get('$select')?.toLowerCase().split(',');
  return wanted === undefined
    ? view
    : Object.fromEntries(
        Object.entries(view).filter(
          ([name]) => name.startsWith('@odata') || wanted.includes(name.toLowerCase()),
        ),
      );
}

/** One page as Graph gives it: `$top` says how many, at most 999; the link tells where to go on. */
function page<Item>(
  world: World,
  request: EmulatorRequest,
  items: readonly Item[],
  view: (item: Item) => unknown,
): Reply {
  const start = Number(request.query.get('$skiptoken') ?? 0);
  const size = pageSizeOf(world, Math.min(Number(request.query.get('$top') ?? 100), 999));
  const end = Math.min(start + size, items.length);
  const next = new URL(world.origin + request.path);
  for (const [name, text] of request.query) next.searchParams.set(name, text);
  next.searchParams.set('$skiptoken', String(end));
  return json({
    '@odata.context': `${context}directoryObjects`,
    ...(end < items.length ? { '@odata.nextLink': next.href } : {}),
    value: items.slice(start, end).map(view),
  });
}

/** Ids that nobody has are left out, and so are those of other types than were asked for. */
function getByIds(world: World, request: EmulatorRequest): Reply {
  const body = jsonBody(request);
  if (!Array.isArray(body?.ids) || body.ids.length > 1000) {
    throw serviceError('graph', 400, 'Request_BadRequest', "Invalid value for 'ids'.");
  }
  const types = Array.isArray(body.types) ? body.types.map(String) : null;
  const value = body.ids
    .map((id) => world.directory.get(String(id).toLowerCase()))
    .filter((found) => found !== undefined)
    .filter((found) => types === null || objectTypes(found).some((type) => types.includes(type)))
    .map((found) => directoryObjectView(found, rights(request)));
  return json({ '@odata.context': `${context}directoryObjects`, value });
}
