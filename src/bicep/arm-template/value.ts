import { functionName, quoted, textInBicep, type Names } from './expression.ts';
import { isObject, list, textOf, type Json } from './json.ts';

/** A value of a template in JSON, with the expressions and the loops in it. */
export function valueInBicep(json: unknown, names: Names): string {
  if (typeof json === 'string') return textInBicep(json, names);
  if (Array.isArray(json)) return `[${json.map((item) => valueInBicep(item, names)).join(', ')}]`;
  if (!isObject(json)) return JSON.stringify(json ?? null);
  return block(
    Object.entries(json).flatMap(([name, entry]) =>
      name === 'copy' && Array.isArray(entry)
        ? list(entry).map((copy) => `${quoted(textOf(copy['name']))}: ${copiedValue(copy, names)}`)
        : [`${quoted(name)}: ${valueInBicep(entry, names)}`],
    ),
  );
}

/** An object of lines that are members. */
export const block = (members: string[]): string => `{\n${members.join('\n')}\n}`;

/** A loop over the length of an array is one over its items, which may not be told one by one. */
export function loop(copy: Json, index: string, body: string, names: Names): string {
  const count = valueInBicep(copy['count'], names);
  const array = /^length\((.+)\)$/.exec(count)?.[1];
  if (array === undefined) return `[for ${index} in range(0, ${count}): ${body}]`;
  const item = `${index}_item`;
  return `[for (${item}, ${index}) in ${array}: ${body.replaceAll(`${array}[${index}]`, item)}]`;
}

/** The array that a `copy` of a variable or a property makes. */
export function copiedValue(copy: Json, outer: Names): string {
  const index = `${functionName(textOf(copy['name']))}_index`;
  const input = valueInBicep(copy['input'], { ...outer, indexOf: () => index });
  return loop(copy, index, input, outer);
}
