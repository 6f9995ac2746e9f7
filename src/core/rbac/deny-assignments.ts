import { covers, sameScope } from '../arm/scope.ts';
import type { DenyAssignment } from '../facts/azure.ts';
import { placeInWords, type Judgement, type Question } from './judgement.ts';
import { includesAction } from './permissions.ts';

/** Whether a deny assignment reaches the question, as far as can be seen from outside. */
export function mayDeny(deny: DenyAssignment, question: Question): boolean {
  const reaches = deny.doNotApplyToChildScopes
    ? sameScope(deny.scope, question.scope)
    : covers(deny.scope, question.scope);
  const excluded = deny.excludePrincipals.some(({ id }) => id === question.principalId);
  return reaches && !excluded && includesAction(deny.permissions, question.action);
}

/** A condition, or an excluded group that the principal may be in, leaves a deny assignment open. */
export function deniesForCertain({ condition, excludePrincipals }: DenyAssignment): boolean {
  return condition === null && !excludePrincipals.some(({ type }) => type === 'Group');
}

/** The judgement where a deny assignment may stand in the way of a grant. */
export function byPossibleDeny(deny: DenyAssignment, question: Question): Judgement {
  return deny.condition === null
    ? byDeny(
        'unknown',
        deny,
        question,
        'A deny assignment turns on a group; whether the principal is in it was not read.',
      )
    : byDeny(
        'conditional',
        deny,
        question,
        `A deny assignment with a condition may apply: ${deny.condition}`,
      );
}

/** A judgement that a deny assignment decides. */
export function byDeny(
  state: Judgement['state'],
  deny: DenyAssignment,
  question: Question,
  note: string,
): Judgement {
  const path = placeInWords(deny.scope, question.scope);
  const { id, name: roleName, scope } = deny;
  return {
    state,
    decidedBy: { kind: 'deny-assignment', id, roleName, roleId: null, scope, path },
    grantedAt: null,
    settlesAt: null,
    conditionalGrants: [],
    note,
  };
}
