/** The kinds of rows that an agent leaves in Application Insights. */
type TableKind = 'traces' | 'exceptions' | 'requests' | 'dependencies';

/** What a query needs of a table, whatever the schema calls it. */
type ColumnKind =
  | 'at'
  | 'role'
  | 'dimensions'
  | 'message'
  | 'outerMessage'
  | 'innermostMessage'
  | 'name'
  | 'url'
  | 'resultCode'
  | 'success'
  | 'target'
  | 'data';

/** The names of tables and columns. They follow the scope of a query, not the component. */
export interface LogSchema {
  tables: Record<TableKind, string>;
  columns: Record<ColumnKind, string>;
}

/** The names where the scope is the component, by its ARM id or its App ID. */
export const classicSchema: LogSchema = {
  tables: {
    traces: 'traces',
    exceptions: 'exceptions',
    requests: 'requests',
    dependencies: 'dependencies',
  },
  columns: {
    at: 'timestamp',
    role: 'cloud_RoleName',
    dimensions: 'customDimensions',
    message: 'message',
    outerMessage: 'outerMessage',
    innermostMessage: 'innermostMessage',
    name: 'name',
    url: 'url',
    resultCode: 'resultCode',
    success: 'success',
    target: 'target',
    data: 'data',
  },
};

/** The names where the scope is the Log Analytics workspace that the component writes to. */
export const workspaceSchema: LogSchema = {
  tables: {
    traces: 'AppTraces',
    exceptions: 'AppExceptions',
    requests: 'AppRequests',
    dependencies: 'AppDependencies',
  },
  columns: {
    at: 'TimeGenerated',
    role: 'AppRoleName',
    dimensions: 'Properties',
    message: 'Message',
    outerMessage: 'OuterMessage',
    innermostMessage: 'InnermostMessage',
    name: 'Name',
    url: 'Url',
    resultCode: 'ResultCode',
    success: 'Success',
    target: 'Target',
    data: 'Data',
  },
};

/** What was said in a row, as an expression over the table's columns. */
const texts: Record<TableKind, (columns: LogSchema['columns']) => string> = {
  traces: ({ message }) => message,
  exceptions: ({ outerMessage: outer, innermostMessage: inner }) =>
    `iff(${inner} == ${outer}, ${outer}, strcat(${outer}, ' ', ${inner}))`,
  requests: ({ name, url, resultCode, dimensions }) =>
    `strcat(${name}, ' ', ${url}, ' HTTP ', ${resultCode}, ' ', tostring(${dimensions}))`,
  dependencies: ({ name, target, data, resultCode, dimensions }) =>
    `strcat(${name}, ' ', ${target}, ' ', ${data}, ' HTTP ', ${resultCode}, ' ', tostring(${dimensions}))`,
};

/** Whether the row says of itself that its call went well. One schema spells it as text. */
const successes: Record<TableKind, (columns: LogSchema['columns']) => string> = {
  traces: () => 'false',
  exceptions: () => 'false',
  requests: ({ success }) => `tostring(${success}) =~ 'true'`,
  dependencies: ({ success }) => `tostring(${success}) =~ 'true'`,
};

const tableKinds = Object.keys(texts) as TableKind[];

/**
 * The rows of all four tables under common names: `at`, `source` (the table's classic name), `role`,
 * `dimensions`, `text`, `succeeded`. Tables that were never written to are left out; the query fails where none is
 * there. `conditions` are lines of KQL that every table is filtered by.
 */
export function unionOfTables({ tables, columns }: LogSchema, conditions: string[]): string {
  const parts = tableKinds.map((kind) =>
    [
      `  (${tables[kind]}`,
      ...conditions.map((condition) => `   | where ${condition}`),
      `   | project at = ${columns.at}, source = '${kind}', role = ${columns.role}, dimensions = ${columns.dimensions}, text = ${texts[kind](columns)}, succeeded = ${successes[kind](columns)})`,
    ].join('\n'),
  );
  return `union isfuzzy=true\n${parts.join(',\n')}`;
}
