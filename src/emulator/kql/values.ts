/** A length of time; a class of its own, so that it is never taken for a number. */
export class Timespan {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/** What a cell holds. Anything that is none of the scalars is a `dynamic`. */
export type Value =
  null | boolean | number | string | Date | Timespan | Value[] | { [key: string]: Value };

export type ColumnType =
  'bool' | 'datetime' | 'dynamic' | 'int' | 'long' | 'real' | 'string' | 'timespan' | 'guid';

export interface Column {
  name: string;
  type: ColumnType;
}

export type Row = Record<string, Value>;

export interface Table {
  columns: Column[];
  rows: Row[];
}

/** The text of a value as `tostring()` gives it; an absent one is empty. */
export function toText(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Timespan) return timespanText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `d.hh:mm:ss.fffffff`, as Kusto prints it. */
export function timespanText({ milliseconds }: Timespan): string {
  const left = Math.abs(milliseconds);
  const days = Math.floor(left / 86_400_000);
  const clock = new Date(left % 86_400_000).toISOString().slice(11, 19);
  const fraction = left % 1000 === 0 ? '' : `.${String(left % 1000).padStart(3, '0')}0000`;
  return `${milliseconds < 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${clock}${fraction}`;
}

export function toDate(value: Value | undefined): Date | null {
  if (value instanceof Date) return value;
  if (typeof value !== 'string' || value === '') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function toNumber(value: Value | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

export function toBool(value: Value | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return null;
  return value.toLowerCase() === 'true';
}

/** A string that holds JSON becomes what it holds; anything else stays. */
export function toDynamic(value: Value | undefined): Value {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

/** Where a value stands on its own scale; null for what has none. */
const rank = (value: Value): number | null =>
  value instanceof Date
    ? value.getTime()
    : value instanceof Timespan
      ? value.milliseconds
      : typeof value === 'number' || typeof value === 'boolean'
        ? Number(value)
        : null;

/** Negative, zero or positive; null where the two have no order. */
export function compare(left: Value, right: Value): number | null {
  if (left === null || right === null) return null;
  if (left instanceof Date || right instanceof Date) {
    const [a, b] = [toDate(left), toDate(right)];
    return a === null || b === null ? null : a.getTime() - b.getTime();
  }
  const [a, b] = [rank(left), rank(right)];
  if (a !== null && b !== null) return a - b;
  const [textA, textB] = [toText(left), toText(right)];
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}

/** Equality as `==` sees it: an absent string is the empty one. */
export function equal(left: Value, right: Value): boolean {
  if (left === null || right === null)
    return toText(left) === '' && toText(right) === '' && left !== right;
  return compare(left, right) === 0;
}

/** A cell as the services' JSON has it: a `dynamic` travels as text. */
export function toCell(value: Value | undefined, type: ColumnType): unknown {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Timespan) return timespanText(value);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
