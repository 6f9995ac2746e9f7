import type { GrantCondition } from '../grants/role-grant.ts';
import type { Expression } from '../syntax/nodes.ts';
import { bothHold, conditionsOf } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { locate, type Frame, type Locals } from './frame.ts';
import { itemsOf } from './items.ts';
import { keyOf } from './key.ts';
import type { Instance } from './resource-instance.ts';
import { literal, symbolic } from './value.ts';

/** Loops that are written out to more items than these are taken as one item that repeats. */
const mostTurns = 400;

/** The turns of a declaration's loop that its conditions allow: one where there is no loop. */
export function instancesOf(
  body: Expression,
  frame: Frame,
  outer: Omit<Instance, 'body'> = { locals: null, conditions: [], repeated: false },
): Instance[] {
  switch (body.kind) {
    case 'for':
      return forInstances(body, frame, outer.locals).flatMap(({ body: inner, ...turn }) => {
        const conditions = bothHold(outer.conditions, turn.conditions);
        if (conditions === null) return [];
        return instancesOf(inner, frame, {
          locals: turn.locals,
          conditions,
          repeated: outer.repeated || turn.repeated,
        });
      });
    case 'if': {
      const holds = conditionsOf(evaluate(body.condition, frame, outer.locals));
      const conditions: GrantCondition[] | null = bothHold(outer.conditions, holds);
      return conditions === null ? [] : instancesOf(body.body, frame, { ...outer, conditions });
    }
    case 'parenthesized':
      return instancesOf(body.expression, frame, outer);
    default:
      return [{ ...outer, body }];
  }
}

/** The turns of one loop. */
export function forInstances(
  loop: Extract<Expression, { kind: 'for' }>,
  frame: Frame,
  locals: Locals,
): Instance[] {
  const collection = evaluate(loop.collection, frame, locals);
  const all = itemsOf(collection);
  const items =
    all.length > mostTurns ? all.slice(0, 1).map((one) => ({ ...one, repeated: true })) : all;
  const isCounted = items.every(({ repeated, conditions }) => !repeated && conditions.length === 0);
  return items.map(({ value, conditions, repeated }, turn): Instance => {
    const withItem: Locals = { name: loop.item.name, value, next: locals };
    const location = locate(frame, loop.index ?? loop.item);
    const index = isCounted
      ? literal(turn, location)
      : symbolic(`index(${keyOf(collection)})`, location);
    return {
      locals: loop.index ? { name: loop.index.name, value: index, next: withItem } : withItem,
      conditions,
      repeated,
      body: loop.body,
    };
  });
}
