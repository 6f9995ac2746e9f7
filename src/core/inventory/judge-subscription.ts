import { roleGuid } from '../arm/role-id.ts';
import { scopeLevel, scopeName } from '../arm/scope.ts';
import type { RoleDefinition } from '../facts/azure.ts';
import type { AccessFacts, AccessSnapshot } from '../facts/diagnosis-facts.ts';
import { valueOf, type Fact, type Unknown } from '../facts/fact.ts';
import { judgeAccess } from '../rbac/judge-access.ts';
import { undecided, type Judgement, type Question } from '../rbac/judgement.ts';
import { indexTenantAccess, type AccessLookup } from '../rbac/tenant-access.ts';
import type { SubscriptionAccess } from './inventory.ts';

export type JudgeInSubscription = (question: Question) => Judgement;

/** States in which an absent grant is the answer, so that an unread group could change it. */
const restOnAbsence: Judgement['state'][] = ['not-granted', 'eligible-only'];

/** What an unread group may do here, of which its members may do the same. */
interface HiddenGroup {
  id: string;
  state: Judgement['state'];
  why: Unknown;
}

/**
 * Judges any principal in a subscription from what was read of it once, with no further read. `at` is
 * the time of the read, ISO 8601.
 */
export function openSubscription(access: SubscriptionAccess, at: string): JudgeInSubscription {
  const lookUp = openLookup(access, at);
  const roleDefinitions = definitionsByGuid(access);
  const judgeFrom = (question: Question, facts: AccessFacts): Judgement => {
    const snapshot: AccessSnapshot = {
      at,
      access: [facts],
      roleDefinitions,
      directory: {},
      memberships: {},
    };
    return judgeAccess(question, snapshot);
  };
  // Who has nothing at all stands as everybody else who has nothing: nearly half of all identities.
  const ofNobody = remember((action: string, scope: string) =>
    judgeFrom({ principalId: '', action, scope }, lookUp('', scope)),
  );
  const judge = (question: Question): Judgement => {
    const facts = lookUp(question.principalId, question.scope);
    return hasNothing(facts)
      ? ofNobody(question.action, question.scope)
      : judgeFrom(question, facts);
  };
  const hidden = Object.entries(access.groupMembers).filter(
    (entry): entry is [string, Unknown] => entry[1].status === 'unknown',
  );
  const hiddenGroupsAt = remember((action: string, scope: string): HiddenGroup[] =>
    hidden.map(([id, why]) => ({
      ...{ id, why },
      state: judge({ principalId: id, action, scope }).state,
    })),
  );
  return (question) => {
    const judged = judge(question);
    if (!restOnAbsence.includes(judged.state)) return judged;
    const groups = hiddenGroupsAt(question.action, question.scope);
    const group =
      groups.find(({ state }) => !restOnAbsence.includes(state)) ??
      (judged.state === 'not-granted'
        ? groups.find(({ state }) => state === 'eligible-only')
        : undefined);
    if (group === undefined) return judged;
    const stands = group.state === 'eligible-only' ? 'is eligible for a role' : 'is let in';
    return undecided(
      `Group ${group.id} ${stands} here, and whether the identity is in it could not be read. ${group.why.detail}`,
    );
  };
}

/** Whether nothing that was read bears on the principal, and nothing is missing. */
function hasNothing({ assignments, denyAssignments, eligibilities }: AccessFacts): boolean {
  return [assignments, denyAssignments, eligibilities].every(
    (read) => read.status === 'known' && read.value.length === 0,
  );
}

function openLookup(access: SubscriptionAccess, at: string): AccessLookup {
  const { subscriptionId, groupMembers } = access;
  const assignments = valueOf(access.assignments) ?? [];
  const lookUp = indexTenantAccess(
    {
      assignments,
      denyAssignments: valueOf(access.denyAssignments) ?? [],
      eligibilities: valueOf(access.eligibilities) ?? [],
      groups: Object.fromEntries(
        Object.entries(groupMembers).map(([group, members]) => [group, valueOf(members) ?? []]),
      ),
      isHiddenGroup: (group) => groupMembers[group]?.status !== 'known',
      managementGroups: { [subscriptionId.toLowerCase()]: managementGroupsOf(access) },
    },
    { source: access.assignments.source, at },
  );
  const kept = <T>(read: Fact<unknown>, found: Fact<T>): Fact<T> =>
    read.status === 'unknown' ? read : found;
  return (principalId, scope): AccessFacts => {
    const found = lookUp(principalId, scope);
    return {
      ...found,
      assignments: kept(access.assignments, found.assignments),
      denyAssignments: kept(access.denyAssignments, found.denyAssignments),
      eligibilities: kept(access.eligibilities, found.eligibilities),
    };
  };
}

/** ARM lists a subscription's assignments with those of the management groups above it only. */
function managementGroupsOf({ assignments, denyAssignments }: SubscriptionAccess): string[] {
  const scopes = [...(valueOf(assignments) ?? []), ...(valueOf(denyAssignments) ?? [])]
    .map(({ scope }) => scope)
    .filter((scope) => scopeLevel(scope) === 'management-group');
  return [...new Set(scopes.map((scope) => scopeName(scope).toLowerCase()))];
}

/** A role that is assigned and that the tenant's list does not have is one that does not exist. */
function definitionsByGuid({
  roleDefinitions,
  assignments,
  eligibilities,
}: SubscriptionAccess): Record<string, Fact<RoleDefinition>> {
  if (roleDefinitions.status === 'unknown') return {};
  const { value, source, at } = roleDefinitions;
  const guids = new Set(
    [...(valueOf(assignments) ?? []), ...(valueOf(eligibilities) ?? [])].map(
      ({ roleDefinitionId }) => roleGuid(roleDefinitionId),
    ),
  );
  return Object.fromEntries(
    [...guids].map((guid): [string, Fact<RoleDefinition>] => {
      const definition = value[guid];
      return [
        guid,
        definition
          ? { status: 'known', value: definition, source, at }
          : { status: 'unknown', reason: 'not-found', detail: 'No such role.', source, at },
      ];
    }),
  );
}

/** The same answer for the same arguments, worked out once. */
function remember<T>(work: (a: string, b: string) => T): (a: string, b: string) => T {
  const answers = new Map<string, { answer: T }>();
  return (a, b) => {
    const key = `${a} ${b}`;
    const found = answers.get(key) ?? { answer: work(a, b) };
    answers.set(key, found);
    return found.answer;
  };
}
