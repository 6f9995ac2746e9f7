import { compare, equal, Timespan, toBool, toNumber, toText } from './values.ts';
import type { ColumnType, Value } from './values.ts';

interface BinaryOperator {
  type: (left: ColumnType, right: ColumnType) => ColumnType;
  apply: (left: Value, right: Value) => Value;
}

const test = (holds: (left: Value, right: Value) => boolean): BinaryOperator => ({
  type: () => 'bool',
  apply: holds,
});

const ordered = (holds: (order: number) => boolean): BinaryOperator =>
  test((left, right) => {
    const order = compare(left, right);
    return order !== null && holds(order);
  });

const lower = (value: Value): string => toText(value).toLowerCase();

/** The string tests of Kusto: each with a negation, and a form that minds the case. */
const stringTests: Record<string, (text: string, part: string) => boolean> = {
  has: hasTerm,
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

const stringOperators = Object.entries(stringTests).flatMap(([name, holds]) => [
  [name, test((left, right) => holds(lower(left), lower(right)))] as const,
  [`!${name}`, test((left, right) => !holds(lower(left), lower(right)))] as const,
  [`${name}_cs`, test((left, right) => holds(toText(left), toText(right)))] as const,
  [`!${name}_cs`, test((left, right) => !holds(toText(left), toText(right)))] as const,
]);

export const binaryOperators: Record<string, BinaryOperator> = {
  or: test((left, right) => toBool(left) === true || toBool(right) === true),
  and: test((left, right) => toBool(left) === true && toBool(right) === true),
  '==': test(equal),
  '!=': test((left, right) => !equal(left, right)),
  '<>': test((left, right) => !equal(left, right)),
  '=~': test((left, right) => lower(left) === lower(right)),
  '!~': test((left, right) => lower(left) !== lower(right)),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  'matches regex': test((left, right) => new RegExp(toText(right)).test(toText(left))),
  ...Object.fromEntries(stringOperators),
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => (b === 0 ? null : a / b)),
  '%': arithmetic((a, b) => (b === 0 ? null : a % b)),
};

/** `in`, `in~`, `has_any`, `has_all` and their negations. */
export function listMatches(operator: string, left: Value, items: readonly Value[]): boolean {
  switch (operator) {
    case 'in':
      return items.some((item) => equal(left, item));
    case '!in':
      return !items.some((item) => equal(left, item));
    case 'in~':
      return items.some((item) => lower(left) === lower(item));
    case '!in~':
      return !items.some((item) => lower(left) === lower(item));
    case 'has_any':
      return items.some((item) => hasTerm(lower(left), lower(item)));
    default:
      return items.every((item) => hasTerm(lower(left), lower(item)));
  }
}

/** A term is a run of letters and digits; `has` finds whole ones only. */
function hasTerm(text: string, term: string): boolean {
  const isWord = (char: string | undefined): boolean => /[\p{L}\p{N}]/u.test(char ?? '');
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = isWord(term[0]) && isWord(text[at - 1]);
    const after = isWord(term.at(-1)) && isWord(text[at + term.length]);
    if (!before && !after) return true;
  }
  return false;
}

/** Numbers with numbers; moments and lengths of time with each other. */
function arithmetic(compute: (a: number, b: number) => number | null): BinaryOperator {
  return {
    type: (left, right) => {
      if (left === 'datetime' || right === 'datetime') {
        return left === right ? 'timespan' : 'datetime';
      }
      if (left === 'timespan' || right === 'timespan') return 'timespan';
      return left === 'long' && right === 'long' ? 'long' : 'real';
    },
    apply: (left, right) => {
      const result = compute(magnitude(left), magnitude(right));
      if (result === null || Number.isNaN(result)) return null;
      const [dateLeft, dateRight] = [left instanceof Date, right instanceof Date];
      if (dateLeft !== dateRight) return new Date(result);
      const isSpan = dateLeft || left instanceof Timespan || right instanceof Timespan;
      return isSpan ? new Timespan(result) : result;
    },
  };
}

const magnitude = (value: Value): number =>
  value instanceof Date
    ? value.getTime()
    : value instanceof Timespan
      ? value.milliseconds
      : (toNumber(value) ?? Number.NaN);
