import { normalizeScope } from '../arm/scope.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import type { Judgement } from '../rbac/judgement.ts';
import type { AccessQuestionFacts, NamedPrincipal } from './access-question-facts.ts';
import { unresolved, type AnswerVerdict, type Unresolved } from './answer.ts';
import { listFor, type ListedGrant } from './list.ts';

/** A grant that one of two principals has and the other has not. */
export interface Difference {
  holder: 'first' | 'second';
  grant: ListedGrant;
}

/** "Where do X and Y differ at Z", for "it works for me and not for the agent". */
export interface CompareAnswer {
  kind: 'compare';
  /** `yes`: they may do the same; `no`: they differ. With an action, whether they differ on it. */
  verdict: AnswerVerdict;
  first: NamedPrincipal;
  second: NamedPrincipal;
  scope: string;
  /** How each stands to the action, where one was named. */
  action: { name: string; first: Judgement['state']; second: Judgement['state'] } | null;
  /** The first of them is the first grant that differs; the widest scope comes first. */
  differences: Difference[];
  shared: ListedGrant[];
  missing: string[];
}

/** Compares the two principals of the facts at their scope. */
export function answerCompare(
  facts: AccessQuestionFacts,
  action: string | null,
): CompareAnswer | Unresolved {
  const [first, second] = facts.principals;
  if (first?.status !== 'known' || second?.status !== 'known' || facts.scope.status === 'unknown') {
    return unresolved('compare', [first, second, facts.scope]);
  }
  const scope = facts.scope.value;
  const [left, right] = [first.value, second.value].map((one) => listFor(facts, one, scope));
  if (left === undefined || right === undefined) return unresolved('compare', []);
  const only = (holder: Difference['holder'], own: ListedGrant[], others: ListedGrant[]) =>
    own
      .filter((grant) => !others.some((other) => keyOf(other) === keyOf(grant)))
      .map((grant): Difference => ({ holder, grant }));
  const differences = [
    ...only('first', left.grants, right.grants),
    ...only('second', right.grants, left.grants),
  ].sort((a, b) => a.grant.scope.length - b.grant.scope.length);
  const missing = [...left.missing, ...right.missing];
  const stateOf = ({ id }: NamedPrincipal, name: string): Judgement['state'] =>
    judgeAccess({ principalId: id, action: name, scope }, facts).state;
  const judged =
    action === null
      ? null
      : {
          name: action,
          first: stateOf(first.value, action),
          second: stateOf(second.value, action),
        };
  const same = judged ? judged.first === judged.second : differences.length === 0;
  const open = judged ? [judged.first, judged.second].includes('unknown') : missing.length > 0;
  return {
    kind: 'compare',
    verdict: open ? 'unknown' : same ? 'yes' : 'no',
    first: first.value,
    second: second.value,
    scope,
    action: judged,
    differences,
    shared: left.grants.filter((grant) =>
      right.grants.some((other) => keyOf(other) === keyOf(grant)),
    ),
    missing,
  };
}

/** Two grants are the same if they give the same role at the same scope under the same condition. */
function keyOf({ roleId, scope, condition }: ListedGrant): string {
  return `${roleId} ${normalizeScope(scope)} ${condition ?? ''}`;
}
