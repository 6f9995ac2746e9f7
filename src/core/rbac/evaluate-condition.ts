import type { PermissionSet, RoleAssignment } from '../facts/azure.ts';
import { parseCondition, type ConditionExpression } from './condition-syntax.ts';
import { matchesAction, setsWith } from './permissions.ts';

/** A truth value by Kleene's logic: unknown where it turns on what only the service sees. */
type Truth = boolean | 'unknown';

/**
 * Whether a condition holds for an action, whatever the attributes are that only the service sees.
 * Most conditions restrict a few actions and let all others pass, which can be told from outside.
 * A text that is not understood is unknown.
 */
export function evaluateCondition(condition: string, action: string): Truth {
  const parsed = parseCondition(condition);
  return parsed === null ? 'unknown' : evaluate(parsed, action);
}

function evaluate(expression: ConditionExpression, action: string): Truth {
  switch (expression.kind) {
    case 'attribute':
      return 'unknown';
    case 'action-matches':
      return expression.patterns.some((pattern) => matchesAction(pattern, action));
    case 'not': {
      const value = evaluate(expression.operand, action);
      return value === 'unknown' ? value : !value;
    }
    case 'and':
    case 'or': {
      const decisive = expression.kind === 'or';
      const values = expression.operands.map((operand) => evaluate(operand, action));
      if (values.includes(decisive)) return decisive;
      return values.includes('unknown') ? 'unknown' : !decisive;
    }
  }
}

/**
 * What has to hold besides for an assignment of a role to give an action: the conditions of the
 * assignment and of the role that turn on something else than the action. Empty where nothing has
 * to; null where the assignment does not give the action, whatever holds.
 */
export function conditionsToGrant(
  { condition }: Pick<RoleAssignment, 'condition'>,
  permissions: PermissionSet[],
  action: string,
): string[] | null {
  const ofSets = setsWith(permissions, action).map((set) => left(set.condition, action));
  const possible = ofSets.filter((conditions) => conditions !== null);
  const ofAssignment = left(condition, action);
  if (ofAssignment === null || possible.length === 0) return null;
  const byRole = possible.some((conditions) => conditions.length === 0) ? [] : possible.flat();
  return [...ofAssignment, ...byRole];
}

/** A condition as a list: empty where it holds anyway, null where it never does. */
function left(condition: string | null, action: string): string[] | null {
  const value = condition === null ? true : evaluateCondition(condition, action);
  if (value === false) return null;
  return value === true || condition === null ? [] : [condition];
}
