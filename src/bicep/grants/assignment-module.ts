import { isEmpty, truthOf } from '../evaluate/condition.ts';
import {
  namedManagementGroup,
  namedResourceGroup,
  namedSubscription,
  ownScope,
} from '../evaluate/deployment-scope.ts';
import { locate, type Frame } from '../evaluate/frame.ts';
import { addGap } from '../evaluate/gaps.ts';
import { memberOf } from '../evaluate/members.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import type { AssignmentModule } from '../evaluate/registry/assignment-modules.ts';
import { isNull, stringOf, symbolic, type DeploymentScope, type Value } from '../evaluate/value.ts';
import { grantsOf } from './assignment.ts';
import { nameInModule } from './module-role-names.ts';
import type { GrantScope, RoleGrant } from './role-grant.ts';
import { roleOf } from './to-role.ts';
import { omittedScope, scopeFrom } from './to-scope.ts';

type RegistryCall = ModuleInstance & { kind: 'registry' };

/** The assignment that a module of the registry makes from its parameters. */
export function moduleAssignment(
  call: RegistryCall,
  { role, at, isScheduled }: AssignmentModule,
  frame: Frame,
): RoleGrant[] {
  const location = locate(frame, call.declaration);
  if (isScheduled && !isPermanent(call)) {
    const reason = 'It gives a role for a time, or after an activation, which is no assignment.';
    addGap(frame, { reference: call.module.path, reason, location });
    return [];
  }
  const missing = symbolic(`?${call.key}`, location);
  const given = (name: string): Value | null => argumentOf(call, name);
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
      toRole: (value) => nameInModule(roleOf(value, frame), call.module.roles),
      toScope: (value) =>
        value === null ? scopeByParameters(call, at, frame) : scopeFrom(value, frame),
    },
    frame,
  );
}

function argumentOf(call: RegistryCall, name: string): Value | null {
  const value = call.arguments.get(name);
  return value === undefined || isNull(value) ? null : value;
}

/** Requests that end in a role that somebody has from now on. */
const assigning = new Set(['AdminAssign', 'AdminExtend', 'AdminRenew', 'AdminUpdate']);

/** Whether Privileged Identity Management is certainly asked for a role that is active and stays. */
function isPermanent(call: RegistryCall): boolean {
  const type = argumentOf(call, 'pimRoleAssignmentType');
  const request = argumentOf(call, 'requestType');
  if (type === null || request === null) return false;
  const member = (value: Value, name: string): Value => memberOf(value, name, value.location);
  return (
    assigning.has(stringOf(request) ?? '') &&
    stringOf(member(type, 'roleAssignmentType')) === 'Active' &&
    stringOf(member(member(type, 'scheduleInfo'), 'durationType')) === 'NoExpiration'
  );
}

/** The scope that a call's own scope and its parameters come to. One that is written is not omitted. */
function scopeByParameters(
  call: RegistryCall,
  at: AssignmentModule['at'],
  frame: Frame,
): GrantScope {
  const location = locate(frame, call.declaration);
  const given = at === 'own-scope' ? call.scope : givenScope(call, at === 'narrowest');
  if (given === null) return { kind: 'unknown', text: call.module.path, location };
  const scope = omittedScope(given, location);
  return 'omitted' in scope ? { ...scope, omitted: given === call.scope && !call.scoped } : scope;
}

/** Null where a parameter may be empty, so that the scope may be a wider one. */
function givenScope(call: RegistryCall, isNarrowest: boolean): DeploymentScope | null {
  const group = isNarrowest ? argumentOf(call, 'resourceGroupName') : null;
  const subscription = isNarrowest ? argumentOf(call, 'subscriptionId') : null;
  const managementGroup = argumentOf(call, 'managementGroupId');
  if ([group, subscription, managementGroup].some((value) => isGiven(value) === null)) return null;
  if (subscription && isGiven(subscription)) {
    const within = namedSubscription(subscription);
    return group && isGiven(group) ? namedResourceGroup(group, within) : within;
  }
  // Without its subscription, a resource group gets nothing.
  if (isGiven(group)) return null;
  if (managementGroup && isGiven(managementGroup)) return namedManagementGroup(managementGroup);
  return call.scoped ? call.scope : ownScope('management-group', call.scope);
}

/** Whether a parameter is given, null where that is open; one without a default is taken to be. */
function isGiven(value: Value | null): boolean | null {
  if (value === null) return false;
  const isLeftOut = truthOf(isEmpty(value, value.location));
  if (isLeftOut !== null) return !isLeftOut;
  return value.kind === 'symbolic' && !value.fallback?.() ? true : null;
}
