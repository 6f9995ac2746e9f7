import type { Location } from '../../grants/role-grant.ts';
import { array, literal, stringOf, type Value } from '../value.ts';
import type { BuiltIn } from './call.ts';

/** Arrays longer than this are not counted out. */
const longestRange = 200;

/** Functions that count. */
export const numberFunctions: Record<string, BuiltIn> = {
  int([value], { location }) {
    if (value?.kind === 'literal' && typeof value.value === 'number') return value;
    const text = value && stringOf(value);
    return typeof text === 'string' && /^-?\d+$/.test(text)
      ? literal(Number(text), location)
      : null;
  },
  range([start, count], { location }) {
    const [from, length] = [numberOf(start), numberOf(count)];
    if (from === null || length === null || length > longestRange) return null;
    return array(
      Array.from({ length }, (_, index) => literal(from + index, location)),
      location,
    );
  },
  min: (values, { location }) => extreme(values, Math.min, location),
  max: (values, { location }) => extreme(values, Math.max, location),
};

/** A number that is known. */
export function numberOf(value: Value | undefined): number | null {
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : null;
}

/** The least or greatest of numbers, given one by one or as an array. */
function extreme(
  values: Value[],
  choose: (...numbers: number[]) => number,
  location: Location,
): Value | null {
  const [first] = values;
  const all =
    values.length === 1 && first?.kind === 'array' ? first.items.map((item) => item.value) : values;
  const numbers = all.map(numberOf).filter((number) => number !== null);
  return numbers.length === all.length && all.length > 0
    ? literal(choose(...numbers), location)
    : null;
}
