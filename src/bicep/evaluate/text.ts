import type { Location } from '../grants/role-grant.ts';
import { bounded, nameKey, nameText } from './key.ts';
import { literal, stringOf, symbolic, type Value } from './value.ts';

/** Texts put together of more parts, or to more characters, are not followed any further. */
const mostParts = 200;
const longestText = 100_000;

/** An interpolated string: a literal where all its parts are. */
export function textOf(parts: (string | Value)[], location: Location): Value {
  const all = parts.flatMap((one) =>
    typeof one !== 'string' && one.kind === 'text' ? one.parts : [one],
  );
  const length = all.reduce(
    (sum, part) => sum + (typeof part === 'string' ? part : (stringOf(part) ?? '')).length,
    0,
  );
  if (all.length > mostParts || length > longestText) {
    return symbolic(bounded(`text(${all.slice(0, mostParts).map(partKey).join('')})`), location);
  }
  const tail = tailOf(all, location);
  const flat: (string | Value)[] = [];
  for (const part of all) {
    const text =
      typeof part === 'string' ? part : part.kind === 'literal' ? String(part.value ?? '') : null;
    const last = flat.at(-1);
    if (text === null || part === tail) flat.push(part);
    else if (typeof last === 'string') flat[flat.length - 1] = last + text;
    else flat.push(text);
  }
  if (flat.every((part) => typeof part === 'string' || part === tail)) {
    const whole = literal(
      flat.map((part) => (typeof part === 'string' ? part : nameText(part))).join(''),
      location,
    );
    return tail === null ? whole : { ...whole, tail };
  }
  return { kind: 'text', parts: flat, location };
}

const partKey = (part: string | Value): string => (typeof part === 'string' ? part : nameKey(part));

/** The text at the end that was written elsewhere: a variable or parameter in the string. */
function tailOf(parts: (string | Value)[], location: Location): Value | null {
  const last = parts.findLast((part) =>
    typeof part === 'string' ? part !== '' : part.kind !== 'literal' || part.value !== '',
  );
  if (last === undefined || typeof last === 'string' || last.location === location) return null;
  const text = stringOf(last);
  return text === null || text.includes('/') ? null : last;
}
