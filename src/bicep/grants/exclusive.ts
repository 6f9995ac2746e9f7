import type { GrantCondition } from './role-grant.ts';

/**
 * Whether two grants can never be made by the same run: one needs what the other rules out. Where
 * nothing shows it, they are taken to be possible together.
 */
export function excludeEachOther(left: GrantCondition[], right: GrantCondition[]): boolean {
  return left.some((one) => right.some((other) => contradict(one, other)));
}

function contradict(one: GrantCondition, other: GrantCondition): boolean {
  if (one.text === other.text) return one.negated !== other.negated;
  if (one.negated || other.negated || !one.equals || !other.equals) return false;
  const { subject, value } = one.equals;
  return subject === other.equals.subject && value !== other.equals.value;
}
