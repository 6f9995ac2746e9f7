import { callerMay } from './access.ts';
import { pageSizeOf } from '../http/page-size.ts';
import { json, type Reply } from '../http/reply.ts';
import { jsonBody, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError } from '../http/service.ts';
import { KqlError } from '../kql/kql-error.ts';
import { runQuery } from '../kql/run.ts';
import type { Column, Row, Table, Value } from '../kql/values.ts';
import { assignmentView, roleDefinitionView } from '../authorization/views.ts';
import type { World } from '../world.ts';
import {
  accountView,
  componentView,
  machineLearningWorkspaceView,
  projectView,
  userAssignedIdentityView,
  workspaceView,
} from './resource-views.ts';

/** Azure Resource Graph: what the caller may read, as tables. */
export const resourceGraphRoutes = (world: World): Route[] => [
  {
    service: 'arm',
    method: 'POST',
    pattern: '/providers/Microsoft.ResourceGraph/resources',
    handle: (request) => answer(world, request),
  },
];

const mostRows = 1000;

function answer(world: World, request: EmulatorRequest): Reply {
  const body = jsonBody(request);
  if (typeof body?.query !== 'string') {
    throw badRequest('InvalidQuery', 'Query is missing.');
  }
  const subscriptions = Array.isArray(body.subscriptions)
    ? body.subscriptions.map((id) => String(id).toLowerCase())
    : null;
  const options = (body.options ?? {}) as Record<string, unknown>;
  const all = runOrRefuse(world, request, body.query, subscriptions);

  const limit = world.tenant.settings.resourceGraphTruncates;
  const reachable = limit === null ? all.rows : all.rows.slice(0, limit);
  const start = Number(options.$skipToken ?? options.$skip ?? 0);
  const size = pageSizeOf(world, Math.min(Number(options.$top ?? mostRows), mostRows));
  const rows = reachable.slice(start, start + size);
  const end = start + rows.length;
  const more = end < reachable.length;
  const cutShort = !more && reachable.length < all.rows.length;
  return json({
    totalRecords: all.rows.length,
    count: rows.length,
    resultTruncated: String(cutShort),
    ...(more ? { $skipToken: String(end) } : {}),
    data: options.resultFormat === 'table' ? tableFormat(all.columns, rows) : rows,
    facets: [],
  });
}

const tableFormat = (columns: Column[], rows: Row[]): unknown => ({
  columns: columns.map(({ name, type }) => ({ name, type: type === 'dynamic' ? 'object' : type })),
  rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
});

function runOrRefuse(
  world: World,
  request: EmulatorRequest,
  query: string,
  subscriptions: string[] | null,
): Table {
  try {
    return runQuery(query, {
      now: world.now(),
      table: (name) => {
        const read = tables[name.toLowerCase()];
        if (read === undefined) return undefined;
        const rows = read(world, request).filter(
          (row) =>
            subscriptions === null ||
            row.subscriptionId === '' ||
            subscriptions.includes(String(row.subscriptionId as string).toLowerCase()),
        );
        return { columns, rows };
      },
    });
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    throw badRequest(
      error.kind === 'syntax' ? 'ParserFailure' : 'InvalidQuery',
      `Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying. ${error.message}`,
    );
  }
}

const badRequest = (code: string, message: string) =>
  serviceError(
    'arm',
    400,
    'BadRequest',
    `Please provide below info when asking for support: ${code}: ${message}`,
  );

const text = ['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup'];
const columns: Column[] = [
  ...[...text, 'subscriptionId'].map((name): Column => ({ name, type: 'string' })),
  ...['sku', 'tags', 'identity', 'properties'].map((name): Column => ({ name, type: 'dynamic' })),
];

const tables: Record<string, (world: World, request: EmulatorRequest) => Row[]> = {
  resources: (world, request) => {
    const { accounts, projects, components, workspaces } = world.estate;
    const { userAssignedIdentities, machineLearningWorkspaces } = world.estate;
    const views = [
      ...accounts.map((account) => accountView(world, account)),
      ...projects.map((project) => projectView(world, project, '2025-12-01')),
      ...components.map(componentView),
      ...workspaces.map(workspaceView),
      ...userAssignedIdentities.map((identity) => userAssignedIdentityView(world, identity)),
      ...machineLearningWorkspaces.map((hubOrProject) =>
        machineLearningWorkspaceView(world, hubOrProject),
      ),
    ];
    return views
      .filter(({ id, type }) => callerMay(world, request, `${String(type)}/read`, String(id)))
      .map((view) => toRow(world, view));
  },
  resourcecontainers: (world, request) => {
    const { subscriptions, resourceGroups } = world.estate;
    return [
      ...subscriptions.map(({ id, spec }) => ({
        id,
        name: spec.displayName,
        type: 'microsoft.resources/subscriptions',
        properties: { state: spec.state },
      })),
      ...resourceGroups.map(({ id, name, location }) => ({
        id,
        name,
        location,
        type: 'microsoft.resources/subscriptions/resourcegroups',
        properties: { provisioningState: 'Succeeded' },
      })),
    ]
      .filter(({ id, type }) => callerMay(world, request, `${type}/read`, id))
      .map((view) => toRow(world, view));
  },
  authorizationresources: (world, request) => {
    const action = 'Microsoft.Authorization/roleAssignments/read';
    const all = world.assignments.all();
    const scopes = new Set(all.map(({ scope }) => scope));
    const readable = new Set([...scopes].filter((at) => callerMay(world, request, action, at)));
    return [
      ...all
        .filter(({ scope }) => readable.has(scope))
        .map((row) => toRow(world, assignmentView(world, row))),
      ...[...world.roles.values()].map((role) =>
        toRow(world, roleDefinitionView('/', role) as Record<string, unknown>),
      ),
    ];
  },
};

/** Resource Graph spells types in lower case and takes the place of a resource out of its id. */
function toRow({ tenant }: World, view: Record<string, unknown>): Row {
  const id = String(view.id);
  return {
    id,
    name: view.name as Value,
    type: String(view.type).toLowerCase(),
    tenantId: tenant.tenantId,
    kind: (view.kind ?? '') as Value,
    location: (view.location ?? '') as Value,
    resourceGroup: /\/resourcegroups\/([^/]+)/i.exec(id)?.[1]?.toLowerCase() ?? '',
    subscriptionId: /^\/subscriptions\/([^/]+)/i.exec(id)?.[1] ?? '',
    sku: (view.sku ?? null) as Value,
    tags: (view.tags ?? null) as Value,
    identity: (view.identity ?? null) as Value,
    properties: (view.properties ?? null) as Value,
  };
}
