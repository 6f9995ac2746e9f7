import type { Value } from '../value.ts';
import { literal, stringOf } from '../value.ts';
import { textOf } from '../text.ts';
import type { BuiltIn } from './call.ts';
import { openCondition } from './collections.ts';

/**
 * Functions on strings. Those that change no more than case and blanks give the value itself back
 * where it is open: ARM compares names without case, so it is still the same name.
 */
export const textFunctions: Record<string, BuiltIn> = {
  toLower: changed((text) => text.toLowerCase()),
  toUpper: changed((text) => text.toUpperCase()),
  trim: changed((text) => text.trim()),
  string: ([value], { location }) => {
    if (value?.kind !== 'literal') return value ?? null;
    return typeof value.value === 'string' ? value : literal(String(value.value), location);
  },
  any: ([value]) => value ?? null,
  format([pattern, ...values], { location }) {
    const text = pattern && stringOf(pattern);
    if (typeof text !== 'string') return null;
    const parts = text.split(/\{(\d+)[^}]*\}/).map((part, index): string | Value => {
      // The pieces at odd places are the numbers of the placeholders.
      return index % 2 === 0 ? part : (values[Number(part)] ?? '');
    });
    return textOf(parts, location);
  },
  replace([value, from, to], { location }) {
    const [text, part] = [value, from].map((one) => (one ? stringOf(one) : null));
    if (typeof text !== 'string' || typeof part !== 'string' || !to || part === '') return null;
    const parts = text
      .split(part)
      .flatMap((piece, index): (string | Value)[] => (index === 0 ? [piece] : [to, piece]));
    return textOf(parts, location);
  },
  join([values, separator], { location }) {
    const by = separator && stringOf(separator);
    if (values?.kind !== 'array' || typeof by !== 'string') return null;
    if (values.items.some((item) => item.repeated || item.conditions.length > 0)) return null;
    const parts = values.items.flatMap((item, index): (string | Value)[] =>
      index === 0 ? [item.value] : [by, item.value],
    );
    return textOf(parts, location);
  },
  substring([value, start, length], { location }) {
    const text = value && stringOf(value);
    const [from, count] = [start, length].map((one) =>
      one?.kind === 'literal' && typeof one.value === 'number' ? one.value : null,
    );
    if (typeof text !== 'string' || typeof from !== 'number') return null;
    if (length !== undefined && typeof count !== 'number') return null;
    return literal(
      text.slice(from, typeof count === 'number' ? from + count : undefined),
      location,
    );
  },
  indexOf: place((text, part) => text.indexOf(part)),
  lastIndexOf: place((text, part) => text.lastIndexOf(part)),
  startsWith: condition((text, part) => text.startsWith(part), 'startsWith'),
  endsWith: condition((text, part) => text.endsWith(part), 'endsWith'),
  bool: ([value], { location }) => {
    const text = value && stringOf(value)?.toLowerCase();
    return text === 'true' || text === 'false' ? literal(text === 'true', location) : null;
  },
};

function changed(change: (text: string) => string): BuiltIn {
  return ([value]) => {
    if (value?.kind !== 'literal') return value ?? null;
    return typeof value.value === 'string' ? { ...value, value: change(value.value) } : value;
  };
}

/** Where one text stands in another; Azure looks for it without minding the case. */
function place(find: (text: string, part: string) => number): BuiltIn {
  return ([value, part], { location }) => {
    const [text, sought] = [value, part].map((one) => (one ? stringOf(one) : null));
    if (typeof text !== 'string' || typeof sought !== 'string') return null;
    return literal(find(text.toLowerCase(), sought.toLowerCase()), location);
  };
}

function condition(decide: (text: string, part: string) => boolean, name: string): BuiltIn {
  return (values, { location }) => {
    const [text, part] = values.map((value) =>
      value.kind === 'literal' && value.byDefault === undefined ? stringOf(value) : null,
    );
    if (typeof text === 'string' && typeof part === 'string') {
      return literal(decide(text.toLowerCase(), part.toLowerCase()), location);
    }
    return openCondition(name, values, location);
  };
}
