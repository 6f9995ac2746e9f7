import type { ObjectLiteral, Expression, Spread } from '../syntax/nodes.ts';
import { choose, onEach, onEachOf } from './choice.ts';
import { isEmpty, not } from './condition.ts';
import { binary, isNullValue } from './operators.ts';
import { locate, lookUp, type Frame, type Locals } from './frame.ts';
import { callFunction } from './functions/call.ts';
import { arrayOf, itemsOf } from './items.ts';
import { keyOf } from './key.ts';
import { nestedResource } from './declarations.ts';
import { forInstances } from './instances.ts';
import { elementOf, memberOf } from './members.ts';
import { textOf } from './text.ts';
import { valueOfSymbol } from './symbols.ts';
import {
  certain,
  isNull,
  labelled,
  literal,
  stringOf,
  symbolic,
  type ArrayItem,
  type Value,
} from './value.ts';

/** Expressions nested deeper than this, through all variables on the way, are not followed. */
const deepest = 400;

/** What an expression comes to in one call of a file. Never throws: what is not known is symbolic. */
export function evaluate(expression: Expression, frame: Frame, locals: Locals = null): Value {
  const { run } = frame;
  if (run.depth >= deepest) return opaque(expression, frame);
  run.depth += 1;
  const value = (byKind[expression.kind] as Evaluation<Expression>)(expression, frame, locals);
  run.depth -= 1;
  return value;
}

type Evaluation<E extends Expression> = (expression: E, frame: Frame, locals: Locals) => Value;

const byKind: { [K in Expression['kind']]: Evaluation<Extract<Expression, { kind: K }>> } = {
  string(expression, frame, locals) {
    const location = locate(frame, expression);
    const parts = expression.parts.map((part) =>
      typeof part === 'string' ? literal(part, location) : evaluate(part, frame, locals),
    );
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return onEachOf(parts, (chosen) => textOf(chosen, location));
  },
  number: (expression, frame) => literal(expression.value, locate(frame, expression)),
  boolean: (expression, frame) => literal(expression.value, locate(frame, expression)),
  null: (expression, frame) => literal(null, locate(frame, expression)),
  identifier: (expression, frame, locals) =>
    lookUp(locals, expression.name) ??
    valueOfSymbol(expression.name, frame, locate(frame, expression)) ??
    opaque(expression, frame),
  object: evaluateObject,
  array: evaluateArray,
  member(expression, frame, locals) {
    const base = evaluate(expression.base, frame, locals);
    const { name } = expression.name;
    return onEach(base, (value) =>
      expression.access === 'nested'
        ? (nestedResource(value, name) ?? opaque(expression, frame))
        : memberOf(value, name, locate(frame, expression)),
    );
  },
  element(expression, frame, locals) {
    const base = evaluate(expression.base, frame, locals);
    const index = evaluate(expression.index, frame, locals);
    return onEachOf([base, index], ([of = base, at = index]) => {
      const value = elementOf(of, at, expression.fromEnd, locate(frame, expression));
      const name = stringOf(at);
      // What is looked up by name was called so where the name is written.
      return name === null ? value : labelled(value, name, at.location);
    });
  },
  call: callFunction,
  unary(expression, frame, locals) {
    const operand = evaluate(expression.operand, frame, locals);
    const location = locate(frame, expression);
    if (expression.operator === '!') return not(operand, location);
    if (operand.kind === 'literal' && typeof operand.value === 'number') {
      return literal(expression.operator === '-' ? -operand.value : operand.value, location);
    }
    return symbolic(`${expression.operator}${keyOf(operand)}`, location);
  },
  binary(expression, frame, locals) {
    const location = locate(frame, expression);
    const left = evaluate(expression.left, frame, locals);
    if (expression.operator === '??') {
      return onEach(left, (value) => {
        const right = (): Value => evaluate(expression.right, frame, locals);
        if (isNull(value)) return right();
        const missing = isNullValue(value, location);
        if (missing === null) return value;
        const otherwise = right();
        // Nothing, in place of nothing, makes no difference.
        if (isEmpty(otherwise, location).kind === 'literal' && isNothing(otherwise)) return value;
        return choose(
          missing,
          () => otherwise,
          () => value,
        );
      });
    }
    return binary(expression.operator, left, evaluate(expression.right, frame, locals), location);
  },
  ternary(expression, frame, locals) {
    const value = choose(
      evaluate(expression.condition, frame, locals),
      () => evaluate(expression.whenTrue, frame, locals),
      () => evaluate(expression.whenFalse, frame, locals),
    );
    return value.kind === 'choice' ? { ...value, location: locate(frame, expression) } : value;
  },
  // A function in the place of a value: those that take one evaluate it themselves.
  lambda: (expression, frame) => opaque(expression, frame),
  for(expression, frame, locals) {
    const items = forInstances(expression, frame, locals).map(({ body, ...instance }) => ({
      value: evaluate(body, frame, instance.locals),
      conditions: instance.conditions,
      repeated: instance.repeated,
    }));
    return { kind: 'array', items, location: locate(frame, expression) };
  },
  if: (expression, frame, locals) => evaluate(expression.body, frame, locals),
  'non-null': (expression, frame, locals) => evaluate(expression.operand, frame, locals),
  parenthesized: (expression, frame, locals) => evaluate(expression.expression, frame, locals),
  missing: opaque,
};

/** An expression that is not followed: equal only to itself in the same call of the file. */
function opaque(expression: Expression, frame: Frame): Value {
  const location = locate(frame, expression);
  return symbolic(`?${frame.key}${frame.path}:${expression.start}`, location);
}

function isNothing(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return value.value === null || value.value === '';
    case 'object':
      return value.entries.size === 0 && value.rest.length === 0;
    case 'array':
      return value.items.length === 0;
    default:
      return false;
  }
}

function evaluateObject(expression: ObjectLiteral, frame: Frame, locals: Locals): Value {
  const location = locate(frame, expression);
  const spreads = expression.members.flatMap((member) =>
    member.kind === 'spread' ? [evaluate(member.value, frame, locals)] : [],
  );
  const own = expression.members.flatMap((member): [string, Value][] => {
    if (member.kind !== 'property') return [];
    const { key } = member;
    const name =
      key.kind === 'identifier' ? literal(key.name, location) : evaluate(key, frame, locals);
    const value = evaluate(member.value, frame, locals);
    const text = name.kind === 'literal' ? String(name.value) : `{${keyOf(name)}}`;
    return [[text, labelled(value, text, locate(frame, key))]];
  });
  return onEachOf(spreads, (chosen) => {
    const entries = new Map<string, Value>();
    const rest: Value[] = [];
    let spread = 0;
    let property = 0;
    for (const member of expression.members) {
      if (member.kind === 'property') {
        const entry = own[property++];
        if (entry) entries.set(...entry);
      } else if (member.kind === 'spread') {
        const value = chosen[spread++];
        if (value?.kind === 'object') {
          for (const [name, one] of value.entries) entries.set(name, one);
          rest.push(...value.rest);
        } else if (value && !isNull(value)) rest.push(value);
      }
    }
    return { kind: 'object', entries, rest, location };
  });
}

function evaluateArray(
  expression: Expression & { items: (Expression | Spread)[] },
  frame: Frame,
  locals: Locals,
): Value {
  const items = expression.items.flatMap((item): ArrayItem[] =>
    item.kind === 'spread'
      ? itemsOf(evaluate(item.value, frame, locals))
      : [certain(evaluate(item, frame, locals))],
  );
  return arrayOf(items, locate(frame, expression));
}
