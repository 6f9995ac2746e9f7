import { builtInRoleNamed } from '../../core/rbac/built-in-roles.ts';
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
