import type { ColumnType, Value } from './values.ts';

/** The part of the Kusto query language that the emulator understands. */

export type Expression =
  | { kind: 'literal'; value: Value; type: ColumnType }
  | { kind: 'column'; name: string }
  | { kind: 'member'; object: Expression; key: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'list'; operator: string; left: Expression; items: Expression[] }
  | { kind: 'between'; negated: boolean; value: Expression; low: Expression; high: Expression }
  | { kind: 'negate'; operand: Expression }
  /** `*`, which only count(), arg_max() and distinct take. */
  | { kind: 'star' };

/** `name = expression`; the name is null where the query leaves it to the language. */
export interface Named {
  name: string | null;
  expression: Expression;
}

export interface Ordering {
  expression: Expression;
  descending: boolean;
}

export type Operator =
  | { kind: 'where'; predicate: Expression }
  | { kind: 'project'; columns: Named[] }
  | { kind: 'project-away'; names: string[] }
  | { kind: 'project-rename'; columns: Named[] }
  | { kind: 'extend'; columns: Named[] }
  | { kind: 'order'; by: Ordering[] }
  | { kind: 'take'; count: number }
  | { kind: 'top'; count: number; by: Ordering[] }
  | { kind: 'count' }
  | { kind: 'distinct'; columns: Named[] }
  | { kind: 'summarize'; aggregates: Named[]; by: Named[] }
  | { kind: 'union'; union: Union }
  | { kind: 'render' };

export interface Union {
  fuzzy: boolean;
  /** Name of the column that says which table a row comes from. */
  withSource: string | null;
  parts: Pipeline[];
}

export type Source =
  | { kind: 'table'; name: string }
  | { kind: 'union'; union: Union }
  | { kind: 'nested'; pipeline: Pipeline };

export interface Pipeline {
  source: Source;
  operators: Operator[];
}

/** `let name = …;` before the query: a value or a table. */
export type Let =
  | { kind: 'scalar'; name: string; expression: Expression }
  | { kind: 'tabular'; name: string; pipeline: Pipeline };

export interface Query {
  lets: Let[];
  pipeline: Pipeline;
}
