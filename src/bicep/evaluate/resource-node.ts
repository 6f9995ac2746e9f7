import type { Location, ResourceRef } from '../grants/role-grant.ts';
import {
  namedResourceGroup,
  namedSubscription,
  rootScope,
  scopeSegments,
} from './deployment-scope.ts';
import { bounded, nameKey, nameText } from './key.ts';
import type { ResourceInstance } from './resource-instance.ts';
import {
  literal,
  stringOf,
  symbolic,
  type DeploymentScope,
  type ResourceNode,
  type Value,
} from './value.ts';

/** What makes up a resource. */
export interface NodeParts {
  /** Any case, without the API version. */
  type: string;
  /** The name as written: the whole one, or the last part where `parent` is given. */
  name: Value;
  parent: ResourceNode | null;
  scope: DeploymentScope;
  declared?: ResourceInstance | null;
  declaredAt?: Location | null;
  created?: boolean;
  symbol?: string | null;
}

/** A resource, with the parents that a name such as `account/project` implies. */
export function resourceNode(parts: NodeParts): ResourceNode {
  const type = parts.type.toLowerCase();
  const depth = type.split('/').length - 1;
  const names = parts.parent === null && depth > 1 ? segmentsOf(parts.name) : null;
  if (names === null || names.length !== depth) return plainNode({ ...parts, type });
  const parentType = type.slice(0, type.lastIndexOf('/'));
  const parentName = joined(names.slice(0, -1), parts.name.location);
  const parent = resourceNode({
    type: parentType,
    name: parentName,
    parent: null,
    scope: parts.scope,
  });
  return plainNode({ ...parts, type, name: names.at(-1) ?? parts.name, parent });
}

function plainNode(parts: NodeParts): ResourceNode {
  const { type, name, parent } = parts;
  const scope = parent?.scope ?? parts.scope;
  const path = childPath(parent, name);
  const node: ResourceNode = {
    ref: {
      key: keyIn(type, scope, path),
      type,
      name: nameText(name),
      declaredAt: parts.declaredAt ?? null,
      created: parts.created ?? false,
      symbol: parts.symbol ?? null,
      parent: parent?.ref ?? null,
    },
    name,
    path,
    parent,
    scope,
    declared: parts.declared ?? null,
  };
  if (hasAlternatives(node)) {
    alternatives.set(
      node.ref,
      pathsOf(node).map((one) => keyIn(type, scope, one)),
    );
  }
  return node;
}

const keyIn = (type: string, scope: DeploymentScope, path: string): string =>
  `${type}|${scope.key}|${path}`;

const childPath = (parent: ResourceNode | null, name: Value): string =>
  `${parent === null ? '' : `${parent.path}/`}${nameKey(name)}`;

const alternatives = new WeakMap<ResourceRef, string[]>();

/**
 * The keys that a resource would have by each alternative of its name. A name such as
 * `useExisting ? existingName : account.name` is most often that of a resource which the templates
 * make as well; it is one resource with it, not a third.
 */
export function alternativeKeys(ref: ResourceRef): string[] {
  return alternatives.get(ref) ?? [];
}

function hasAlternatives({ name, parent }: ResourceNode): boolean {
  return name.kind === 'choice' || (parent !== null && hasAlternatives(parent));
}

function pathsOf({ name, parent }: ResourceNode): string[] {
  const above = parent === null ? [''] : pathsOf(parent).map((path) => `${path}/`);
  return above
    .flatMap((path) => leavesOf(name).map((leaf) => `${path}${nameKey(leaf)}`))
    .slice(0, 16);
}

function leavesOf(value: Value): Value[] {
  if (value.kind !== 'choice') return [value];
  return [...leavesOf(value.whenTrue), ...leavesOf(value.whenFalse)];
}

/** Text values with slashes between them, as one. */
function joined(segments: Value[], location: Location): Value {
  const parts = segments.flatMap((segment, index) => (index === 0 ? [segment] : ['/', segment]));
  const [only] = segments;
  return segments.length === 1 && only ? only : textOf(parts, location);
}

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
            : ((isId(part) && segments.length === 1 && segments[0]?.length === 0
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
  const [provider = '', ...types] = node.ref.type.split('/');
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

/** The resource that a value names: a resource, or its id in any form. */
export function nodeOf(value: Value): ResourceNode | null {
  if (value.kind === 'resource' || value.kind === 'resource-id') return value.node;
  const segments = value.kind === 'literal' || value.kind === 'text' ? segmentsOf(value) : null;
  if (segments === null) return null;
  const texts = segments.map((segment) => stringOf(segment)?.toLowerCase() ?? null);
  const providers = texts.lastIndexOf('providers');
  const [provider, ...rest] = segments.slice(providers + 1);
  const namespace = provider && stringOf(provider);
  if (providers < 0 || !namespace || rest.length < 2 || rest.length % 2 !== 0) return null;
  const types = rest.filter((_, index) => index % 2 === 0).map(stringOf);
  if (types.includes(null)) return null;
  const names = rest.filter((_, index) => index % 2 === 1);
  return chainOf(
    `${namespace}/${types.join('/')}`,
    names,
    scopeOfSegments(segments.slice(0, providers)),
  );
}

/** A resource from its whole type and the names of itself and its parents. */
export function chainOf(type: string, names: Value[], scope: DeploymentScope): ResourceNode | null {
  const [provider = '', ...types] = type.split('/');
  if (names.length !== types.length) return null;
  let node: ResourceNode | null = null;
  for (const [index, name] of names.entries()) {
    node = resourceNode({
      type: [provider, ...types.slice(0, index + 1)].join('/'),
      name,
      parent: node,
      scope,
    });
  }
  return node;
}

function scopeOfSegments(segments: Value[]): DeploymentScope {
  const [, , subscription, , group] = segments;
  if (!subscription) return rootScope('tenant');
  const within = namedSubscription(subscription);
  return group ? namedResourceGroup(group, within) : within;
}
