import pLimit from 'p-limit';
import type { DenyAssignment } from '../../core/facts/azure.ts';
import type { AccessFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { mapFact } from '../fact.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Session } from '../session.ts';
import { parseRoleAssignment } from '../wire/authorization.ts';
import { listDenyAssignments, listEligibilities, withoutSlash } from './access-lists.ts';
import { readGroupsOf } from './read-groups.ts';

/** Requests of one run that ARM sees at the same time at most. */
const parallelReads = 16;

/** The principal id of a deny assignment that stands for everybody. */
const everyone = '00000000-0000-0000-0000-000000000000';

/** Reads what a principal may do, seen from a scope. The reads of one call run in parallel. */
export interface AccessReader {
  /** Of a user or service principal. */
  ofPrincipal(principalId: string, scope: string): Promise<AccessFacts>;
  /** Of a group, by what it holds itself and what the groups that it is in hold. */
  ofGroup(groupId: string, scope: string): Promise<AccessFacts>;
}

export function createAccessReader(session: Session): AccessReader {
  const limit = pLimit(parallelReads);
  const { authorization } = session.clients;
  const read = <T>(what: string, run: () => Promise<T[]>): Promise<Fact<T[]>> =>
    limit(() => session.ledger.fact('access', what, run));
  const listAssignments = (id: string, scope: string, filter: string) =>
    read(`the role assignments of ${id}`, () =>
      listAll(
        (options) =>
          authorization.roleAssignments.listForScope(withoutSlash(scope), { ...options, filter }),
        parseRoleAssignment,
      ),
    );
  const listDenies = (id: string, scope: string, filter: string) =>
    read(`the deny assignments of ${id}`, () => listDenyAssignments(session, scope, filter));
  const listEligible = (id: string, scope: string, filter: string) =>
    read(`the eligible roles of ${id}`, () => listEligibilities(session, scope, filter));

  return {
    // `assignedTo` includes the groups that the principal is in, nested ones too.
    async ofPrincipal(principalId, scope) {
      const assignedTo = `assignedTo('${principalId}')`;
      const [assignments, denyAssignments, eligibilities] = await Promise.all([
        listAssignments(principalId, scope, assignedTo),
        listDenies(principalId, scope, `atScope() and ${assignedTo}`),
        listEligible(principalId, scope, assignedTo),
      ]);
      return { principalId, scope, assignments, denyAssignments, eligibilities };
    },
    // `assignedTo` takes no group, so each group above it is asked about by itself.
    async ofGroup(groupId, scope) {
      const parents = await readGroupsOf(session, groupId);
      if (parents.status === 'unknown') {
        const [assignments, denyAssignments, eligibilities] = [parents, parents, parents];
        return { principalId: groupId, scope, assignments, denyAssignments, eligibilities };
      }
      const ids = [groupId, ...parents.value];
      const [assignments, denies, eligibilities] = await Promise.all([
        joinLists(ids.map((id) => listAssignments(id, scope, `principalId eq '${id}'`))),
        listDenies(groupId, scope, 'atScope()'),
        joinLists(ids.map((id) => listEligible(id, scope, `principalId eq '${id}'`))),
      ]);
      const denyAssignments = mapFact(denies, (list) => list.filter((deny) => names(deny, ids)));
      return { principalId: groupId, scope, assignments, denyAssignments, eligibilities };
    },
  };
}

/** All the lists as one; the first that is unknown makes the whole unknown. */
async function joinLists<T>(lists: Promise<Fact<T[]>>[]): Promise<Fact<T[]>> {
  const [first, ...rest] = await Promise.all(lists);
  if (first === undefined) throw new Error('There is nothing to join.');
  return rest.reduce(
    (all, list) =>
      list.status === 'unknown' ? list : mapFact(all, (items) => [...items, ...list.value]),
    first,
  );
}

function names({ principals }: DenyAssignment, ids: string[]): boolean {
  return principals.some(({ id }) => id === everyone || ids.includes(id.toLowerCase()));
}
