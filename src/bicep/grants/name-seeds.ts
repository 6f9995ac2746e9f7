import { keyOf } from '../evaluate/key.ts';
import { nodeOf } from '../evaluate/resource-node.ts';
import type { Value } from '../evaluate/value.ts';
import type { Branch } from '../evaluate/choice.ts';
import type { GrantScope, NameSeed } from './role-grant.ts';

/** What makes up an assignment, as values. */
interface Triple {
  who: Branch;
  what: Branch;
  where: Value | null;
  scope: GrantScope;
}

/** Which parts of an assignment differ whenever a seed of its name does. */
export function seedsTelling(seed: Value, triple: Triple): NameSeed['tells'] {
  const values = partsOf(seed);
  const tells: NameSeed['tells'] = [];
  if (values.some((value) => tellsScope(value, triple))) tells.push('scope');
  if (values.some((value) => tellsPrincipal(value, triple.who.value))) tells.push('principal');
  if (values.some((value) => tellsRole(value, triple.what.value))) tells.push('role');
  return tells;
}

/** Seeds put together of more values than these are looked at in part. */
const mostParts = 100;

/** A value and those that it is put together from. */
function partsOf(seed: Value): Value[] {
  const parts = [seed];
  for (let index = 0; index < parts.length && parts.length < mostParts; index += 1) {
    const part = parts[index];
    if (part) parts.push(...innerOf(part).slice(0, mostParts));
  }
  return parts;
}

function innerOf(value: Value): Value[] {
  switch (value.kind) {
    case 'text':
      return value.parts.filter((part) => typeof part !== 'string');
    case 'guid':
      return value.seeds.map((seed) => seed.value);
    case 'choice':
      return [value.whenTrue, value.whenFalse];
    case 'array':
      return value.items.map((item) => item.value);
    case 'object':
      return [...value.entries.values()];
    default:
      return [];
  }
}

function tellsScope(value: Value, { where, scope }: Triple): boolean {
  if (scope.kind !== 'resource') {
    return value.kind === 'scope-id' || value.kind === 'scope' || isNameOfScope(value);
  }
  const at = where && nodeOf(where);
  if (!at) return false;
  const node = nodeOf(value);
  // The name alone tells two resources of one type apart.
  return node === null ? keyOf(value) === keyOf(at.name) : node.ref.key === at.ref.key;
}

function isNameOfScope(value: Value): boolean {
  return value.kind === 'symbolic' && value.names !== undefined;
}

/** The id or name of the resource that an identity belongs to stands for the identity. */
function tellsPrincipal(value: Value, principal: Value): boolean {
  if (keyOf(value) === keyOf(principal)) return true;
  if (principal.kind !== 'principal') return false;
  const node = nodeOf(value);
  if (node !== null) return node.ref.key === principal.node.ref.key;
  return keyOf(value) === keyOf(principal.node.name);
}

function tellsRole(value: Value, role: Value): boolean {
  const [one, other] = [value, role].map(roleKey);
  return one === other;
}

function roleKey(value: Value): string {
  const node = value.kind === 'resource' || value.kind === 'resource-id' ? value.node : null;
  if (node?.ref.type === 'microsoft.authorization/roledefinitions') return keyOf(node.name);
  const full = nodeOf(value);
  return full?.ref.type === 'microsoft.authorization/roledefinitions'
    ? keyOf(full.name)
    : keyOf(value);
}
