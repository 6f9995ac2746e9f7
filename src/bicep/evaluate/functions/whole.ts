import { bothHold, isEmpty } from '../condition.ts';
import { locate } from '../frame.ts';
import { arrayOf, itemsOf } from '../items.ts';
import { keyOf } from '../key.ts';
import { literal, symbolic, type ArrayItem, type Value } from '../value.ts';
import type { BuiltIn } from './call.ts';
import { mergedObjects } from './collections.ts';
import { onEachOf } from '../choice.ts';
import { textOf } from '../text.ts';

/** Functions that see all alternatives of their arguments at once. */
export const wholeFunctions: Record<string, BuiltIn> = {
  guid: (values, { frame, location, call }) => ({
    kind: 'guid',
    seeds: values.map((value, index) => ({
      value,
      location: locate(frame, call.arguments[index] ?? call),
    })),
    location,
  }),
  uniqueString: (values, { location }) =>
    symbolic(`uniqueString(${values.map(keyOf).join(', ')})`, location),
  /** The name itself; what it stands for does not matter. */
  nameof(_, { location, call }) {
    const [of] = call.arguments;
    if (of?.kind === 'identifier') return literal(of.name, location);
    return of?.kind === 'member' ? literal(of.name.name, location) : null;
  },
  empty: ([value], { location }) => (value ? isEmpty(value, location) : null),
  /** `getRoleAssignmentName({ scope, principalId, roleDefinitionId })`. */
  getRoleAssignmentName([of], { location }) {
    if (of?.kind !== 'object') return null;
    const seeds = [...of.entries.values()].map((value) => ({ value, location }));
    return { kind: 'guid', seeds, location };
  },
  concat(values, { location }) {
    if (!values.some(mayBeArray)) {
      return onEachOf(values, (chosen) => textOf(chosen, location));
    }
    return arrayOf(values.flatMap(itemsOf), location);
  },
  union(values, { location }) {
    if (values.some(isObject)) return onEachOf(values, (chosen) => mergedObjects(chosen, location));
    const items = values.flatMap(itemsOf);
    const unique = new Map(items.map((item) => [itemKey(item), item]));
    return arrayOf([...unique.values()], location);
  },
  flatten([value], { location }) {
    if (!value) return null;
    const items = itemsOf(value).flatMap((outer) =>
      itemsOf(outer.value).flatMap((inner): ArrayItem[] => {
        const conditions = bothHold(outer.conditions, inner.conditions);
        if (conditions === null) return [];
        return [{ ...inner, conditions, repeated: outer.repeated || inner.repeated }];
      }),
    );
    return arrayOf(items, location);
  },
};

function itemKey({ value, conditions }: ArrayItem): string {
  return `${keyOf(value)} ${conditions.map(({ negated, text }) => `${negated}${text}`).join()}`;
}

function mayBeArray(value: Value): boolean {
  if (value.kind === 'choice') return mayBeArray(value.whenTrue) || mayBeArray(value.whenFalse);
  return value.kind === 'array';
}

function isObject(value: Value): boolean {
  if (value.kind === 'choice') return isObject(value.whenTrue) || isObject(value.whenFalse);
  return value.kind === 'object';
}
