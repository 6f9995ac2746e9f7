import { covers, sameScope, scopeLevel } from '../arm/scope.ts';
import type { RoleAssignment, RoleDefinition } from '../facts/azure.ts';
import type { AccessFacts, AccessSnapshot } from '../facts/diagnosis-facts.ts';
import { valueOf } from '../facts/fact.ts';
import type { DecidedBy } from './verdict.ts';
import { conditionInWords } from './condition-words.ts';
import { byDeny, byPossibleDeny, deniesForCertain, mayDeny } from './deny-assignments.ts';
import { pathInWords, undecided, type Judgement, type Question } from './judgement.ts';
import { conditionsToGrant } from './evaluate-condition.ts';
import { includesAction } from './permissions.ts';
import { planeOf } from './plane.ts';
import { propagation, type Propagation } from './propagation.ts';
import { roleGuid } from '../arm/role-id.ts';
import { roleNameForPeople, shippedDefinition } from './role-catalogue.ts';

/** A grant that covers the question: the assignment and the definition that gives the action. */
interface Grant {
  assignment: RoleAssignment;
  definition: RoleDefinition;
  /** What has to hold besides: conditions that do not turn on the action alone. */
  conditions: string[];
  /** False where the shipped catalogue stood in for the tenant's definition. */
  readFromTenant: boolean;
}

/**
 * Judges one action at one scope by Azure's rules: a deny assignment wins, then any
 * unconditional grant, then one that is still spreading, then one with a condition that cannot be
 * evaluated here, then a role that is only eligible. It says `not-granted` only when everything that
 * could have granted was read.
 */
export function judgeAccess(question: Question, facts: AccessSnapshot): Judgement {
  const access = accessFor(question, facts);
  if (access === null) {
    return undecided('No role assignments were read at a scope that would show it.');
  }
  const denies = (valueOf(access.denyAssignments) ?? []).filter((deny) => mayDeny(deny, question));
  const certain = denies.find(deniesForCertain);
  if (certain)
    return byDeny('denied', certain, question, 'A deny assignment wins over every role.');
  if (access.assignments.status === 'unknown') return undecided(access.assignments.detail);

  const covering = access.assignments.value.filter(({ scope }) => covers(scope, question.scope));
  const { grants, unread } = splitByDefinition(covering, question.action, facts);
  const judgement =
    judgeGrants(question, grants, facts) ??
    (unread.length > 0 ? unreadDefinition(unread) : judgeEligibility(question, access, facts));
  const [possible] = denies;
  return possible && judgement.state === 'allowed'
    ? byPossibleDeny(possible, question)
    : withDenyCaveat(judgement, access);
}

/** The read that shows assignments at the question's scope: the nearest scope that was asked. */
function accessFor(question: Question, facts: AccessSnapshot): AccessFacts | null {
  const candidates = facts.access.filter(
    ({ principalId, scope }) =>
      principalId === question.principalId &&
      (covers(scope, question.scope) || covers(question.scope, scope)),
  );
  // Asked at a scope, ARM lists what holds at it, above it and below it. A read at a child scope
  // therefore shows everything at its parents too, and so does a read at the scope itself.
  return (
    candidates.find(({ scope }) => sameScope(scope, question.scope)) ??
    candidates.find(({ scope }) => covers(question.scope, scope)) ??
    candidates[0] ??
    null
  );
}

/**
 * Splits covering assignments by what their definitions say. A definition that does not exist grants
 * nothing; one that could not be read and is in no catalogue leaves the answer open.
 */
function splitByDefinition(
  assignments: RoleAssignment[],
  action: string,
  facts: AccessSnapshot,
): { grants: Grant[]; unread: RoleAssignment[] } {
  const grants: Grant[] = [];
  const unread: RoleAssignment[] = [];
  for (const assignment of assignments) {
    const guid = roleGuid(assignment.roleDefinitionId);
    const fact = facts.roleDefinitions[guid];
    const definition = fact === undefined ? undefined : valueOf(fact);
    if (fact?.status === 'unknown' && fact.reason === 'not-found') continue;
    const applied = definition ?? shippedFor(action, guid);
    if (applied === null) {
      unread.push(assignment);
      continue;
    }
    const conditions = conditionsToGrant(assignment, applied.permissions, action);
    if (conditions === null) continue;
    grants.push({
      assignment,
      definition: applied,
      conditions,
      readFromTenant: definition !== undefined,
    });
  }
  return { grants, unread };
}

/** The catalogue holds data actions only: on the control plane its silence would mean nothing. */
function shippedFor(action: string, guid: string): RoleDefinition | null {
  return planeOf(action) === 'data' ? shippedDefinition(guid) : null;
}

