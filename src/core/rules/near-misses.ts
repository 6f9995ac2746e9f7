import { roleGuid } from '../arm/role-id.ts';
import { covers, describeScope, sameScope } from '../arm/scope.ts';
import type { RoleAssignment } from '../facts/azure.ts';
import { valueOf } from '../facts/fact.ts';
import { conditionsToGrant } from '../rbac/evaluate-condition.ts';
import { includesAction } from '../rbac/permissions.ts';
import { roleNameForPeople } from '../rbac/role-catalogue.ts';
import type { Principal } from '../facts/principal.ts';
import type { Case } from './case.ts';
import { principalInWords } from './evidence.ts';
import type { CaseVerdict } from './verdicts.ts';

/** The assignments to a principal that hold at a scope, whatever they grant. */
export function coveringAssignments(
  opened: Case,
  principalId: string,
  scope: string,
): RoleAssignment[] {
  return opened.facts.access
    .filter((access) => access.principalId === principalId)
    .flatMap(({ assignments }) => valueOf(assignments) ?? [])
    .filter((assignment) => covers(assignment.scope, scope));
}

/**
 * The assignments that may have been meant to close a gap and do not, one sentence each: those to a
 * client id or to an identity that does not make the calls, and those of a role that leaves the
 * action out.
 */
export function nearMisses(opened: Case, verdict: CaseVerdict): string[] {
  return [
    ...grantsToClientId(opened, verdict),
    ...grantsToOthers(opened, verdict),
    ...rolesWithoutAction(opened, verdict),
  ];
}

/** Azure stores an assignment to any GUID, and the client id is the one that consoles show first. */
function grantsToClientId({ facts, principals }: Case, gap: CaseVerdict): string[] {
  const clientId = principals.find(({ id }) => id === gap.principalId)?.clientId?.toLowerCase();
  if (!clientId || clientId === gap.principalId.toLowerCase()) return [];
  return ((facts.clientIdGrants && valueOf(facts.clientIdGrants)) ?? [])
    .filter(
      ({ principalId, scope }) =>
        principalId.toLowerCase() === clientId && covers(scope, gap.scope),
    )
    .map(({ roleDefinitionId, scope }) => {
      const role = roleNameForPeople(roleGuid(roleDefinitionId));
      return `${role} was assigned at ${describeScope(scope)} to the client id ${clientId}, which is no principal: assignments name the object id, ${gap.principalId}.`;
    });
}

/** What is wrong with a grant to another identity; the project's own one has reasons to have it. */
const whyNot: Partial<Record<Principal['role'], string>> = {
  'agent-blueprint': 'the roles of a blueprint do not pass to the identity of the agent',
  'account-identity': 'it does not make the agent’s calls',
  'user-assigned': 'it does not make the agent’s calls',
};

function grantsToOthers(opened: Case, gap: CaseVerdict): string[] {
  const role = opened.principals.find(({ id }) => id === gap.principalId)?.role;
  if (role !== 'agent-instance') return [];
  return opened.verdicts.flatMap(({ principalId, action, scope, state, decidedBy }) => {
    const other = opened.principals.find(({ id }) => id === principalId);
    const why = other && whyNot[other.role];
    const isMeant = sameScope(scope, gap.scope) && action === gap.action && state !== 'not-granted';
    if (why === undefined || !isMeant || decidedBy?.kind !== 'role-assignment') return [];
    const whose = principalInWords(opened, principalId);
    return [`${decidedBy.roleName} is assigned to ${whose}, ${principalId}: ${why}.`];
  });
}

function rolesWithoutAction(opened: Case, { principalId, scope, action }: CaseVerdict): string[] {
  const sentences = coveringAssignments(opened, principalId, scope).flatMap((assignment) => {
    const guid = roleGuid(assignment.roleDefinitionId);
    const fact = opened.facts.roleDefinitions[guid];
    const definition = fact && valueOf(fact);
    if (!definition) return [];
    const name = roleNameForPeople(guid, definition.roleName);
    if (includesAction(definition.permissions, action)) {
      return conditionsToGrant(assignment, definition.permissions, action) === null
        ? [`${name} is assigned there, but its condition leaves this action out.`]
        : [];
    }
    const givesData = definition.permissions.some(({ dataActions }) => dataActions.length > 0);
    const why = givesData
      ? 'its data actions do not include this one'
      : 'it manages resources and has no data actions';
    return [`${name} is assigned there, but ${why}.`];
  });
  return [...new Set(sentences)];
}
