import type { Location } from '../../grants/role-grant.ts';
import type { Expression } from '../../syntax/nodes.ts';
import { bothHold, conditionsOf } from '../condition.ts';
import { evaluate } from '../evaluate.ts';
import type { Frame, Locals } from '../frame.ts';
import { itemsOf } from '../items.ts';
import { literal, stringOf, symbolic, type ArrayItem, type Value } from '../value.ts';
import { keyOf } from '../key.ts';
import type { Call } from './call.ts';

type LambdaFunction = (
  call: Call,
  frame: Frame,
  locals: Locals,
  location: Location,
) => Value | null;

/** Functions that take another function. */
export const lambdaFunctions: Record<string, LambdaFunction> = {
  map: overItems((items, apply) =>
    items.map((item, index) => ({ ...item, value: apply(item.value, index) })),
  ),
  filter: overItems((items, apply) =>
    items.flatMap((item, index) => {
      const conditions = bothHold(item.conditions, conditionsOf(apply(item.value, index)));
      return conditions === null ? [] : [{ ...item, conditions }];
    }),
  ),
  // The order makes no difference to who is granted what.
  sort: overItems((items) => items),
  reduce(call, frame, locals) {
    const [collection, start, lambda] = call.arguments;
    if (!collection || !start || lambda?.kind !== 'lambda') return null;
    const items = itemsOf(evaluate(collection, frame, locals));
    return items.reduce(
      (sum, item, index) => apply(lambda, [sum, item.value], index, frame, locals),
      evaluate(start, frame, locals),
    );
  },
  toObject(call, frame, locals, location) {
    const [collection, key, value] = call.arguments;
    if (!collection || key?.kind !== 'lambda') return null;
    const entries = itemsOf(evaluate(collection, frame, locals)).map((item, index) => {
      const name = apply(key, [item.value], index, frame, locals);
      const entry =
        value?.kind === 'lambda' ? apply(value, [item.value], index, frame, locals) : item.value;
      return [stringOf(name) ?? `{${keyOf(name)}}`, entry] as const;
    });
    return { kind: 'object', entries: new Map(entries), rest: [], location };
  },
  groupBy(call, frame, locals, location) {
    const [collection, key] = call.arguments;
    if (!collection || key?.kind !== 'lambda') return null;
    const groups = new Map<string, ArrayItem[]>();
    for (const [index, item] of itemsOf(evaluate(collection, frame, locals)).entries()) {
      const name = apply(key, [item.value], index, frame, locals);
      const group = stringOf(name) ?? `{${keyOf(name)}}`;
      groups.set(group, [...(groups.get(group) ?? []), item]);
    }
    const entries = [...groups].map(([name, items]): [string, Value] => [
      name,
      { kind: 'array', items, location },
    ]);
    return { kind: 'object', entries: new Map(entries), rest: [], location };
  },
  mapValues(call, frame, locals, location) {
    const [of, lambda] = call.arguments;
    const value = of && evaluate(of, frame, locals);
    if (value?.kind !== 'object' || lambda?.kind !== 'lambda') return null;
    const entries = [...value.entries].map(
      ([name, entry], index) => [name, apply(lambda, [entry], index, frame, locals)] as const,
    );
    return { kind: 'object', entries: new Map(entries), rest: value.rest, location };
  },
};

type Apply = (value: Value, index: number) => Value;

function overItems(step: (items: ArrayItem[], apply: Apply) => ArrayItem[]): LambdaFunction {
  return (call, frame, locals, location) => {
    const [collection, lambda] = call.arguments;
    if (!collection || lambda?.kind !== 'lambda') return null;
    const items = itemsOf(evaluate(collection, frame, locals));
    return {
      kind: 'array',
      items: step(items, (value, index) => apply(lambda, [value], index, frame, locals)),
      location,
    };
  };
}

/** Calls a lambda; one more parameter than there are values is the index. */
function apply(
  lambda: Extract<Expression, { kind: 'lambda' }>,
  values: Value[],
  index: number,
  frame: Frame,
  locals: Locals,
): Value {
  let own = locals;
  for (const [position, { name }] of lambda.parameters.entries()) {
    const first = values[0];
    const value =
      values[position] ??
      (first
        ? literal(index, first.location)
        : symbolic('index', { file: frame.path, span: lambda }));
    own = { name, value, next: own };
  }
  return evaluate(lambda.body, frame, own);
}
