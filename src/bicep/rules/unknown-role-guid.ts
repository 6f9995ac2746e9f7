import { builtInRole, builtInRoleForPeople, nearestRole } from '../../core/rbac/built-in-roles.ts';
import { rightGuid } from '../fixes/right-guid.ts';
import { roleLiterals } from './role-literals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/**
 * A role GUID that is none. Only one that is near a real one is an error: any other may be a custom
 * role's, or that of a role which is newer than the list.
 */
export const unknownRoleGuid: BicepRule = {
  worst: 'error',
  sees: 'file',
  judge(path, file) {
    return roleLiterals(path, file).flatMap(({ text, location }) => {
      if (builtInRole(text) !== null) return [];
      const near = nearestRole(text);
      const nearest = near === null ? null : builtInRoleForPeople(near.guid);
      const message = ruleWords['unknown-role-guid'].message({ guid: text, nearest });
      const fixes = near === null ? [] : rightGuid(location, near, true);
      const severity = near === null ? 'information' : 'error';
      return [finding('unknown-role-guid', severity, location, message, { fixes })];
    });
  },
};
