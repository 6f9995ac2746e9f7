import type { DenyAssignment, RoleEligibility } from '../../core/facts/azure.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Reading } from '../session.ts';
import { parseDenyAssignment, parseEligibility } from '../wire/authorization.ts';

/** ARM's lists at a scope. Without a filter they hold what is at it, above it and below it. */

export function listDenyAssignments(
  { clients }: Reading,
  scope: string,
  filter?: string,
): Promise<DenyAssignment[]> {
  return listAll(
    (options) =>
      clients.authorization.denyAssignments.listForScope(withoutSlash(scope), {
        ...options,
        ...(filter !== undefined && { filter }),
      }),
    parseDenyAssignment,
  );
}

export function listEligibilities(
  { clients }: Reading,
  scope: string,
  filter?: string,
): Promise<RoleEligibility[]> {
  return listAll(
    (options) =>
      clients.authorization.roleEligibilityScheduleInstances.listForScope(withoutSlash(scope), {
        ...options,
        ...(filter !== undefined && { filter }),
      }),
    parseEligibility,
  );
}

/** The SDK puts a slash in front of a scope itself. */
export function withoutSlash(scope: string): string {
  return scope.replace(/^\//, '');
}