function judgeGrants(question: Question, grants: Grant[], facts: AccessSnapshot): Judgement | null {
  const unconditional = grants.filter(({ conditions }) => conditions.length === 0);
  const settled = unconditional.find((grant) => !isSpreading(grant, question, facts.at));
  const spreading = unconditional[0];
  const conditional = grants[0];
  if (settled) return judgement('allowed', settled, question, facts, fallbackNote(settled));
  if (spreading) {
    const note = `Granted at ${spreading.assignment.createdOn ?? ''}. ${propagationOf(spreading, question).words}`;
    return judgement('propagating', spreading, question, facts, note);
  }
  if (conditional) {
    const inWords = conditional.conditions.map(conditionInWords).join('; and ');
    const note = `A condition decides, and it cannot be evaluated from outside. It lets the call through where ${inWords}. As written: ${conditional.conditions.join(' and ')}`;
    const conditionalGrants = grants.map((grant) => ({
      decidedBy: decidedByGrant(grant, question, facts),
      conditions: grant.conditions,
    }));
    return {
      ...judgement('conditional', conditional, question, facts, note),
      conditionalGrants,
    };
  }
  return null;
}

function judgement(
  state: Judgement['state'],
  grant: Grant,
  question: Question,
  facts: AccessSnapshot,
  note: string,
): Judgement {
  return {
    state,
    decidedBy: decidedByGrant(grant, question, facts),
    grantedAt: grant.assignment.createdOn,
    settlesAt: settlesAt(grant, question),
    conditionalGrants: [],
    note,
  };
}

function fallbackNote(grant: Grant): string {
  return grant.readFromTenant
    ? ''
    : 'The role definition could not be read; the shipped copy of the built-in role was used.';
}

/** When a grant has had its time to spread; null where it is not known when it was made. */
function settlesAt(grant: Grant, question: Question): string | null {
  const madeAt = Date.parse(grant.assignment.createdOn ?? '');
  if (Number.isNaN(madeAt)) return null;
  return new Date(madeAt + propagationOf(grant, question).minutes * 60_000).toISOString();
}

function isSpreading(grant: Grant, question: Question, at: string): boolean {
  const until = settlesAt(grant, question);
  return until !== null && Date.parse(until) > Date.parse(at);
}

function propagationOf({ assignment }: Grant, { principalId, action }: Question): Propagation {
  if (assignment.principalId !== principalId) return propagation.throughGroup;
  return planeOf(action) === 'data' && scopeLevel(assignment.scope) === 'management-group'
    ? propagation.dataActionsOfManagementGroup
    : propagation.direct;
}

function decidedByGrant(
  { assignment, definition }: Grant,
  question: Question,
  facts: AccessSnapshot,
): DecidedBy {
  return {
    kind: 'role-assignment',
    id: assignment.id,
    roleName: roleNameForPeople(definition.guid, definition.roleName),
    roleId: definition.guid,
    scope: assignment.scope,
    path: pathInWords(assignment, question, facts),
  };
}

function judgeEligibility(
  question: Question,
  access: AccessFacts,
  facts: AccessSnapshot,
): Judgement {
  const eligible = (valueOf(access.eligibilities) ?? []).find(({ roleDefinitionId, scope }) => {
    const guid = roleGuid(roleDefinitionId);
    const fact = facts.roleDefinitions[guid];
    const definition = (fact && valueOf(fact)) ?? shippedFor(question.action, guid);
    return (
      covers(scope, question.scope) &&
      definition !== null &&
      includesAction(definition.permissions, question.action)
    );
  });
  if (eligible === undefined) {
    return {
      state: 'not-granted',
      decidedBy: null,
      grantedAt: null,
      settlesAt: null,
      conditionalGrants: [],
      note: 'No role assignment grants it in ARM.',
    };
  }
  const guid = roleGuid(eligible.roleDefinitionId);
  return {
    state: 'eligible-only',
    decidedBy: {
      kind: 'eligibility',
      id: eligible.roleDefinitionId,
      roleName: roleNameForPeople(guid),
      roleId: guid,
      scope: eligible.scope,
      path: pathInWords(eligible, question, facts),
    },
    grantedAt: null,
    settlesAt: null,
    conditionalGrants: [],
    note: 'The role is eligible and not active. A person activates it in the Azure portal under Privileged Identity Management, My roles; a service principal cannot, and needs an active assignment.',
  };
}

function unreadDefinition(unread: RoleAssignment[]): Judgement {
  const guids = unread.map(({ roleDefinitionId }) => roleGuid(roleDefinitionId)).join(', ');
  return undecided(`The definition of role ${guids}, which is assigned here, could not be read.`);
}

/** A grant stands only if no deny assignment is in its way; say so where that was not readable. */
function withDenyCaveat(judgement: Judgement, access: AccessFacts): Judgement {
  if (judgement.state !== 'allowed' || access.denyAssignments.status === 'known') return judgement;
  const caveat = 'Deny assignments could not be read, and one of them would win over this role.';
  return { ...judgement, note: [judgement.note, caveat].filter(Boolean).join(' ') };
}
