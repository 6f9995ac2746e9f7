import { covers, describeScope } from '../arm/scope.ts';
import { valueOf, type Fact } from '../facts/fact.ts';
import { requestGrant } from '../fixes/request.ts';
import { assignRole, type Grant } from '../fixes/role-assignment.ts';
import { withGrant } from '../fixes/with-grant.ts';
import { grantOptions } from '../rbac/grant-options.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import { pathInWords, undecided, type Judgement } from '../rbac/judgement.ts';
import { nearestKnownActions } from '../rbac/known-actions.ts';
import { conditionsToGrant } from '../rbac/evaluate-condition.ts';
import { planeOf, type Plane } from '../rbac/plane.ts';
import { roleGuid } from '../arm/role-id.ts';
import { roleNameForPeople } from '../rbac/role-catalogue.ts';
import { sayRight, whoMayGrant, type GrantRight } from '../rbac/who-may-grant.ts';
import type { Fix } from '../fixes/fix.ts';
import type { AccessQuestionFacts, NamedPrincipal, Witness } from './access-question-facts.ts';
import { unresolved, type AnswerVerdict, type Unresolved } from './answer.ts';

/** An assignment that holds at the scope, and whether it was of any use for the question. */
export interface ConsideredGrant {
  roleName: string;
  roleId: string;
  scope: string;
  path: string;
  grants: boolean | 'unknown';
}

/** One way to grant what is missing, and what it would open besides. */
export interface GrantProposal {
  fix: Fix;
  opensBesides: string[];
  /** The verdict on the same question with the grant made: `propagating` until it has spread. */
  withFix: Judgement['state'];
}

/** Whether checkAccess says the same. A disagreement is shown, never settled in silence. */
export interface SecondOpinion {
  agreement: 'agrees' | 'disagrees' | 'no-opinion';
  words: string;
}

/** "Can X do Y at Z", with everything it rests on. */
export interface CanAnswer {
  kind: 'can';
  verdict: AnswerVerdict;
  principal: NamedPrincipal;
  action: string;
  plane: Plane;
  scope: string;
  state: Judgement['state'];
  decidedBy: Judgement['decidedBy'];
  note: string;
  considered: ConsideredGrant[];
  /** The smallest role first; empty where a role is not what is missing. */
  proposals: GrantProposal[];
  /** What the undocumented checkAccess says beside it; null where it was not asked. */
  witness: SecondOpinion | null;
  /** A text to send, where the signed-in person may not make the grant. */
  request: Fix | null;
}

const verdicts: Record<Judgement['state'], AnswerVerdict> = {
  allowed: 'yes',
  propagating: 'unknown',
  conditional: 'unknown',
  unknown: 'unknown',
  'not-granted': 'no',
  denied: 'no',
  'eligible-only': 'no',
};

/** Answers whether the first principal of the facts may do an action at their scope. */
export function answerCan(facts: AccessQuestionFacts, action: string): CanAnswer | Unresolved {
  const [principal] = facts.principals;
  if (
    principal === undefined ||
    principal.status === 'unknown' ||
    facts.scope.status === 'unknown'
  ) {
    return unresolved('can', [principal, facts.scope]);
  }
  const scope = facts.scope.value;
  const { id } = principal.value;
  const { state, decidedBy, note } = judge(id, action, scope, facts);
  const missing = state === 'not-granted' || state === 'eligible-only';
  const grants = missing ? grantsFor(principal.value, action, scope) : [];
  return {
    kind: 'can',
    verdict: verdicts[state],
    principal: principal.value,
    action,
    plane: planeOf(action),
    scope,
    state,
    decidedBy,
    note,
    considered: considered(facts, id, action, scope),
    proposals: grants.map(({ grant, opensBesides }) => ({
      fix: assignRole(grant, sayRight(rightOf(facts, grant))),
      opensBesides,
      withFix: judgeAccess({ principalId: id, action, scope }, withGrant(facts, grant)).state,
    })),
    witness: facts.witness && secondOpinion(facts.witness, verdicts[state]),
    request: requestFor(facts, grants[0]?.grant, action),
  };
}

/**
 * The judgement on an action; that an action is missing which no role knows by its name is no answer,
 * because it is most likely misspelt.
 */
function judge(
  principalId: string,
  action: string,
  scope: string,
  facts: AccessQuestionFacts,
): Judgement {
  const judged = judgeAccess({ principalId, action, scope }, facts);
  if (judged.state !== 'not-granted' && judged.state !== 'eligible-only') return judged;
  const read = Object.values(facts.roleDefinitions).flatMap((fact) => valueOf(fact) ?? []);
  const nearest = nearestKnownActions(action, read);
  if (nearest === null) return judged;
  return undecided(
    `No known role mentions this action, and nothing that is assigned covers it. Did you mean ${nearest.join(', or ')}?`,
  );
}

function grantsFor(
  principal: NamedPrincipal,
  action: string,
  scope: string,
): { grant: Grant; opensBesides: string[] }[] {
  return grantOptions(action).map(({ role, opensBesides }) => ({
    grant: {
      principalId: principal.id,
      principalType: principal.type,
      role: role.guid,
      scope,
    },
    opensBesides,
  }));
}

function considered(
  facts: AccessQuestionFacts,
  principalId: string,
  action: string,
  scope: string,
): ConsideredGrant[] {
  return facts.access
    .filter((access) => access.principalId === principalId)
    .flatMap(({ assignments }) => valueOf(assignments) ?? [])
    .filter((assignment) => covers(assignment.scope, scope))
    .map((assignment) => {
      const roleId = roleGuid(assignment.roleDefinitionId);
      const fact = facts.roleDefinitions[roleId];
      const definition = fact && valueOf(fact);
      return {
        roleName: roleNameForPeople(roleId, definition?.roleName),
        roleId,
        scope: assignment.scope,
        path: pathInWords(assignment, { principalId, scope }, facts),
        grants: definition
          ? conditionsToGrant(assignment, definition.permissions, action) !== null
          : 'unknown',
      };
    });
}

function rightOf(facts: AccessQuestionFacts, grant: Grant): GrantRight | null {
  const caller = valueOf(facts.caller);
  return caller ? whoMayGrant(grant, caller.objectId, facts) : null;
}

function requestFor(
  facts: AccessQuestionFacts,
  grant: Grant | undefined,
  action: string,
): Fix | null {
  if (grant === undefined || rightOf(facts, grant)?.state !== 'may-not') return null;
  const reason = `${action} is needed at ${describeScope(grant.scope)}.`;
  return requestGrant(grant, reason, assignRole(grant, '').command);
}

function secondOpinion(witness: Fact<Witness>, own: AnswerVerdict): SecondOpinion {
  if (witness.status === 'unknown') return { agreement: 'no-opinion', words: witness.detail };
  const { decision } = witness.value;
  const said = `checkAccess, which Azure does not document, says ${decision === 'allowed' ? 'allowed' : 'not allowed'}`;
  if (own === 'unknown') return { agreement: 'no-opinion', words: `${said}.` };
  return (own === 'yes') === (decision === 'allowed')
    ? { agreement: 'agrees', words: `${said}, too.` }
    : {
        agreement: 'disagrees',
        words: `${said}. It does not look into groups, and this judgement does not see what only Azure knows; look at both.`,
      };
}
