import { KqlError } from './kql-error.ts';
import { scalarFunctions } from './functions.ts';
import { binaryOperators, listMatches } from './operators.ts';
import type { Expression } from './syntax.ts';
import { compare, Timespan, toDynamic, toText } from './values.ts';
import type { Column, ColumnType, Row, Value } from './values.ts';

/** What an expression may refer to. */
export interface Scope {
  columns: readonly Column[];
  /** Scalars that `let` named. */
  variables: ReadonlyMap<string, Bound>;
  now: Date;
}

/** An expression whose names were looked up: it has a type and can be computed for a row. */
export interface Bound {
  type: ColumnType;
  evaluate: (row: Row) => Value;
}

/** @throws KqlError semantic, for names that neither the table nor the language knows. */
export function bind(expression: Expression, scope: Scope): Bound {
  switch (expression.kind) {
    case 'literal': {
      const { value, type } = expression;
      return { type, evaluate: () => value };
    }
    case 'column':
      return bindColumn(expression.name, scope);
    case 'member':
      return bindMember(bind(expression.object, scope), bind(expression.key, scope));
    case 'call':
      return bindCall(expression, scope);
    case 'binary':
      return bindBinary(expression, scope);
    case 'list': {
      const left = bind(expression.left, scope);
      const items = expression.items.map((item) => bind(item, scope));
      return {
        type: 'bool',
        evaluate: (row) =>
          listMatches(
            expression.operator,
            left.evaluate(row),
            items.flatMap((item) => listItems(item.evaluate(row))),
          ),
      };
    }
    case 'between': {
      const [value, low, high] = [expression.value, expression.low, expression.high].map((part) =>
        bind(part, scope),
      ) as [Bound, Bound, Bound];
      return {
        type: 'bool',
        evaluate: (row) => {
          const middle = value.evaluate(row);
          const inside =
            (compare(middle, low.evaluate(row)) ?? -1) >= 0 &&
            (compare(middle, high.evaluate(row)) ?? 1) <= 0;
          return inside !== expression.negated;
        },
      };
    }
    case 'negate': {
      const operand = bind(expression.operand, scope);
      return {
        type: operand.type,
        evaluate: (row) => {
          const value = operand.evaluate(row);
          if (value instanceof Timespan) return new Timespan(-value.milliseconds);
          return typeof value === 'number' ? -value : null;
        },
      };
    }
    case 'star':
      throw new KqlError('semantic', "'*' does not stand for a value here");
  }
}

function bindColumn(name: string, scope: Scope): Bound {
  const column = scope.columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return { type: column.type, evaluate: (row) => row[name] ?? null };
  const variable = scope.variables.get(name);
  if (variable !== undefined) return variable;
  throw new KqlError('semantic', `Failed to resolve scalar expression named '${name}'`);
}

/** `a.b` and `a['b']`: into an object, or an array by number. Text that holds JSON is opened. */
const bindMember = (object: Bound, key: Bound): Bound => ({
  type: 'dynamic',
  evaluate: (row) => {
    const container = toDynamic(object.evaluate(row));
    if (typeof container !== 'object' || container === null) return null;
    const name = toText(key.evaluate(row));
    return Object.hasOwn(container, name) ? ((container as Row)[name] ?? null) : null;
  },
});

function bindCall(expression: Expression & { kind: 'call' }, scope: Scope): Bound {
  if (expression.name === 'column_ifexists') return bindColumnIfExists(expression, scope);
  const known = scalarFunctions[expression.name];
  if (known === undefined) {
    throw new KqlError('semantic', `Unknown function: '${expression.name}'`);
  }
  const args = expression.arguments.map((argument) => bind(argument, scope));
  const position = known.type === 'first' ? 0 : known.type === 'second' ? 1 : null;
  return {
    type: position === null ? (known.type as ColumnType) : (args[position]?.type ?? 'dynamic'),
    evaluate: (row) =>
      known.call(
        args.map((argument) => argument.evaluate(row)),
        scope.now,
      ),
  };
}

function bindColumnIfExists(expression: Expression & { kind: 'call' }, scope: Scope): Bound {
  const [name, fallback] = expression.arguments;
  const wanted = name?.kind === 'literal' ? toText(name.value) : '';
  if (scope.columns.some((column) => column.name === wanted)) return bindColumn(wanted, scope);
  return bind(fallback ?? { kind: 'literal', value: null, type: 'dynamic' }, scope);
}

function bindBinary(expression: Expression & { kind: 'binary' }, scope: Scope): Bound {
  const operator = binaryOperators[expression.operator];
  if (operator === undefined) {
    throw new KqlError('syntax', `Unknown operator '${expression.operator}'`);
  }
  const left = bind(expression.left, scope);
  const right = bind(expression.right, scope);
  return {
    type: operator.type(left.type, right.type),
    evaluate: (row) => operator.apply(left.evaluate(row), right.evaluate(row)),
  };
}

/** `in (dynamic(['a','b']))` looks into the array. */
const listItems = (value: Value): Value[] => (Array.isArray(value) ? value : [value]);
