import {
  compare,
  Timespan,
  toBool,
  toDate,
  toDynamic,
  toNumber,
  toText,
  type ColumnType,
  type Value,
} from './values.ts';

interface ScalarFunction {
  /** The type of its result; `first` is the type of its first argument, `second` of its second. */
  type: ColumnType | 'first' | 'second';
  call: (args: Value[], now: Date) => Value;
}

const text = (args: Value[], index = 0): string => toText(args[index]);
const isEmpty = (value: Value | undefined): boolean => toText(value) === '';

const toDouble: ScalarFunction = { type: 'real', call: ([value]) => toNumber(value) };
const toWhole = (type: 'int' | 'long'): ScalarFunction => ({
  type,
  call: ([value]) => {
    const number = toNumber(value);
    return number === null ? null : Math.trunc(number);
  },
});
const parseJson: ScalarFunction = { type: 'dynamic', call: ([value]) => toDynamic(value) };
const choose: ScalarFunction = {
  type: 'second',
  call: ([condition = null, then = null, otherwise = null]) =>
    toBool(condition) === true ? then : otherwise,
};

/** The scalar functions that the emulator knows, by lower-case name. */
export const scalarFunctions: Record<string, ScalarFunction> = {
  ago: {
    type: 'datetime',
    call: ([span], now) =>
      span instanceof Timespan ? new Date(now.getTime() - span.milliseconds) : null,
  },
  now: {
    type: 'datetime',
    call: ([span], now) =>
      span instanceof Timespan ? new Date(now.getTime() + span.milliseconds) : now,
  },
  tostring: { type: 'string', call: (args) => text(args) },
  tolower: { type: 'string', call: (args) => text(args).toLowerCase() },
  toupper: { type: 'string', call: (args) => text(args).toUpperCase() },
  toint: toWhole('int'),
  tolong: toWhole('long'),
  todouble: toDouble,
  toreal: toDouble,
  tobool: { type: 'bool', call: ([value]) => toBool(value) },
  todatetime: { type: 'datetime', call: ([value]) => toDate(value) },
  todynamic: parseJson,
  parse_json: parseJson,
  isempty: { type: 'bool', call: ([value]) => isEmpty(value) },
  isnotempty: { type: 'bool', call: ([value]) => !isEmpty(value) },
  isnull: { type: 'bool', call: ([value]) => (value ?? null) === null },
  isnotnull: { type: 'bool', call: ([value]) => (value ?? null) !== null },
  not: { type: 'bool', call: ([value]) => toBool(value) === false },
  coalesce: { type: 'first', call: (args) => args.find((value) => !isEmpty(value)) ?? null },
  iff: choose,
  iif: choose,
  case: {
    type: 'second',
    call: (args) => {
      for (let index = 0; index + 1 < args.length; index += 2) {
        if (toBool(args[index]) === true) return args[index + 1] ?? null;
      }
      return args.at(-1) ?? null;
    },
  },
  strcat: { type: 'string', call: (args) => args.map(toText).join('') },
  strlen: { type: 'long', call: (args) => text(args).length },
  substring: {
    type: 'string',
    call: ([value, start, length]) => {
      const from = toNumber(start) ?? 0;
      const count = toNumber(length);
      return toText(value).slice(from, count === null ? undefined : from + count);
    },
  },
  split: {
    type: 'dynamic',
    call: (args) => {
      const parts = text(args).split(text(args, 1));
      const index = toNumber(args[2]);
      return index === null ? parts : parts.slice(index, index + 1);
    },
  },
  trim: {
    type: 'string',
    call: (args) =>
      text(args, 1).replace(new RegExp(`^(?:${text(args)})|(?:${text(args)})$`, 'g'), ''),
  },
  replace_string: {
    type: 'string',
    call: (args) => text(args).replaceAll(text(args, 1), text(args, 2)),
  },
  extract: {
    type: 'string',
    call: (args) => new RegExp(text(args)).exec(text(args, 2))?.[toNumber(args[1]) ?? 0] ?? '',
  },
  array_length: {
    type: 'long',
    call: ([value]) => (Array.isArray(value) ? value.length : null),
  },
  bin: {
    type: 'first',
    call: ([value = null, step = null]) => floorTo(value, step),
  },
  min_of: { type: 'first', call: (args) => extreme(args, -1) },
  max_of: { type: 'first', call: (args) => extreme(args, 1) },
};

function floorTo(value: Value, step: Value): Value {
  if (value instanceof Date && step instanceof Timespan && step.milliseconds > 0) {
    return new Date(Math.floor(value.getTime() / step.milliseconds) * step.milliseconds);
  }
  const [number, width] = [toNumber(value), toNumber(step)];
  return number === null || width === null || width <= 0
    ? null
    : Math.floor(number / width) * width;
}

/** The greatest (`direction` 1) or least (-1) of the values that are there. */
export function extreme(values: readonly Value[], direction: 1 | -1): Value {
  let best: Value = null;
  for (const value of values) {
    if (value === null) continue;
    if (best === null || (compare(value, best) ?? 0) * direction > 0) best = value;
  }
  return best;
}
