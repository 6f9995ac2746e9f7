import type { Location } from '../grants/role-grant.ts';
import { onEach } from './choice.ts';
import { scopeMember } from './deployment-scope.ts';
import { anyItemOf } from './items.ts';
import { keyOf } from './key.ts';
import { moduleOutput } from './modules.ts';
import { nodeOf } from './resource-node.ts';
import { isNull, literal, stringOf, symbolic, type ResourceNode, type Value } from './value.ts';

const userAssignedType = 'microsoft.managedidentity/userassignedidentities';

/** `value.name`. */
export function memberOf(value: Value, name: string, location: Location): Value {
  switch (value.kind) {
    case 'choice':
      return onEach(value, (one) => memberOf(one, name, location));
    case 'object': {
      const entry = value.entries.get(name);
      if (entry !== undefined) return entry;
      const [from] = value.rest;
      if (from !== undefined) return memberOf(from, name, location);
      const missing = literal(null, location);
      return value.byDefault === undefined
        ? missing
        : { ...missing, byDefault: `${value.byDefault}.${name}` };
    }
    case 'resource':
      return resourceMember(value.node, name, location);
    case 'state':
      return stateMember(value.node, `${value.path}.${name}`, location);
    case 'scope':
      return scopeMember(value.scope, name, location);
    case 'module':
      if (name === 'outputs') return { kind: 'outputs', instance: value.instance, location };
      return symbolic(`${keyOf(value)}.${name}`, location);
    case 'outputs':
      return moduleOutput(value.instance, name, location);
    case 'symbolic': {
      const { parameter, fallback } = value;
      return symbolic(`${keyOf(value)}.${name}`, location, {
        parameter: parameter === null ? null : `${parameter}.${name}`,
        fallback:
          fallback &&
          (() => {
            const base = fallback();
            const found = base && memberOf(base, name, location);
            return found && !isNull(found) ? found : null;
          }),
      });
    }
    case 'built-in-role':
      return name === 'id' || name === 'roleDefinitionId'
        ? value
        : symbolic(`${keyOf(value)}.${name}`, location);
    case 'literal':
      if (isNull(value)) return { ...value, location };
      return symbolic(`${keyOf(value)}.${name}`, location);
    case 'text':
    case 'array':
    case 'resource-id':
    case 'principal':
    case 'deployer':
    case 'scope-id':
    case 'guid':
    case 'logic':
      return symbolic(`${keyOf(value)}.${name}`, location);
  }
}

function resourceMember(node: ResourceNode, name: string, location: Location): Value {
  switch (name) {
    case 'id':
      return { kind: 'resource-id', node, labels: labelsOf(node), location };
    case 'name':
      return node.name;
    case 'type':
      return literal(node.type, location);
    default:
      return stateMember(node, name, location);
  }
}

/** The symbolic name of an `existing` role definition says what the author takes it for. */
function labelsOf({ ref }: ResourceNode): { text: string; location: Location }[] {
  return ref.symbol !== null && ref.declaredAt !== null
    ? [{ text: ref.symbol, location: ref.declaredAt }]
    : [];
}

/** What Azure reports of a resource, as far as it tells who a principal is. */
export function stateMember(node: ResourceNode, path: string, location: Location): Value {
  const isUserAssigned = node.ref.type === userAssignedType;
  switch (path) {
    case 'identity.principalId':
      return { kind: 'principal', who: 'system-assigned', node, location };
    case 'properties.principalId':
    case 'principalId':
      if (!isUserAssigned) break;
      return { kind: 'principal', who: 'user-assigned', node, location };
    case 'properties.agentIdentity.agentIdentityId':
      return { kind: 'principal', who: 'agent', node, location };
    default:
  }
  return { kind: 'state', node, path, location };
}

/** `value[index]`. */
export function elementOf(value: Value, index: Value, fromEnd: boolean, location: Location): Value {
  const name = stringOf(index);
  if (name !== null) return memberOf(value, name, location);
  if (value.kind === 'state' && value.path === 'identity.userAssignedIdentities') {
    const identity = nodeOf(index);
    if (identity !== null) return { kind: 'state', node: identity, path: 'properties', location };
  }
  // A map of names has no id among its keys.
  if (value.kind === 'object' && value.rest.length === 0 && isIdText(index)) {
    return literal(null, location);
  }
  const at = index.kind === 'literal' && typeof index.value === 'number' ? index.value : null;
  if (value.kind === 'array') {
    const { items } = value;
    const isCounted = items.every((item) => !item.repeated && item.conditions.length === 0);
    const [first] = items;
    if (isCounted && at !== null) {
      return items[fromEnd ? items.length - at : at]?.value ?? literal(null, location);
    }
    // All turns of a loop that repeats are alike, so is the one with an open index.
    if (items.length === 1 && first) return first.value;
  }
  if (value.kind === 'symbolic' && at !== null && !fromEnd) {
    const fallback = value.fallback?.();
    if (fallback?.kind === 'array' && fallback.items[at]) return fallback.items[at].value;
  }
  if (value.kind === 'symbolic' && at === null) {
    const any = anyItemOf(value);
    if (index.kind === 'symbolic' && index.key === `index(${keyOf(value)})`) return any;
  }
  const place = `[${fromEnd ? '^' : ''}${keyOf(index)}]`;
  const parameter = value.kind === 'symbolic' ? value.parameter : null;
  return symbolic(`${keyOf(value)}${place}`, location, {
    parameter: parameter === null ? null : `${parameter}${place}`,
  });
}

function isIdText(value: Value): boolean {
  if (value.kind === 'resource-id' || value.kind === 'scope-id') return true;
  return (
    value.kind === 'text' &&
    value.parts.some((part) => typeof part === 'string' && part.includes('/providers/'))
  );
}
