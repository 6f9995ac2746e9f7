import pLimit from 'p-limit';
import type { AccessFacts } from '../../core/facts/diagnosis-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Session } from '../session.ts';
import {
  parseDenyAssignment,
  parseEligibility,
  parseRoleAssignment,
} from '../wire/authorization.ts';

/** Requests of one diagnosis that ARM sees at the same time at most. */
const parallelReads = 16;

/** Reads what a principal may do, seen from a scope. The three reads of one call run in parallel. */
export type AccessReader = (principalId: string, scope: string) => Promise<AccessFacts>;

/**
 * A reader that asks ARM for everything that bears on a principal: `assignedTo` includes the
 * groups that the principal is in, nested ones too, and takes no group's own id.
 */
export function createAccessReader(session: Session): AccessReader {
  const limit = pLimit(parallelReads);
  const read = <T>(what: string, run: () => Promise<T[]>): Promise<Fact<T[]>> =>
    limit(() => session.ledger.fact('access', what, run));

  return async (principalId, scope) => {
    const assignedTo = `assignedTo('${principalId}')`;
    const at = scope.replace(/^\//, '');
    const [assignments, denyAssignments, eligibilities] = await Promise.all([
      read(`the role assignments of ${principalId}`, async () => {
        const { roleAssignments } = session.clients.authorization;
        return listAll(
          (options) => roleAssignments.listForScope(at, { ...options, filter: assignedTo }),
          parseRoleAssignment,
        );
      }),
      read(`the deny assignments of ${principalId}`, async () => {
        const { denyAssignments } = session.clients.authorization;
        const filter = `atScope() and ${assignedTo}`;
        return listAll(
          (options) => denyAssignments.listForScope(at, { ...options, filter }),
          parseDenyAssignment,
        );
      }),
      read(`the eligible roles of ${principalId}`, async () => {
        const { roleEligibilityScheduleInstances } = session.clients.authorization;
        return listAll(
          (options) =>
            roleEligibilityScheduleInstances.listForScope(at, { ...options, filter: assignedTo }),
          parseEligibility,
        );
      }),
    ]);
    return { principalId, scope, assignments, denyAssignments, eligibilities };
  };
}
