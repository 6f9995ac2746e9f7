import { impliedName, summarize } from './aggregate.ts';
import { bind, type Bound, type Scope } from './expression.ts';
import { KqlError } from './kql-error.ts';
import { parseQuery } from './parse-query.ts';
import type { Named, Operator, Ordering, Pipeline, Source, Union } from './syntax.ts';
import { compare, toBool, toText } from './values.ts';
import type { Column, Row, Table, Value } from './values.ts';

/** What a query runs over. */
export interface Database {
  /** The table with the name; undefined where there is none. */
  table(name: string): Table | undefined;
  now: Date;
}

interface Context {
  database: Database;
  tables: Map<string, Table>;
  variables: Map<string, Bound>;
}

/**
 * Runs a query of the small part of the Kusto language that diagnoses are written in.
 * @throws KqlError where it does not parse, or names a table, column or function that is not there.
 */
export function runQuery(text: string, database: Database): Table {
  const { lets, pipeline } = parseQuery(text);
  const context: Context = { database, tables: new Map(), variables: new Map() };
  for (const item of lets) {
    if (item.kind === 'tabular') {
      context.tables.set(item.name, runPipeline(item.pipeline, context));
    } else {
      const scope = scopeOf({ columns: [], rows: [] }, context);
      context.variables.set(item.name, bind(item.expression, scope));
    }
  }
  return runPipeline(pipeline, context);
}

const scopeOf = (table: Table, { variables, database }: Context): Scope => ({
  columns: table.columns,
  variables,
  now: database.now,
});

const runPipeline = ({ source, operators }: Pipeline, context: Context): Table =>
  operators.reduce(
    (table, operator) => applyOperator(operator, table, context),
    readSource(source, context),
  );

function readSource(source: Source, context: Context): Table {
  switch (source.kind) {
    case 'table': {
      const table = context.tables.get(source.name) ?? context.database.table(source.name);
      if (table !== undefined) return table;
      throw new KqlError(
        'semantic',
        `Failed to resolve table or column expression named '${source.name}'`,
      );
    }
    case 'union':
      return runUnion(source.union, context);
    case 'nested':
      return runPipeline(source.pipeline, context);
  }
}

/** All rows under all columns. A fuzzy union leaves out the tables that do not exist. */
function runUnion({ fuzzy, withSource, parts }: Union, context: Context, first?: Table): Table {
  const tables = first === undefined ? [] : [{ name: 'union_arg0', table: first }];
  for (const part of parts) {
    const name = part.source.kind === 'table' ? part.source.name : `union_arg${tables.length}`;
    try {
      tables.push({ name, table: runPipeline(part, context) });
    } catch (error) {
      if (!fuzzy || !(error instanceof KqlError) || error.kind === 'syntax') throw error;
    }
  }
  const columns = new Map<string, Column>();
  if (withSource !== null) columns.set(withSource, { name: withSource, type: 'string' });
  for (const { table } of tables) {
    for (const column of table.columns) {
      if (!columns.has(column.name)) columns.set(column.name, column);
    }
  }
  return {
    columns: [...columns.values()],
    rows: tables.flatMap(({ name, table }) =>
      table.rows.map((row) => (withSource === null ? row : { ...row, [withSource]: name })),
    ),
  };
}

function applyOperator(operator: Operator, table: Table, context: Context): Table {
  const scope = scopeOf(table, context);
  switch (operator.kind) {
    case 'where': {
      const predicate = bind(operator.predicate, scope);
      return {
        ...table,
        rows: table.rows.filter((row) => toBool(predicate.evaluate(row)) === true),
      };
    }
    case 'project':
      return project(table, operator.columns, scope);
    case 'project-away':
      return {
        columns: table.columns.filter(({ name }) => !operator.names.includes(name)),
        rows: table.rows,
      };
    case 'project-rename':
      return rename(table, operator.columns);
    case 'extend':
      return extend(table, operator.columns, scope);
    case 'order':
      return { ...table, rows: sorted(table.rows, operator.by, scope) };
    case 'take':
      return { ...table, rows: table.rows.slice(0, operator.count) };
    case 'top':
      return { ...table, rows: sorted(table.rows, operator.by, scope).slice(0, operator.count) };
    case 'count':
      return {
        columns: [{ name: 'Count', type: 'long' }],
        rows: [{ Count: table.rows.length }],
      };
    case 'distinct':
      return distinct(table, operator.columns, scope);
    case 'summarize':
      return summarize(table, operator.aggregates, operator.by, scope);
    case 'union':
      return runUnion(operator.union, context, table);
    case 'render':
      return table;
  }
}

const named = (columns: Named[], scope: Scope): { column: Column; bound: Bound }[] =>
  columns.map(({ name, expression }, index) => {
    const bound = bind(expression, scope);
    const column = {
      name: name ?? impliedName(expression) ?? `Column${index + 1}`,
      type: bound.type,
    };
    return { column, bound };
  });

function project(table: Table, columns: Named[], scope: Scope): Table {
  const projected = named(columns, scope);
  return {
    columns: projected.map(({ column }) => column),
    rows: table.rows.map((row) =>
      Object.fromEntries<Value>(
        projected.map(({ column, bound }) => [column.name, bound.evaluate(row)]),
      ),
    ),
  };
}

function extend(table: Table, columns: Named[], scope: Scope): Table {
  const added = named(columns, scope);
  const kept = table.columns.filter(
    ({ name }) => !added.some(({ column }) => column.name === name),
  );
  return {
    columns: [...kept, ...added.map(({ column }) => column)],
    rows: table.rows.map((row) => ({
      ...row,
      ...Object.fromEntries<Value>(
        added.map(({ column, bound }) => [column.name, bound.evaluate(row)]),
      ),
    })),
  };
}

function rename(table: Table, columns: Named[]): Table {
  const newNames = new Map(
    columns.map(({ name, expression }) => [impliedName(expression), name ?? '']),
  );
  const rowOf = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([key, cell]) => [newNames.get(key) ?? key, cell]));
  return {
    columns: table.columns.map((column) => ({
      ...column,
      name: newNames.get(column.name) ?? column.name,
    })),
    rows: table.rows.map(rowOf),
  };
}

function distinct(table: Table, columns: Named[], scope: Scope): Table {
  const all = columns.some(({ expression }) => expression.kind === 'star');
  const projected = all ? table : project(table, columns, scope);
  const keyOf = (row: Row): string =>
    JSON.stringify(projected.columns.map(({ name }) => toText(row[name])));
  return {
    columns: projected.columns,
    rows: [...new Map(projected.rows.map((row) => [keyOf(row), row])).values()],
  };
}

/** A stable sort; what has no order among its like stays where it was. */
function sorted(rows: readonly Row[], by: Ordering[], scope: Scope): Row[] {
  const keys = by.map(({ expression, descending }) => ({
    bound: bind(expression, scope),
    sign: descending ? -1 : 1,
  }));
  return [...rows].sort((a, b) => {
    for (const { bound, sign } of keys) {
      const order = compare(bound.evaluate(a), bound.evaluate(b)) ?? 0;
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}
