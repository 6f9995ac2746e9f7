import type { Column, ColumnType, Row, Table, Value } from '../kql/values.ts';
import type { TelemetryRow } from './telemetry-store.ts';

/**
 * The App Insights tables under both schemas: the classic names hold where the scope of a query is
 * the component, the App* names where it is the workspace.
 */
interface TableSchema {
  workspaceName: string;
  /** `[classic name, workspace name, type]`. */
  columns: readonly (readonly [classic: string, workspace: string, type: ColumnType])[];
}

const common: TableSchema['columns'] = [
  ['timestamp', 'TimeGenerated', 'datetime'],
  ['operation_Id', 'OperationId', 'string'],
  ['operation_ParentId', 'ParentId', 'string'],
  ['operation_Name', 'OperationName', 'string'],
  ['cloud_RoleName', 'AppRoleName', 'string'],
  ['cloud_RoleInstance', 'AppRoleInstance', 'string'],
  ['customDimensions', 'Properties', 'dynamic'],
  ['itemType', 'Type', 'string'],
];

const call: TableSchema['columns'] = [
  ['id', 'Id', 'string'],
  ['name', 'Name', 'string'],
  ['success', 'Success', 'bool'],
  ['resultCode', 'ResultCode', 'string'],
  ['duration', 'DurationMs', 'real'],
];

const schemas: Record<string, TableSchema> = {
  traces: {
    workspaceName: 'AppTraces',
    columns: [
      ...common,
      ['message', 'Message', 'string'],
      ['severityLevel', 'SeverityLevel', 'int'],
    ],
  },
  exceptions: {
    workspaceName: 'AppExceptions',
    columns: [
      ...common,
      ['type', 'ExceptionType', 'string'],
      ['outerMessage', 'OuterMessage', 'string'],
      ['innermostMessage', 'InnermostMessage', 'string'],
      ['problemId', 'ProblemId', 'string'],
      ['details', 'Details', 'dynamic'],
      ['severityLevel', 'SeverityLevel', 'int'],
    ],
  },
  requests: {
    workspaceName: 'AppRequests',
    columns: [...common, ...call, ['url', 'Url', 'string']],
  },
  dependencies: {
    workspaceName: 'AppDependencies',
    columns: [
      ...common,
      ...call,
      ['target', 'Target', 'string'],
      ['type', 'DependencyType', 'string'],
      ['data', 'Data', 'string'],
    ],
  },
  customEvents: { workspaceName: 'AppEvents', columns: [...common, ['name', 'Name', 'string']] },
  customMetrics: {
    workspaceName: 'AppMetrics',
    columns: [...common, ['name', 'Name', 'string'], ['value', 'Sum', 'real']],
  },
};

export type LogSchema = 'classic' | 'workspace';

/** The classic name of a table that a query names under `schema`; undefined where it has none. */
export const classicTable = (name: string, schema: LogSchema): string | undefined =>
  Object.keys(schemas).find(
    (classic) => (schema === 'classic' ? classic : schemas[classic]?.workspaceName) === name,
  );

/** A workspace says of each row which component wrote it. */
const ofWorkspace: TableSchema['columns'] = [['_ResourceId', '_ResourceId', 'string']];

/** The table as a query sees it: its columns in order, its rows under the schema's names. */
export function toTable(classic: string, schema: LogSchema, rows: readonly TelemetryRow[]): Table {
  const specs = [
    ...(schemas[classic]?.columns ?? []),
    ...(schema === 'workspace' ? ofWorkspace : []),
  ];
  const named = specs.map(([classicName, workspaceName, type]) => ({
    classicName,
    name: schema === 'classic' ? classicName : workspaceName,
    type,
  }));
  return {
    columns: named.map(({ name, type }): Column => ({ name, type })),
    rows: rows.map((row): Row =>
      Object.fromEntries(
        named.map(({ classicName, name, type }) => [name, cell(row[classicName], type)]),
      ),
    ),
  };
}

function cell(value: unknown, type: ColumnType): Value {
  if (value === undefined || value === null) return type === 'string' ? '' : null;
  if (type === 'datetime' && typeof value === 'string') return new Date(value);
  return value as Value;
}
