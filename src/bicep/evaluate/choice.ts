import type { GrantCondition } from '../grants/role-grant.ts';
import { bothHold, conditionsOf, sameValue, truthOf } from './condition.ts';
import { keyOf } from './key.ts';
import { symbolic, type Value } from './value.ts';

/** More alternatives than these are not told apart. */
const mostLeaves = 16;

const leavesOf = (value: Value): number => (value.kind === 'choice' ? value.leaves : 1);

/** One of two values by a condition that may be open. */
export function choose(condition: Value, whenTrue: () => Value, whenFalse: () => Value): Value {
  const truth = truthOf(condition);
  if (truth !== null) return truth ? whenTrue() : whenFalse();
  return choiceOf(condition, whenTrue(), whenFalse());
}

function choiceOf(condition: Value, whenTrue: Value, whenFalse: Value): Value {
  if (whenTrue === whenFalse) return whenTrue;
  const leaves = leavesOf(whenTrue) + leavesOf(whenFalse);
  const choice: Value = {
    kind: 'choice',
    condition,
    whenTrue,
    whenFalse,
    leaves,
    location: whenTrue.location,
  };
  return leaves <= mostLeaves ? choice : symbolic(keyOf(choice), choice.location);
}

/** The same step on every alternative of a value. */
export function onEach(value: Value, step: (value: Value) => Value): Value {
  if (value.kind !== 'choice') return step(value);
  return choiceOf(value.condition, onEach(value.whenTrue, step), onEach(value.whenFalse, step));
}

/** Where values have more combinations of alternatives, the step gets the choices as they are. */
const mostCombinations = 64;

/** The same step on every combination of alternatives. */
export function onEachOf(values: Value[], step: (values: Value[]) => Value): Value {
  if (!values.some(({ kind }) => kind === 'choice')) return step(values);
  return combinationsOf(values) <= mostCombinations
    ? onEachCombination(values, step)
    : step(values);
}

/** An upper bound. Choices by one condition go together. */
function combinationsOf(values: Value[]): number {
  const leaves = new Map<string, number>();
  for (const value of values) {
    if (value.kind !== 'choice') continue;
    const key = keyOf(value.condition);
    leaves.set(key, Math.max(value.leaves, leaves.get(key) ?? 1));
  }
  return [...leaves.values()].reduce((product, count) => product * count, 1);
}

function onEachCombination(values: Value[], step: (values: Value[]) => Value): Value {
  const choice = values.find(({ kind }) => kind === 'choice');
  if (choice?.kind !== 'choice') return step(values);
  const pick = (truth: boolean): Value =>
    onEachCombination(
      values.map((value) => given(value, choice.condition, truth)),
      step,
    );
  return choiceOf(choice.condition, pick(true), pick(false));
}

/** A value where a condition is known to hold, or not to. */
function given(value: Value, condition: Value, truth: boolean): Value {
  if (value.kind !== 'choice' || !sameValue(value.condition, condition)) return value;
  return given(truth ? value.whenTrue : value.whenFalse, condition, truth);
}

/** One alternative, with what has to hold for it. */
export interface Branch {
  value: Value;
  conditions: GrantCondition[];
}

/** The alternatives of a value that are possible where `conditions` hold. */
export function branchesOf(value: Value, conditions: GrantCondition[]): Branch[] {
  if (value.kind !== 'choice') return [{ value, conditions }];
  return [true, false].flatMap((truth) => {
    const both = bothHold(conditions, conditionsOf(value.condition, !truth));
    return both === null ? [] : branchesOf(truth ? value.whenTrue : value.whenFalse, both);
  });
}

/** The one alternative that `conditions` leave; the value itself where they leave several. */
export function under(value: Value, conditions: GrantCondition[]): Value {
  const branches = branchesOf(value, conditions);
  return branches.length === 1 ? (branches[0]?.value ?? value) : value;
}
