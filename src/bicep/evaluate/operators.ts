import type { Location } from '../grants/role-grant.ts';
import { onEachOf } from './choice.ts';
import { and, equal, isEmpty, isSomething, not, or } from './condition.ts';
import { decidingKey, keyOf } from './key.ts';
import { isNull, literal, symbolic, type Value } from './value.ts';

type Operator = (left: Value, right: Value, location: Location) => Value;

const operators: Record<string, Operator> = {
  '&&': and,
  '||': or,
  '==': equalOnEach,
  '!=': (left, right, location) => not(equalOnEach(left, right, location), location),
  // Azure compares names without case; so do `=~` and `!~`, and the keys of text.
  '=~': equalOnEach,
  '!~': (left, right, location) => not(equalOnEach(left, right, location), location),
  '>': (left, right, location) => compared('>', left, right, location),
  '>=': (left, right, location) => compared('>=', left, right, location),
  '<': (left, right, location) => compared('<', left, right, location),
  '<=': (left, right, location) => compared('<=', left, right, location),
  '+': calculated((left, right) => left + right, '+'),
  '-': calculated((left, right) => left - right, '-'),
  '*': calculated((left, right) => left * right, '*'),
  '/': calculated((left, right) => Math.trunc(left / right), '/'),
  '%': calculated((left, right) => left % right, '%'),
};

/** What an operator makes of two values. */
export function binary(operator: string, left: Value, right: Value, location: Location): Value {
  return (
    operators[operator]?.(left, right, location) ??
    symbolic(`(${keyOf(left)} ${operator} ${keyOf(right)})`, location)
  );
}

/** The condition that a value is null; null where it certainly is not. */
export function isNullValue(value: Value, location: Location): Value | null {
  switch (value.kind) {
    case 'object':
    case 'array':
    case 'logic':
    case 'literal':
      return isNull(value) ? literal(true, location) : null;
    // Azure reports what a template asks of a resource's identity and properties.
    case 'state':
      return null;
    default:
      return isSomething(value) ? null : equal(value, literal(null, location), location);
  }
}

function equalOnEach(left: Value, right: Value, location: Location): Value {
  return onEachOf([left, right], ([one = left, other = right]) => equal(one, other, location));
}

function compared(operator: string, left: Value, right: Value, location: Location): Value {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== null && other !== null) {
    const holds = { '>': one > other, '>=': one >= other, '<': one < other, '<=': one <= other };
    return literal(holds[operator as keyof typeof holds], location);
  }
  // `length(x) > 0` asks what `!empty(x)` asks.
  const counted = left.kind === 'symbolic' ? left.counts : undefined;
  if (counted && ((operator === '>' && other === 0) || (operator === '>=' && other === 1))) {
    return not(isEmpty(counted, location), location);
  }
  return symbolic(`(${decidingKey(left)} ${operator} ${decidingKey(right)})`, location);
}

function numberOf(value: Value): number | null {
  if (value.kind !== 'literal' || value.byDefault !== undefined) return null;
  return typeof value.value === 'number' ? value.value : null;
}

function calculated(calculate: (left: number, right: number) => number, sign: string): Operator {
  return (left, right, location) => {
    const [one, other] = [numberOf(left), numberOf(right)];
    const result = one === null || other === null ? NaN : calculate(one, other);
    if (Number.isFinite(result)) return literal(result, location);
    return symbolic(`(${keyOf(left)} ${sign} ${keyOf(right)})`, location);
  };
}
