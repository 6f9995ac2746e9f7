import type { GrantCondition, Location } from '../grants/role-grant.ts';
import { excludeEachOther } from '../grants/exclusive.ts';
import { decidingKey, keyOf } from './key.ts';
import { literal, stringOf, symbolic, type LogicOperator, type Value } from './value.ts';

/** Whether a condition holds; null where nothing decides it. A parameter's default does not. */
export function truthOf(value: Value): boolean | null {
  if (value.kind !== 'literal' || value.byDefault !== undefined) return null;
  return typeof value.value === 'boolean' ? value.value : null;
}

export function not(operand: Value, location: Location): Value {
  const truth = truthOf(operand);
  if (truth !== null) return literal(!truth, location);
  if (operand.kind === 'logic' && operand.operator === 'not') return operand.operands[0] ?? operand;
  return undecided('not', [operand], location);
}

export function and(left: Value, right: Value, location: Location): Value {
  const truths = [truthOf(left), truthOf(right)];
  if (truths.includes(false)) return literal(false, location);
  if (truths[0] === true) return right;
  return truths[1] === true ? left : undecided('and', [left, right], location);
}

export function or(left: Value, right: Value, location: Location): Value {
  const truths = [truthOf(left), truthOf(right)];
  if (truths.includes(true)) return literal(true, location);
  if (truths[0] === false) return right;
  return truths[1] === false ? left : undecided('or', [left, right], location);
}

/** Whether two values are equal. */
export function equal(left: Value, right: Value, location: Location): Value {
  if (stringOf(right) === '') return isEmpty(left, location);
  if (stringOf(left) === '') return isEmpty(right, location);
  const decided = isDecisive(left) && isDecisive(right);
  if (left.kind === 'literal' && right.kind === 'literal' && decided) {
    return literal(left.value === right.value, location);
  }
  if (
    decided &&
    isSomething(left) !== isSomething(right) &&
    (isEmptyLiteral(left) || isEmptyLiteral(right))
  ) {
    return literal(false, location);
  }
  if (decidingKey(left) === decidingKey(right)) return literal(true, location);
  return undecided('equals', [left, right], location);
}

/** `empty(value)`, which `value == ''` comes to as well. */
export function isEmpty(value: Value, location: Location): Value {
  const isOpen = !isDecisive(value);
  switch (value.kind) {
    case 'literal':
      if (!isOpen) return literal(value.value === null || value.value === '', location);
      break;
    case 'object':
      if (value.entries.size > 0) return literal(false, location);
      if (!isOpen && value.rest.length === 0) return literal(true, location);
      break;
    case 'array':
      if (value.items.some((item) => item.conditions.length === 0 && !item.repeated)) {
        if (!isOpen) return literal(false, location);
      } else if (!isOpen && value.items.length === 0) return literal(true, location);
      break;
    case 'choice': {
      const branches = [isEmpty(value.whenTrue, location), isEmpty(value.whenFalse, location)];
      return chosen(value.condition, branches[0] ?? value, branches[1] ?? value, location);
    }
    default:
      if (isSomething(value)) return literal(false, location);
  }
  return undecided('equals', [value, literal('', location)], location);
}

/** A condition's alternatives as one condition. */
function chosen(condition: Value, whenTrue: Value, whenFalse: Value, location: Location): Value {
  return or(
    and(condition, whenTrue, location),
    and(not(condition, location), whenFalse, location),
    location,
  );
}

/**
 * What has to hold for a value to be true, or to be false where `negated`: each in the list. Null
 * where it never is.
 */
export function conditionsOf(value: Value, negated = false): GrantCondition[] | null {
  const truth = truthOf(value);
  if (truth !== null) return truth !== negated ? [] : null;
  if (value.kind === 'choice') {
    const { condition, whenTrue, whenFalse, location } = value;
    return conditionsOf(chosen(condition, whenTrue, whenFalse, location), negated);
  }
  if (value.kind === 'logic') {
    const [left, right] = value.operands;
    if (value.operator === 'not' && left) return conditionsOf(left, !negated);
    if (value.operator === (negated ? 'or' : 'and') && left && right) {
      return bothHold(conditionsOf(left, negated), conditionsOf(right, negated));
    }
  }
  return [{ text: decidingKey(value), negated, location: value.location, ...comparison(value) }];
}

/** Two lists of conditions as one; null where they cannot hold together. */
export function bothHold(
  left: GrantCondition[] | null,
  right: GrantCondition[] | null,
): GrantCondition[] | null {
  if (left === null || right === null) return null;
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  if (excludeEachOther(left, right)) return null;
  const told = new Set(left.map(({ text, negated }) => `${negated}${text}`));
  return [...left, ...right.filter(({ text, negated }) => !told.has(`${negated}${text}`))];
}

function comparison(value: Value): Pick<GrantCondition, 'equals'> {
  if (value.kind !== 'logic' || value.operator !== 'equals') return {};
  const [left, right] = value.operands;
  const text = right && stringOf(right);
  return left && typeof text === 'string'
    ? { equals: { subject: decidingKey(left), value: text } }
    : {};
}

/** Conditions put together of more than these are not taken apart again. */
const largestCondition = 64;

function undecided(operator: LogicOperator, operands: Value[], location: Location): Value {
  // A literal stands on the right, whichever way round the author wrote it.
  const ordered =
    operator === 'equals' && operands[0]?.kind === 'literal' && operands[0].byDefault === undefined
      ? operands.toReversed()
      : operands;
  const size = operands.reduce((sum, one) => sum + (one.kind === 'logic' ? one.size : 1), 0);
  const logic: Value = { kind: 'logic', operator, operands: ordered, size, location };
  return size <= largestCondition ? logic : symbolic(keyOf(logic), location);
}

function isDecisive(value: Value): boolean {
  return !('byDefault' in value) || value.byDefault === undefined;
}

const isEmptyLiteral = (value: Value): boolean =>
  value.kind === 'literal' && (value.value === null || value.value === '');

/** Whether a value is certainly there: an id, a principal, a text with letters in it. */
export function isSomething(value: Value): boolean {
  switch (value.kind) {
    case 'resource':
    case 'resource-id':
    case 'principal':
    case 'deployer':
    case 'scope':
    case 'scope-id':
    case 'module':
    case 'outputs':
    case 'guid':
    case 'built-in-role':
      return true;
    case 'text':
      return value.parts.some((part) =>
        typeof part === 'string' ? part !== '' : isSomething(part),
      );
    case 'literal':
      return value.value !== null && value.value !== '';
    case 'object':
    case 'array':
    case 'state':
    case 'choice':
    case 'logic':
    case 'symbolic':
      return false;
  }
}

/** The same value wherever it stands: for telling branches of a choice apart. */
export const sameValue = (left: Value, right: Value): boolean =>
  left === right || keyOf(left) === keyOf(right);
