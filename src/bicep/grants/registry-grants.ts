import { bothHold, conditionsOf } from '../evaluate/condition.ts';
import { locate, type Frame } from '../evaluate/frame.ts';
import { addGap } from '../evaluate/gaps.ts';
import { itemsOf } from '../evaluate/items.ts';
import { memberOf } from '../evaluate/members.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { nameOfPart } from '../evaluate/pattern-part.ts';
import { assignmentModules } from '../evaluate/registry/assignment-modules.ts';
import { registryModule, type RoleNames } from '../evaluate/registry/avm.ts';
import { patternModules, type PatternPart } from '../evaluate/registry/pattern-modules.ts';
import { chainOf, resourceNode } from '../evaluate/resource-node.ts';
import { isNull, literal, symbolic, type ResourceNode, type Value } from '../evaluate/value.ts';
import { moduleAssignment } from './assignment-module.ts';
import { grantsOf, type Assignment } from './assignment.ts';
import { nameInModule } from './module-role-names.ts';
import type { RoleGrant } from './role-grant.ts';
import { roleOf } from './to-role.ts';

type RegistryCall = ModuleInstance & { kind: 'registry' };

/** The role assignments that a module of the registry makes from what it is given. */
export function registryGrants(call: RegistryCall, frame: Frame): RoleGrant[] {
  const conditions = bothHold(frame.conditions, call.conditions);
  if (conditions === null) return [];
  const inCall = { ...call, conditions };
  const single = assignmentModules[call.module.path];
  if (single) return moduleAssignment(inCall, single, frame);
  const parts = patternModules[call.module.path]?.parts ?? [];
  return [
    ...call.arguments
      .names()
      .filter((name) => call.resource !== null || name === 'roleAssignments')
      .flatMap((name) => argumentGrants(inCall, name, frame)),
    ...parts.flatMap((part) => partGrants(inCall, part, frame)),
  ];
}

/** What a pattern module assigns at a resource that it makes, where it makes that. */
function partGrants(call: RegistryCall, part: PatternPart, frame: Frame): RoleGrant[] {
  const value = call.arguments.get(part.parameter);
  if (value === undefined || isNull(value)) return [];
  const location = locate(frame, call.declaration);
  if (value.kind !== 'object' || value.rest.length > 0) {
    const reason = `What its ${part.parameter} holds is not known here.`;
    addGap(frame, { reference: call.module.path, reason, location });
  }
  const isMade = part.onlyIf === null ? literal(true, location) : call.arguments.get(part.onlyIf);
  const made = isMade && conditionsOf(isMade);
  const conditions = made ? bothHold(call.conditions, made) : null;
  // A resource that is there already gets none of them.
  const existing = memberOf(value, 'existingResourceId', value.location);
  if (conditions === null || !isNull(existing) || value.kind !== 'object') return [];
  const node = resourceNode({
    type: part.type,
    name: nameOfPart(part, call, location),
    parent: null,
    scope: call.scope,
    created: true,
  });
  const { roles = null } = registryModule(`br/public:avm/res/${part.module ?? ''}`) ?? {};
  const elements = memberOf(value, 'roleAssignments', value.location);
  return elementGrants({ ...call, conditions }, elements, node, roles, frame);
}

/** Grants of one argument: `roleAssignments` itself, or those of what the module makes within. */
function argumentGrants(call: RegistryCall, name: string, frame: Frame): RoleGrant[] {
  const value = call.arguments.get(name);
  if (value === undefined) return [];
  if (name === 'roleAssignments') {
    const node = call.resource;
    return elementGrants(call, value, node, call.module.roles, frame);
  }
  return nestedGrants(call, value, [name], frame);
}

/** `privateEndpoints[].roleAssignments`, `blobServices.containers[].roleAssignments` and their like. */
function nestedGrants(call: RegistryCall, value: Value, path: string[], frame: Frame): RoleGrant[] {
  if (path.length > 4 || call.resource === null) return [];
  const { resource } = call;
  if (value.kind === 'array') {
    return value.items.flatMap((item) => {
      const conditions = bothHold(call.conditions, item.conditions);
      if (conditions === null) return [];
      const turn = { ...call, conditions, repeated: call.repeated || item.repeated };
      return nestedGrants(turn, item.value, path, frame);
    });
  }
  if (value.kind !== 'object') return [];
  return [...value.entries].flatMap(([name, entry]) => {
    if (name !== 'roleAssignments') return nestedGrants(call, entry, [...path, name], frame);
    const child = childNode(resource, path, value.entries.get('name') ?? null, call);
    return elementGrants(call, entry, child, null, frame);
  });
}

/** A resource that a module makes beside, or below, its main one. */
function childNode(
  resource: ResourceNode,
  path: string[],
  name: Value | null,
  call: RegistryCall,
): ResourceNode {
  const own = name ?? symbolic(`?${call.key}.${path.join('.')}`, resource.name.location);
  const scope = call.scope;
  if (path.at(-1) === 'privateEndpoints') {
    return resourceNode({
      type: 'microsoft.network/privateendpoints',
      name: own,
      parent: null,
      scope,
      created: true,
    });
  }
  const type = `${resource.ref.type}/${path.join('/')}`;
  const names = [...path.slice(1).map(() => symbolic('default', own.location)), own];
  const [provider, ...types] = resource.ref.type.split('/');
  const above = chainOf([provider, ...types].join('/'), [resource.name], resource.scope);
  let node = above ?? resource;
  for (const [index, segment] of path.entries()) {
    node = resourceNode({
      type: type
        .split('/')
        .slice(0, types.length + 2 + index)
        .join('/'),
      name: names[index] ?? symbolic(segment, own.location),
      parent: node,
      scope,
      created: true,
    });
  }
  return node;
}

function elementGrants(
  call: RegistryCall,
  elements: Value,
  node: ResourceNode | null,
  roles: RoleNames | null,
  frame: Frame,
): RoleGrant[] {
  if (isNull(elements)) return [];
  return itemsOf(elements).flatMap(({ value, conditions, repeated }) => {
    const both = bothHold(call.conditions, conditions);
    if (both === null || isNull(value)) return [];
    const { location } = value;
    const of = (name: string): Value | null => {
      const member = memberOf(value, name, location);
      return isNull(member) ? null : member;
    };
    const missing = symbolic(`?${call.key}.roleAssignments`, location);
    const assignment: Assignment = {
      location,
      form: 'registry-module-element',
      principalId: of('principalId') ?? missing,
      principalType: of('principalType'),
      role: of('roleDefinitionIdOrName') ?? of('roleDefinitionId') ?? missing,
      scope: null,
      name: value.kind === 'object' ? of('name') : null,
      conditions: both,
      repeated: call.repeated || repeated,
      toRole: (role) => nameInModule(roleOf(role, frame), roles),
      toScope: () =>
        node === null
          ? { kind: 'unknown', text: call.module.path, location }
          : { kind: 'resource', resource: node.ref, location: locate(frame, call.declaration) },
    };
    return grantsOf(assignment, frame);
  });
}
