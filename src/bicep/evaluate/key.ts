import type { Value } from './value.ts';

/** Longer keys are cut, with a hash of the whole at the end: they stay comparable and bounded. */
const longest = 600;

/** Kinds whose keys take time to write: they are kept. */
const composed: ReadonlySet<Value['kind']> = new Set([
  'text',
  'object',
  'array',
  'guid',
  'choice',
  'logic',
]);

const known = new WeakMap<Value, string>();

/**
 * A text that is equal for equal values, in terms of the root file's parameters: it does not depend
 * on the names of variables, resources and modules on the way.
 */
export function keyOf(value: Value): string {
  if (!composed.has(value.kind)) return bounded(write(value));
  const before = known.get(value);
  if (before !== undefined) return before;
  const key = bounded(write(value));
  known.set(value, key);
  return key;
}

/** The value as a part of a name: literal text stands as it is, in lower case as ARM compares it. */
export function nameKey(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return String(value.value).toLowerCase();
    case 'text':
      return value.parts
        .map((part) => (typeof part === 'string' ? part.toLowerCase() : nameKey(part)))
        .join('');
    default:
      return `{${keyOf(value)}}`;
  }
}

/** The value as people read a name: `aif-${environmentName}`, or the parameter alone. */
export function nameText(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'text':
      return value.parts
        .map((part) => {
          if (typeof part === 'string') return part;
          return part.kind === 'literal' ? String(part.value) : `\${${nameText(part)}}`;
        })
        .join('');
    default:
      return keyOf(value);
  }
}

/** The key of a value in a condition, where a parameter's default is no more than the parameter. */
export function decidingKey(value: Value): string {
  return 'byDefault' in value && value.byDefault !== undefined ? value.byDefault : keyOf(value);
}

const logic = {
  not: ([operand]: string[]) => `!${operand ?? ''}`,
  and: (operands: string[]) => `(${operands.join(' && ')})`,
  or: (operands: string[]) => `(${operands.join(' || ')})`,
  equals: (operands: string[]) => `(${operands.join(' == ')})`,
};

function write(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? `'${nameKey(value)}'` : String(value.value);
    case 'text':
      return `'${nameKey(value)}'`;
    case 'object': {
      const entries = [...value.entries].map(([name, entry]) => `${name}: ${keyOf(entry)}`);
      return `{${[...entries, ...value.rest.map((rest) => `...${keyOf(rest)}`)].join(', ')}}`;
    }
    case 'array':
      return `[${value.items.map((item) => `${keyOf(item.value)}${item.repeated ? '*' : ''}`).join(', ')}]`;
    case 'resource':
      return `resource(${value.node.ref.key})`;
    case 'resource-id':
      return `id(${value.node.ref.key})`;
    case 'state':
      return `${value.node.ref.key}.${value.path}`;
    case 'principal':
      return `${value.who}(${value.node.ref.key})`;
    case 'deployer':
      return 'deployer';
    case 'scope':
      return value.scope.key;
    case 'scope-id':
      return `${value.scope.key}.id`;
    case 'module':
    case 'outputs':
      return `module(${value.instance.key})`;
    case 'guid':
      return `guid(${value.seeds.map((seed) => keyOf(seed.value)).join(', ')})`;
    case 'built-in-role':
      return `roleDefinitions('${value.name.toLowerCase()}')`;
    case 'choice':
      return `(${keyOf(value.condition)} ? ${keyOf(value.whenTrue)} : ${keyOf(value.whenFalse)})`;
    case 'logic':
      return logic[value.operator](value.operands.map(decidingKey));
    case 'symbolic':
      return value.key;
  }
}

/** A key of bounded length that still tells long keys apart. */
export function bounded(key: string): string {
  return key.length <= longest ? key : `${key.slice(0, longest)}…#${hash(key)}`;
}

/** FNV-1a over 64 bits, in two halves: enough that unequal keys of a deployment stay unequal. */
function hash(text: string): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return (high >>> 0).toString(16) + (low >>> 0).toString(16);
}
