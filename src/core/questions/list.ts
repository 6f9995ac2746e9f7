import { covers } from '../arm/scope.ts';
import type { RoleAssignment } from '../facts/azure.ts';
import { valueOf } from '../facts/fact.ts';
import { pathInWords } from '../rbac/judgement.ts';
import { roleGuid } from '../arm/role-id.ts';
import { roleNameForPeople } from '../rbac/role-catalogue.ts';
import type { AccessQuestionFacts, NamedPrincipal } from './access-question-facts.ts';
import { unresolved, type AnswerVerdict, type Unresolved } from './answer.ts';

/** A role that holds at the scope, and what it allows there. */
export interface ListedGrant {
  assignmentId: string;
  roleName: string;
  roleId: string;
  scope: string;
  /** Where it was assigned relative to the scope, and through which group. */
  path: string;
  condition: string | null;
  /** Null where the definition could not be read. */
  permissions: {
    actions: string[];
    notActions: string[];
    dataActions: string[];
    notDataActions: string[];
  } | null;
}

/** "What may X do at Z", by role. */
export interface ListAnswer {
  kind: 'list';
  /** `yes` where everything was read, `unknown` where something was not. */
  verdict: AnswerVerdict;
  principal: NamedPrincipal;
  scope: string;
  grants: ListedGrant[];
  /** Names of deny assignments that take something away again. */
  denies: { name: string; scope: string }[];
  /** Roles that could be activated (PIM). */
  eligible: { roleName: string; scope: string }[];
  /** What could not be read, one sentence each. */
  missing: string[];
}

/** Lists what the first principal of the facts may do at their scope. */
export function answerList(facts: AccessQuestionFacts): ListAnswer | Unresolved {
  const [principal] = facts.principals;
  if (
    principal === undefined ||
    principal.status === 'unknown' ||
    facts.scope.status === 'unknown'
  ) {
    return unresolved('list', [principal, facts.scope]);
  }
  return listFor(facts, principal.value, facts.scope.value);
}

/** What one principal may do at a scope. */
export function listFor(
  facts: AccessQuestionFacts,
  principal: NamedPrincipal,
  scope: string,
): ListAnswer {
  const rows = facts.access.filter(({ principalId }) => principalId === principal.id);
  const holding = <T extends { scope: string }>(items: T[]): T[] =>
    items.filter((item) => covers(item.scope, scope));
  const assigned = holding(rows.flatMap(({ assignments }) => valueOf(assignments) ?? []));
  const definitions = assigned.flatMap(({ roleDefinitionId }) => {
    const fact = facts.roleDefinitions[roleGuid(roleDefinitionId)];
    return fact === undefined ? [] : [fact];
  });
  const missing = [
    ...rows.flatMap(({ assignments, denyAssignments, eligibilities }) => [
      assignments,
      denyAssignments,
      eligibilities,
    ]),
    ...new Set(definitions),
  ].flatMap((fact) => (fact.status === 'unknown' ? [fact.detail] : []));
  return {
    kind: 'list',
    verdict: missing.length === 0 ? 'yes' : 'unknown',
    principal,
    scope,
    grants: assigned.map((row) => describeGrant(facts, principal, row, scope)),
    denies: holding(rows.flatMap((row) => valueOf(row.denyAssignments) ?? [])).map(
      ({ name, scope: at }) => ({ name, scope: at }),
    ),
    eligible: holding(rows.flatMap((row) => valueOf(row.eligibilities) ?? [])).map((row) => ({
      roleName: nameOf(facts, roleGuid(row.roleDefinitionId)),
      scope: row.scope,
    })),
    missing,
  };
}

function describeGrant(
  facts: AccessQuestionFacts,
  principal: NamedPrincipal,
  assignment: RoleAssignment,
  scope: string,
): ListedGrant {
  const roleId = roleGuid(assignment.roleDefinitionId);
  const fact = facts.roleDefinitions[roleId];
  const definition = fact && valueOf(fact);
  const all = (list: 'actions' | 'notActions' | 'dataActions' | 'notDataActions'): string[] =>
    definition?.permissions.flatMap((set) => set[list]) ?? [];
  return {
    assignmentId: assignment.id,
    roleName: nameOf(facts, roleId),
    roleId,
    scope: assignment.scope,
    path: pathInWords(assignment, { principalId: principal.id, scope }, facts),
    condition: assignment.condition,
    permissions: definition
      ? {
          actions: all('actions'),
          notActions: all('notActions'),
          dataActions: all('dataActions'),
          notDataActions: all('notDataActions'),
        }
      : null,
  };
}

function nameOf(facts: AccessQuestionFacts, roleId: string): string {
  const fact = facts.roleDefinitions[roleId];
  return roleNameForPeople(roleId, fact && valueOf(fact)?.roleName);
}
