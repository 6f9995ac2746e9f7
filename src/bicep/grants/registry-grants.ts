import { bothHold } from '../evaluate/condition.ts';
import { chainOf, resourceNode } from '../evaluate/resource-node.ts';
import { itemsOf } from '../evaluate/items.ts';
import { locate, type Frame } from '../evaluate/frame.ts';
import { memberOf } from '../evaluate/members.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import {
  assignmentModules,
  rolesOfAssignmentModules,
  nestedAssignments,
  registryModule,
  type RegistryModule,
} from '../evaluate/registry/avm.ts';
import { isNull, symbolic, type ResourceNode, type Value } from '../evaluate/value.ts';
import { grantsOf, type Assignment } from './assignment.ts';
import type { GrantRole, GrantScope, RoleGrant } from './role-grant.ts';
import { roleOf } from './to-role.ts';
import { omittedScope, scopeFrom } from './to-scope.ts';

type RegistryCall = ModuleInstance & { kind: 'registry' };

/** The role assignments that a module of the registry makes from what it is given. */
export function registryGrants(call: RegistryCall, frame: Frame): RoleGrant[] {
  const conditions = bothHold(frame.conditions, call.conditions);
  if (conditions === null) return [];
  const inCall = { ...call, conditions };
  const single = assignmentModules[call.module.path];
  if (single) return singleGrant(inCall, single, frame);
  const nested = nestedAssignments[call.module.path] ?? [];
  return [
    ...call.arguments
      .names()
      .filter((name) => call.resource !== null || name === 'roleAssignments')
      .flatMap((name) => argumentGrants(inCall, name, frame)),
    ...nested.flatMap(({ parameter, type, name }) => {
      const value = call.arguments.get(parameter);
      if (value?.kind !== 'object') return [];
      const named =
        value.entries.get(name) ?? symbolic(`?${call.key}.${parameter}`, value.location);
      const node = resourceNode({
        type,
        name: named,
        parent: null,
        scope: call.scope,
        created: true,
      });
      const roles = registryModule(`br/public:${moduleOf[type] ?? ''}`);
      return elementGrants(
        inCall,
        memberOf(value, 'roleAssignments', value.location),
        node,
        roles,
        frame,
      );
    }),
  ];
}

/** The registry's own modules for the resources that a pattern module makes. */
const moduleOf: Record<string, string> = {
  'Microsoft.CognitiveServices/accounts': 'avm/res/cognitive-services/account',
  'Microsoft.KeyVault/vaults': 'avm/res/key-vault/vault',
  'Microsoft.Search/searchServices': 'avm/res/search/search-service',
  'Microsoft.Storage/storageAccounts': 'avm/res/storage/storage-account',
};

function singleGrant(
  call: RegistryCall,
  { role, at }: (typeof assignmentModules)[string],
  frame: Frame,
): RoleGrant[] {
  const location = locate(frame, call.declaration);
  const missing = symbolic(`?${call.key}`, location);
  const given = (name: string): Value | null => {
    const value = call.arguments.get(name);
    return value === undefined || isNull(value) ? null : value;
  };
  const known: RegistryModule = { ...call.module, roles: rolesOfAssignmentModules };
  return grantsOf(
    {
      location,
      form: 'registry-module',
      principalId: given('principalId') ?? missing,
      principalType: given('principalType'),
      role: given(role) ?? missing,
      scope: at === 'resourceId' ? (given('resourceId') ?? missing) : null,
      name: given('name'),
      conditions: call.conditions,
      repeated: call.repeated,
      toRole: (value) => nameInModule(roleOf(value, frame), known),
      toScope: (value) => (value === null ? assignmentScope(call, frame) : scopeFrom(value, frame)),
    },
    frame,
  );
}

/** A call with a written scope omits nothing. */
function assignmentScope(call: RegistryCall, frame: Frame): GrantScope {
  const scope = omittedScope(call.scope, locate(frame, call.declaration));
  return 'omitted' in scope ? { ...scope, omitted: !call.scoped } : scope;
}

/** Grants of one argument: `roleAssignments` itself, or those of what the module makes within. */
function argumentGrants(call: RegistryCall, name: string, frame: Frame): RoleGrant[] {
  const value = call.arguments.get(name);
  if (value === undefined) return [];
  if (name === 'roleAssignments') {
    const node = call.resource;
    return elementGrants(call, value, node, call.module, frame);
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
    return elementGrants(call, entry, child, { ...call.module, roles: null }, frame);
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
  module: RegistryModule | null,
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
      toRole: (role) => nameInModule(roleOf(role, frame), module),
      toScope: () =>
        node === null
          ? { kind: 'unknown', text: call.module.path, location }
          : { kind: 'resource', resource: node.ref, location: locate(frame, call.declaration) },
    };
    return grantsOf(assignment, frame);
  });
}

/** A display name as the module's own map resolves it. */
function nameInModule(role: GrantRole, module: RegistryModule | null): GrantRole {
  if (role.kind !== 'name') return role;
  const roles = module?.roles ?? null;
  const guid = roles?.get(role.name) ?? null;
  return { ...role, guid, inModuleMap: roles === null ? null : guid !== null };
}
