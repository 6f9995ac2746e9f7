import type { Location, ResourceRef } from '../grants/role-grant.ts';
import { namedResourceGroup, namedSubscription, rootScope } from './deployment-scope.ts';
import { nameKey, nameText } from './key.ts';
import { joined, segmentsOf } from './segments.ts';
import type { ResourceInstance } from './resource-instance.ts';
import { stringOf, type DeploymentScope, type ResourceNode, type Value } from './value.ts';

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
  const { type } = parts;
  const depth = type.split('/').length - 1;
  const names = parts.parent === null && depth > 1 ? segmentsOf(parts.name) : null;
  if (names === null || names.length !== depth) return plainNode(parts);
  const parentType = type.slice(0, type.lastIndexOf('/'));
  const parentName = joined(names.slice(0, -1), parts.name.location);
  const parent = resourceNode({
    type: parentType,
    name: parentName,
    parent: null,
    scope: parts.scope,
  });
  return plainNode({ ...parts, name: names.at(-1) ?? parts.name, parent });
}

function plainNode(parts: NodeParts): ResourceNode {
  const { name, parent } = parts;
  const type = parts.type.toLowerCase();
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
    type: parts.type,
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
