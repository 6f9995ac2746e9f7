import type { Location } from '../grants/role-grant.ts';
import { bothHold, conditionsOf } from './condition.ts';
import { keyOf } from './key.ts';
import { isNull, symbolic, type ArrayItem, type Value } from './value.ts';

/**
 * The items of an array. Where they cannot be told one by one, a single one stands for all of them.
 * A parameter's default is gone through item by item, unless it is empty: then the items are to come
 * from outside.
 */
export function itemsOf(value: Value): ArrayItem[] {
  switch (value.kind) {
    case 'array':
      return value.items;
    case 'choice':
      return [true, false].flatMap((truth) => {
        const conditions = conditionsOf(value.condition, !truth);
        if (conditions === null) return [];
        return itemsOf(truth ? value.whenTrue : value.whenFalse).flatMap((item) => {
          const both = bothHold(conditions, item.conditions);
          return both === null ? [] : [{ ...item, conditions: both }];
        });
      });
    case 'literal':
      if (isNull(value)) return [];
      break;
    case 'symbolic': {
      const fallback = value.fallback?.();
      const items = fallback && fallback.kind !== 'symbolic' ? itemsOf(fallback) : [];
      if (items.length > 0) return items;
      break;
    }
    default:
  }
  return [{ value: anyItemOf(value), conditions: [], repeated: true }];
}

/** An item that stands for all items of an array. */
export function anyItemOf(value: Value): Value {
  const parameter = value.kind === 'symbolic' ? value.parameter : null;
  return symbolic(`${keyOf(value)}[*]`, value.location, {
    parameter: parameter === null ? null : `${parameter}[*]`,
  });
}

/** Arrays of more items than these stand as one item that repeats. */
const mostItems = 2_000;

/** An array of items that were put together. */
export function arrayOf(items: ArrayItem[], location: Location): Value {
  const [first] = items;
  const kept = items.length > mostItems && first ? [{ ...first, repeated: true }] : items;
  return { kind: 'array', items: kept, location };
}
