import {
  builtInRole,
  builtInRoleForPeople,
  nearestRole,
  type BuiltInRole,
} from '../../core/rbac/built-in-roles.ts';
import { rightGuid } from '../fixes/right-guid.ts';
import type { Severity } from './finding.ts';
import { roleNamed } from './role-labels.ts';
import { roleLiterals } from './role-literals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/**
 * A role GUID that is none. It is an error near a real one and a warning under the name of one: any
 * other may be a custom role's, or that of a role which is newer than the list.
 */
export const unknownRoleGuid: BicepRule = {
  worst: 'error',
  sees: 'file',
  judge(path, file) {
    return roleLiterals(path, file).flatMap(({ text, location, labels }) => {
      if (builtInRole(text) !== null) return [];
      const near = nearestRole(text);
      const label = labels.find((one) => roleNamed(one.text) !== null)?.text ?? null;
      // What the author calls it counts more than digits that happen to be alike.
      const meant = roleNamed(label ?? '') ?? near;
      const message = ruleWords['unknown-role-guid'].message({
        guid: text,
        meant: meant && builtInRoleForPeople(meant.guid),
        label: meant === near ? null : label,
      });
      const fixes = meant === null ? [] : rightGuid(location, meant, true);
      return [finding('unknown-role-guid', severityOf(near, meant), location, message, { fixes })];
    });
  },
};

function severityOf(near: BuiltInRole | null, meant: BuiltInRole | null): Severity {
  if (near !== null) return 'error';
  return meant === null ? 'information' : 'warning';
}
