import type { Location } from '../../grants/role-grant.ts';
import { itemsOf } from '../items.ts';
import { decidingKey, keyOf } from '../key.ts';
import { elementOf, memberOf } from '../members.ts';
import { segmentsOf } from '../segments.ts';
import {
  array,
  certain,
  isNull,
  literal,
  object,
  stringOf,
  symbolic,
  type ArrayItem,
  type Value,
} from '../value.ts';
import type { BuiltIn } from './call.ts';
import { numberOf } from './numbers.ts';

export const collectionFunctions: Record<string, BuiltIn> = {
  array([value], { location }) {
    if (value?.kind === 'array') return value;
    return value ? array([value], location) : null;
  },
  contains: ([within, item], { location }) => {
    if (!within || !item) return null;
    return contains(within, item, location) ?? openCondition('contains', [within, item], location);
  },
  coalesce: (values) => values.find((value) => !isNull(value)) ?? null,
  tryGet: ([value, ...keys], { location }) =>
    value ? keys.reduce((found, key) => elementOf(found, key, false, location), value) : null,
  first: ([value], { location }) => {
    const text = value && stringOf(value);
    if (typeof text === 'string') return literal(text.slice(0, 1), location);
    return value?.kind === 'array' ? endOf(value.items, 0) : null;
  },
  last: ([value], { location }) => {
    const text = value && stringOf(value);
    if (typeof text === 'string') return literal(text.slice(-1), location);
    return value?.kind === 'array' ? endOf(value.items, -1) : null;
  },
  take: ([value, count], { location }) => sliced(value, 0, numberOf(count), location),
  skip: ([value, count], { location }) => sliced(value, numberOf(count), Infinity, location),
  length([value], { location }) {
    if (!value) return null;
    const text = stringOf(value);
    if (text !== null) return literal(text.length, location);
    if (value.kind === 'array' && value.byDefault === undefined && isCounted(value.items)) {
      return literal(value.items.length, location);
    }
    return symbolic(`length(${decidingKey(value)})`, location, { counts: value });
  },
  items([value], { location }) {
    if (value?.kind !== 'object') return null;
    const pair = ([key, entry]: [string, Value]): Value =>
      object(
        [
          ['key', literal(key, entry.location)],
          ['value', entry],
        ],
        location,
      );
    const rest = value.rest.map((one): ArrayItem => ({
      value: symbolic(`items(${keyOf(one)})[*]`, location),
      conditions: [],
      repeated: true,
    }));
    return {
      kind: 'array',
      items: [...[...value.entries].map(pair).map(certain), ...rest],
      location,
    };
  },
  objectKeys([value], { location }) {
    if (value?.kind !== 'object' || value.rest.length > 0) return null;
    return array(
      [...value.entries].map(([key, entry]) => literal(key, entry.location)),
      location,
    );
  },
  shallowMerge([value], { location }) {
    if (value?.kind !== 'array' || !isCounted(value.items)) return null;
    return mergedObjects(
      value.items.map((item) => item.value),
      location,
    );
  },
  intersection(values, { location }) {
    const [first, second] = values;
    if (!first || !second || values.length !== 2) return null;
    if (first.kind === 'array' && second.kind === 'array') {
      const keys = new Set(second.items.map(({ value }) => keyOf(value)));
      const items = first.items.filter(({ value }) => keys.has(keyOf(value)));
      return { kind: 'array', items, location };
    }
    if (first.kind !== 'object' || second.kind !== 'object') return null;
    if (first.rest.length > 0 || second.rest.length > 0) return null;
    const shared = [...first.entries].filter(([name, entry]) => {
      const other = second.entries.get(name);
      return other !== undefined && keyOf(other) === keyOf(entry);
    });
    return object(shared, location);
  },
  split([value, separator], { location }) {
    if (!value || !separator) return null;
    const by = stringOf(separator);
    if (by === '/') {
      const segments = segmentsOf(value);
      return segments && array(segments, location);
    }
    const text = stringOf(value);
    const marks = by === null ? textsOf(separator) : [by];
    if (text === null || marks === null || value.kind !== 'literal') return null;
    return array(
      splitBy(text, marks).map((piece) => ({ ...value, value: piece })),
      location,
    );
  },
};

/** The texts of an array, where all of them are known. */
function textsOf(value: Value): string[] | null {
  if (value.kind !== 'array' || !isCounted(value.items)) return null;
  const texts = value.items.map((item) => stringOf(item.value)).filter((text) => text !== null);
  return texts.length === value.items.length ? texts : null;
}

function splitBy(text: string, marks: string[]): string[] {
  return marks.reduce(
    (pieces, mark) => pieces.flatMap((piece) => (mark === '' ? [piece] : piece.split(mark))),
    [text],
  );
}

/** Objects as one: later entries stand before earlier ones. */
export function mergedObjects(values: Value[], location: Location): Value {
  const entries = new Map<string, Value>();
  const rest: Value[] = [];
  for (const value of values) {
    if (value.kind === 'object') {
      for (const [name, entry] of value.entries) entries.set(name, entry);
      rest.push(...value.rest);
    } else if (!isNull(value)) rest.push(value);
  }
  return { kind: 'object', entries, rest, location };
}

function contains(within: Value, item: Value, location: Location): Value | null {
  const decides = (value: Value): boolean =>
    !('byDefault' in value) || value.byDefault === undefined;
  if (!decides(within) || !decides(item)) return null;
  const [text, part] = [stringOf(within), stringOf(item)];
  if (within.kind === 'object' && part !== null) {
    if (within.entries.has(part))
      return literal(!isNull(memberOf(within, part, location)), location);
    return within.rest.length === 0 ? literal(false, location) : null;
  }
  if (text !== null && part !== null) return literal(text.includes(part), location);
  // An id contains the names of its types.
  if (part !== null && within.kind !== 'array') {
    const segments = segmentsOf(within)?.map((segment) => stringOf(segment) ?? '\0');
    if (segments?.join('/').toLowerCase().includes(part.toLowerCase()))
      return literal(true, location);
    return null;
  }
  if (within.kind === 'array' && isCounted(within.items) && item.kind === 'literal') {
    const values = within.items.map(({ value }) => value);
    if (values.every(({ kind }) => kind === 'literal')) {
      return literal(
        values.some((value) => keyOf(value) === keyOf(item)),
        location,
      );
    }
  }
  return null;
}

/** A condition that is open, in words that are the same for the same question. */
export function openCondition(name: string, values: Value[], location: Location): Value {
  return symbolic(`${name}(${values.map(decidingKey).join(', ')})`, location);
}

function isCounted(items: ArrayItem[]): boolean {
  return items.every(({ repeated, conditions }) => !repeated && conditions.length === 0);
}

function endOf(items: ArrayItem[], index: 0 | -1): Value | null {
  const item = items.at(index);
  return item && !item.repeated && item.conditions.length === 0 ? item.value : null;
}

function sliced(
  value: Value | undefined,
  start: number | null,
  count: number | null,
  location: Location,
): Value | null {
  if (!value || start === null || count === null) return null;
  const text = stringOf(value);
  if (text !== null) return literal(text.slice(start, start + count), location);
  if (value.kind !== 'array' || !isCounted(value.items)) return null;
  return { ...value, items: itemsOf(value).slice(start, start + count) };
}
