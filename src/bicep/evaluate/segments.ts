import type { Location } from '../grants/role-grant.ts';
import { scopeSegments } from './deployment-scope.ts';
import { textOf } from './text.ts';
import { literal, stringOf, type ResourceNode, type Value } from './value.ts';

/** The parts of a text between slashes; null where that cannot be told. */
export function segmentsOf(value: Value): Value[] | null {
  const { location } = value;
  switch (value.kind) {
    case 'literal':
      return literalSegments(value);
    case 'resource-id':
      return idSegments(value.node, location);
    case 'scope-id':
      return scopeSegments(value.scope, location);
    case 'text': {
      let segments: (string | Value)[][] = [[]];
      for (const part of value.parts) {
        const pieces =
          typeof part === 'string'
            ? part.split('/').map((text): (string | Value)[] => [text])
            : ((isId(part) && segments.length === 1 && segments[0]?.every((before) => before === '')
                ? segmentsOf(part)?.map((one) => [one])
                : null) ?? [[part]]);
        const [first = [], ...rest] = pieces;
        segments = [...segments.slice(0, -1), [...(segments.at(-1) ?? []), ...first], ...rest];
      }
      return segments.map((parts) => {
        const open = parts.filter((part) => part !== '');
        const [only] = open;
        return open.length === 1 && only !== undefined && typeof only !== 'string'
          ? only
          : textOf(open, location);
      });
    }
    default:
      return null;
  }
}

function literalSegments({ tail, ...value }: Value & { kind: 'literal' }): Value[] | null {
  const texts = stringOf(value)?.split('/');
  if (texts === undefined) return null;
  const segments = texts.map((text): Value => ({ ...value, value: text }));
  if (tail && stringOf(tail) === texts.at(-1)) segments[segments.length - 1] = tail;
  return segments;
}

const isId = ({ kind }: Value): boolean => kind === 'resource-id' || kind === 'scope-id';

/** The segments of a resource's id. */
function idSegments(node: ResourceNode, location: Location): Value[] | null {
  const scope = scopeSegments(node.scope, location);
  if (scope === null) return null;
  const [provider = '', ...types] = node.type.split('/');
  const chain: ResourceNode[] = [];
  for (let one: ResourceNode | null = node; one !== null; one = one.parent) chain.unshift(one);
  const names = chain.map(({ name }) => name);
  if (names.length !== types.length) return null;
  const text = (value: string): Value => literal(value, location);
  return [
    ...scope,
    text('providers'),
    text(provider),
    ...types.flatMap((type, index): Value[] => [text(type), names[index] ?? text('')]),
  ];
}

/** Text values with slashes between them, as one. */
export function joined(segments: Value[], location: Location): Value {
  const parts = segments.flatMap((segment, index) => (index === 0 ? [segment] : ['/', segment]));
  const [only] = segments;
  return segments.length === 1 && only ? only : textOf(parts, location);
}
