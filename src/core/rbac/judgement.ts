import { describeScope, normalizeScope, scopeLevel } from '../arm/scope.ts';
import type { RoleAssignment } from '../facts/azure.ts';
import type { AccessSnapshot } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import type { DecidedBy, VerdictState } from './verdict.ts';

/** May this principal do this action at this scope? */
export interface Question {
  principalId: string;
  action: string;
  scope: string;
}

/** The answer to one question, with what decided it. */
export interface Judgement {
  state: Exclude<VerdictState, 'platform-managed'>;
  decidedBy: DecidedBy | null;
  /** When the deciding grant was made, ISO 8601, where that is known. */
  grantedAt: string | null;
  /** Until when the deciding grant may spread, ISO 8601, gone by or not; null where nobody knows. */
  settlesAt: string | null;
  /** Grants that a condition decides, each with all that has to hold; empty in other states. */
  conditionalGrants: { decidedBy: DecidedBy; conditions: string[] }[];
  note: string;
}

/** The judgement that nothing can be said, and why. */
export function undecided(note: string): Judgement {
  return {
    state: 'unknown',
    decidedBy: null,
    grantedAt: null,
    settlesAt: null,
    conditionalGrants: [],
    note,
  };
}

/** Where a grant stands relative to the scope asked about, in words. */
export function placeInWords(assignedAt: string, asked: string): string {
  return normalizeScope(assignedAt) === normalizeScope(asked)
    ? `assigned at the ${scopeLevel(asked)} itself`
    : `inherited from ${describeScope(assignedAt)}`;
}

/** The way a grant takes to a principal: where it was assigned, and through which group. */
export function pathInWords(
  assignment: Pick<RoleAssignment, 'principalId' | 'scope'>,
  question: Pick<Question, 'principalId' | 'scope'>,
  facts: Pick<AccessSnapshot, 'directory' | 'memberships'>,
): string {
  const place = placeInWords(assignment.scope, question.scope);
  if (assignment.principalId === question.principalId) return place;
  const groups = groupsBetween(question.principalId, assignment.principalId, facts.memberships);
  const names = groups.map((id) => {
    const named = facts.directory[id];
    return (named && valueOf(named)?.displayName) ?? id;
  });
  return `${place}, through group ${names.join(' in group ')}`;
}

/** The groups by which a principal is in another group: the one it is directly in, then the other. */
function groupsBetween(
  principalId: string,
  holder: string,
  memberships: AccessSnapshot['memberships'],
): string[] {
  const above = (id: string): string[] => {
    const fact = memberships[id.toLowerCase()];
    return (fact && valueOf(fact)) ?? [];
  };
  const direct = above(principalId);
  const first = direct.includes(holder.toLowerCase())
    ? undefined
    : direct.find((group) => above(group).includes(holder.toLowerCase()));
  return first === undefined ? [holder] : [first, holder];
}
