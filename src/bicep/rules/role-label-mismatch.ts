import {
  builtInRole,
  builtInRoleForPeople,
  type BuiltInRole,
} from '../../core/rbac/built-in-roles.ts';
import { rightGuid } from '../fixes/right-guid.ts';
import { otherRoleNamedBy, otherRoleNamedIn } from './role-labels.ts';
import { roleLiterals, type RoleLiteral } from './role-literals.ts';
import { finding, type BicepRule } from './rule.ts';
import { ruleWords } from './words.ts';

/**
 * A role GUID whose variable, key or comment names another role. Among the roles called Cognitive
 * Services names are used loosely, so that it is only a hint there.
 */
export const roleLabelMismatch: BicepRule = {
  worst: 'warning',
  sees: 'file',
  judge(path, file) {
    return roleLiterals(path, file).flatMap(({ text, location, labels }) => {
      const held = builtInRole(text);
      const wrong = held === null ? null : firstWrong(labels, held);
      if (held === null || wrong === null) return [];
      const message = ruleWords['role-label-mismatch'].message({
        label: wrong.label,
        actual: builtInRoleForPeople(held.guid),
        named: builtInRoleForPeople(wrong.role.guid),
      });
      const severity = [held, wrong.role].every(isCognitiveServices) ? 'hint' : 'warning';
      const fixes = rightGuid(location, wrong.role, false);
      return [finding('role-label-mismatch', severity, location, message, { fixes })];
    });
  },
};

function firstWrong(
  labels: RoleLiteral['labels'],
  held: BuiltInRole,
): { label: string; role: BuiltInRole } | null {
  for (const { kind, text } of labels) {
    const role = kind === 'name' ? otherRoleNamedBy(text, held) : otherRoleNamedIn(text, held);
    if (role !== null) return { label: text, role };
  }
  return null;
}

const isCognitiveServices = ({ name }: BuiltInRole): boolean =>
  name.startsWith('Cognitive Services ');
