import { bind, type Bound, type Scope } from './expression.ts';
import { extreme } from './functions.ts';
import { KqlError } from './kql-error.ts';
import type { Expression, Named } from './syntax.ts';
import { compare, toBool, toNumber, toText } from './values.ts';
import type { Column, Row, Table, Value } from './values.ts';

/** A column of `summarize`, computed over the rows of a group. */
interface Aggregate {
  column: Column;
  compute: (rows: Row[]) => Value;
}

type Factory = (args: Bound[]) => { type: Column['type']; compute: (rows: Row[]) => Value };

const values = (argument: Bound | undefined, rows: Row[]): Value[] =>
  rows.map((row) => argument?.evaluate(row) ?? null).filter((value) => value !== null);

const numbers = (argument: Bound | undefined, rows: Row[]): number[] =>
  values(argument, rows)
    .map((value) => toNumber(value))
    .filter((value) => value !== null);

const total = (items: number[]): number => items.reduce((sum, item) => sum + item, 0);

const distinct = (items: Value[]): Value[] => [
  ...new Map(items.map((item) => [toText(item), item])).values(),
];

const anyValue: Factory = ([argument]) => ({
  type: argument?.type ?? 'dynamic',
  compute: (rows) => values(argument, rows)[0] ?? null,
});

const factories: Record<string, Factory> = {
  count: () => ({ type: 'long', compute: (rows) => rows.length }),
  countif: ([predicate]) => ({
    type: 'long',
    compute: (rows) => rows.filter((row) => toBool(predicate?.evaluate(row)) === true).length,
  }),
  dcount: ([argument]) => ({
    type: 'long',
    compute: (rows) => distinct(values(argument, rows)).length,
  }),
  max: ([argument]) => ({
    type: argument?.type ?? 'dynamic',
    compute: (rows) => extreme(values(argument, rows), 1),
  }),
  min: ([argument]) => ({
    type: argument?.type ?? 'dynamic',
    compute: (rows) => extreme(values(argument, rows), -1),
  }),
  maxif: ([argument, predicate]) => ({
    type: argument?.type ?? 'dynamic',
    compute: (rows) =>
      extreme(
        values(
          argument,
          rows.filter((row) => toBool(predicate?.evaluate(row)) === true),
        ),
        1,
      ),
  }),
  sum: ([argument]) => ({
    type: argument?.type ?? 'real',
    compute: (rows) => total(numbers(argument, rows)),
  }),
  avg: ([argument]) => ({
    type: 'real',
    compute: (rows) => {
      const items = numbers(argument, rows);
      return items.length === 0 ? null : total(items) / items.length;
    },
  }),
  any: anyValue,
  take_any: anyValue,
  make_set: ([argument]) => ({
    type: 'dynamic',
    compute: (rows) => distinct(values(argument, rows)),
  }),
  make_list: ([argument]) => ({ type: 'dynamic', compute: (rows) => values(argument, rows) }),
};

/** `summarize aggregates by groups`. Without groups there is one row, even over no rows. */
export function summarize(table: Table, aggregates: Named[], by: Named[], scope: Scope): Table {
  const groups = by.map(({ name, expression }, index) => {
    const bound = bind(expression, scope);
    const column = {
      name: name ?? impliedName(expression) ?? `Column${index + 1}`,
      type: bound.type,
    };
    return { column, bound };
  });
  const computed = aggregates.flatMap((aggregate) => aggregatesOf(aggregate, scope));

  const grouped = new Map<string, Row[]>();
  if (by.length === 0) grouped.set('', table.rows);
  else {
    for (const row of table.rows) {
      const key = JSON.stringify(groups.map(({ bound }) => toText(bound.evaluate(row))));
      grouped.set(key, [...(grouped.get(key) ?? []), row]);
    }
  }
  const rows = [...grouped.values()].map(
    (members) =>
      Object.fromEntries([
        ...groups.map(({ column, bound }) => [column.name, bound.evaluate(members[0] ?? {})]),
        ...computed.map(({ column, compute }) => [column.name, compute(members)]),
      ]) as Row,
  );
  return {
    columns: [...groups.map(({ column }) => column), ...computed.map(({ column }) => column)],
    rows,
  };
}

function aggregatesOf({ name, expression }: Named, scope: Scope): Aggregate[] {
  if (expression.kind !== 'call') {
    throw new KqlError('semantic', 'summarize expects aggregation functions');
  }
  if (expression.name === 'arg_max') return argExtreme(expression.arguments, 1, scope);
  if (expression.name === 'arg_min') return argExtreme(expression.arguments, -1, scope);
  const factory = factories[expression.name];
  if (factory === undefined) {
    throw new KqlError('semantic', `Unknown aggregation function: '${expression.name}'`);
  }
  const [first] = expression.arguments;
  const args = expression.arguments
    .filter((argument) => argument.kind !== 'star')
    .map((argument) => bind(argument, scope));
  const { type, compute } = factory(args);
  const implied = `${expression.name}_${(first && impliedName(first)) ?? ''}`;
  return [{ column: { name: name ?? implied, type }, compute }];
}

/** The whole row at which the first argument is greatest or least; `*` means all its columns. */
function argExtreme(args: Expression[], direction: 1 | -1, scope: Scope): Aggregate[] {
  const [key, ...rest] = args;
  if (key === undefined) throw new KqlError('semantic', 'arg_max() expects arguments');
  const bound = bind(key, scope);
  const best = (rows: Row[]): Row =>
    rows.reduce((winner, row) =>
      (compare(bound.evaluate(row), bound.evaluate(winner)) ?? 0) * direction > 0 ? row : winner,
    );
  const keyName = impliedName(key) ?? 'Column1';
  const others = rest.flatMap((argument) =>
    argument.kind === 'star'
      ? scope.columns
          .filter(({ name }) => name !== keyName)
          .map(({ name }): Expression => ({ kind: 'column', name }))
      : [argument],
  );
  return [key, ...others].map((argument, index) => {
    const value = bind(argument, scope);
    return {
      column: { name: impliedName(argument) ?? `Column${index + 1}`, type: value.type },
      compute: (rows) => (rows.length === 0 ? null : value.evaluate(best(rows))),
    };
  });
}

/** The name that a column gets where the query gives none; null where it has to be numbered. */
export function impliedName(expression: Expression): string | null {
  switch (expression.kind) {
    case 'column':
      return expression.name;
    case 'member': {
      const object = impliedName(expression.object);
      const key = expression.key.kind === 'literal' ? toText(expression.key.value) : '';
      return object === null ? null : `${object}_${key}`.replace(/\W/g, '_');
    }
    case 'call': {
      const [first] = expression.arguments;
      return first === undefined ? null : impliedName(first);
    }
    default:
      return null;
  }
}
