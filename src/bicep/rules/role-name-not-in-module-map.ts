import { builtInRoleNamed } from '../../core/rbac/built-in-roles.ts';
import type { RoleGrant } from '../grants/role-grant.ts';
import { replaceRole } from '../fixes/replace-role.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/** A display name that is passed to a module whose own list of names lacks it. */
export const roleNameNotInModuleMap: BicepRule = {
  worst: 'error',
  sees: 'deployment',
  judge(deployment, context) {
    return deployment.grants.flatMap((grant) => {
      const { role } = grant;
      if (role.kind !== 'name' || role.inModuleMap !== false) return [];
      if (deployment.grants.some((other) => isOtherWayOfSameCall(other, grant, role.name)))
        return [];
      const meant = builtInRoleNamed(role.name);
      const message = ruleWords['role-name-not-in-module-map'].message({
        name: role.name,
        role: meant?.guid ?? null,
      });
      const fixes = meant === null ? [] : replaceRole(grant, meant.guid, context);
      return [finding('role-name-not-in-module-map', 'error', role.location, message, { fixes })];
    });
  },
};

/**
 * Whether the module call that names a role leads to another assignment as well, whose map has the
 * name: modules that assign at whatever scope they are given call one of several others.
 */
function isOtherWayOfSameCall(other: RoleGrant, grant: RoleGrant, name: string): boolean {
  const [call] = grant.calls;
  const [otherCall] = other.calls;
  return (
    other.role.kind === 'guid' &&
    other.role.labels.some(({ text }) => text === name) &&
    other.location.file !== grant.location.file &&
    call !== undefined &&
    call.file === otherCall?.file &&
    call.span.start === otherCall.span.start
  );
}
