import { callerId } from '../entra/caller.ts';
import { ErrorReply, json, type Reply } from '../http/reply.ts';
import { jsonBody, param, type EmulatorRequest } from '../http/request.ts';
import type { Route } from '../http/route.ts';
import { serviceError, type Service } from '../http/service.ts';
import { KqlError } from '../kql/kql-error.ts';
import { runQuery } from '../kql/run.ts';
import { toCell, type Row, type Table } from '../kql/values.ts';
import { sameId, type ComponentResource } from '../tenant/estate.ts';
import { durationMs } from '../tenant/time-schema.ts';
import type { World } from '../world.ts';
import { classicTable, toTable, type LogSchema } from './log-tables.ts';
import type { TelemetryRow } from './telemetry-store.ts';

/** What a query is asked of: some components, seen under one of the two schemas. */
interface LogScope {
  service: Service;
  schema: LogSchema;
  /** The resource whose logs the caller must be allowed to read. */
  resourceId: string;
  action: string;
  components: ComponentResource[];
}

/** Log Analytics, by workspace and by resource, and the older interface by App ID. */
export function logRoutes(world: World): Route[] {
  const byWorkspace = (request: EmulatorRequest): LogScope => {
    const id = param(request, 'workspace');
    const workspace = world.estate.workspaces.find(
      (known) => sameId(known.spec.customerId, id) || sameId(known.id, id),
    );
    if (workspace === undefined) throw pathNotFound('logAnalytics', 'WorkspaceNotFoundError');
    return {
      service: 'logAnalytics',
      schema: 'workspace',
      resourceId: workspace.id,
      action: 'Microsoft.OperationalInsights/workspaces/query/read',
      components: world.estate.components.filter(({ spec }) =>
        sameId(spec.workspace ?? '', workspace.id),
      ),
    };
  };
  const byResource = (request: EmulatorRequest): LogScope => {
    const id = param(request, 'resource');
    const workspace = world.estate.workspaces.find((known) => sameId(known.id, id));
    if (workspace !== undefined) {
      return byWorkspace({ ...request, params: { workspace: workspace.id } });
    }
    const component = world.estate.components.find((known) => sameId(known.id, id));
    if (component === undefined) throw pathNotFound('logAnalytics', 'ResourceNotFoundError');
    return componentScope('logAnalytics', component, 'Microsoft.Insights/logs/read');
  };
  const byAppId = (request: EmulatorRequest): LogScope => {
    const component = world.estate.components.find(({ spec }) =>
      sameId(spec.appId, param(request, 'app')),
    );
    if (component === undefined) throw pathNotFound('appInsights', 'AppNotFoundError');
    return componentScope('appInsights', component, 'Microsoft.Insights/components/query/read');
  };

  const routes = (
    service: Service,
    pattern: string,
    scopeOf: (request: EmulatorRequest) => LogScope,
  ): Route[] =>
    (['GET', 'POST'] as const).map((method) => ({
      service,
      method,
      pattern,
      handle: (request) => answer(world, request, scopeOf(request)),
    }));

  // The official client keeps only the host of its endpoint, so `/v1` answers at the root as well.
  return [
    ...['/api.loganalytics.io/v1', '/v1'].flatMap((base) => [
      ...routes('logAnalytics', `${base}/workspaces/:workspace/query`, byWorkspace),
      ...routes('logAnalytics', `${base}/:resource*/query`, byResource),
    ]),
    ...routes('appInsights', '/api.applicationinsights.io/v1/apps/:app/query', byAppId),
  ];
}

const componentScope = (
  service: Service,
  component: ComponentResource,
  action: string,
): LogScope => ({
  service,
  schema: 'classic',
  resourceId: component.id,
  action,
  components: [component],
});

const pathNotFound = (service: Service, code: string) =>
  serviceError(service, 404, code, 'The requested path does not exist');

function answer(world: World, request: EmulatorRequest, scope: LogScope): Reply {
  if (!world.authoriser.mayControl(callerId(request.caller), scope.action, scope.resourceId)) {
    throw serviceError(
      scope.service,
      403,
      'InsufficientAccessError',
      'The provided credentials have insufficient access to perform the requested operation',
    );
  }
  const body = request.method === 'GET' ? Object.fromEntries(request.query) : jsonBody(request);
  const query = body?.query;
  if (typeof query !== 'string') {
    throw badArgument(scope.service, 'BadArgumentError', 'The query parameter is missing');
  }
  const timespan = typeof body?.timespan === 'string' ? body.timespan : null;
  try {
    const table = runQuery(query, {
      now: world.now(),
      table: (name) => readTable(world, scope, name, timespan),
    });
    const { partialLogs } = world.tenant.settings;
    const partial = partialLogs !== null && {
      error: { code: 'PartialError', message: partialLogs, details: [] },
    };
    return json({ tables: [primaryResult(table)], ...partial });
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    throw kqlReply(scope.service, error);
  }
}

function readTable(
  world: World,
  scope: LogScope,
  name: string,
  timespan: string | null,
): Table | undefined {
  const classic = classicTable(name, scope.schema);
  if (classic === undefined) return undefined;
  const [from, to] = window(timespan, world.now());
  const rows = scope.components
    .flatMap(({ id }) =>
      world.telemetry
        .rows(id, classic)
        .map((row): TelemetryRow => ({ ...row, _ResourceId: id.toLowerCase() })),
    )
    .filter(({ timestamp }) => {
      const at = new Date(timestamp).getTime();
      return at >= from && at <= to;
    })
    .map((row) => ({ itemType: itemType(classic), ...row }));
  return toTable(classic, scope.schema, rows);
}

/** Of the classic tables, `itemType` names one item: a trace, an exception. */
const itemType = (classic: string): string =>
  classic === 'dependencies' ? 'dependency' : classic.replace(/s$/, '');

/** `PT2H`, `start/end` or `start/duration` as milliseconds since the epoch. */
function window(timespan: string | null, now: Date): [from: number, to: number] {
  if (timespan === null) return [-Infinity, Infinity];
  const [first = '', second] = timespan.split('/');
  if (second === undefined) {
    const length = durationMs(first);
    return length === null ? [-Infinity, Infinity] : [now.getTime() - length, Infinity];
  }
  const from = Date.parse(first);
  const length = durationMs(second);
  return [from, length === null ? Date.parse(second) : from + length];
}

const primaryResult = ({ columns, rows }: Table): unknown => ({
  name: 'PrimaryResult',
  columns,
  rows: rows.map((row: Row) => columns.map(({ name, type }) => toCell(row[name], type))),
});

const kqlReply = (service: Service, { kind, message }: KqlError): ErrorReply =>
  kind === 'semantic'
    ? badArgument(service, 'SemanticError', `SEM0100: ${message}`)
    : badArgument(service, 'SyntaxError', `SYN0002: ${message}`);

/** The three layers in which the query services wrap what is wrong with a query. */
const badArgument = (service: Service, inner: string, message: string): ErrorReply => {
  const reply = serviceError(
    service,
    400,
    'BadArgumentError',
    'The request had some invalid properties',
  );
  if (reply.reply.kind !== 'json') return reply;
  const { error } = reply.reply.body as { error: Record<string, unknown> };
  return new ErrorReply(400, {
    error: {
      ...error,
      innererror: {
        code: inner,
        message: 'A semantic error occurred.',
        innererror: { code: message.split(':')[0], message },
      },
    },
  });
};
