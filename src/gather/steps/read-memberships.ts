import type { AccessFacts } from '../../core/facts/diagnosis-facts.ts';
import { valueOf, type Fact } from '../../core/facts/fact.ts';
import type { Session } from '../session.ts';
import { distinct } from './principals.ts';
import { readDirectGroups, readGroupsOf } from './read-groups.ts';

/**
 * How the principals are in the groups that hold grants of theirs, so that a report can say "through
 * group A in group B". Asks nothing where every grant was made to the principal itself.
 */
export async function readMemberships(
  session: Session,
  access: AccessFacts[],
): Promise<Record<string, Fact<string[]>>> {
  const throughGroups = access.filter((facts) => holders(facts).length > 0);
  const principals = distinct(throughGroups.map(({ principalId }) => principalId));
  const direct = await Promise.all(
    principals.map(async (id) => [id.toLowerCase(), await readDirectGroups(session, id)] as const),
  );
  const held = new Set(throughGroups.flatMap(holders));
  const between = distinct(direct.flatMap(([, groups]) => valueOf(groups) ?? [])).filter(
    (group) => !held.has(group),
  );
  const above = await Promise.all(
    between.map(async (group) => [group, await readGroupsOf(session, group)] as const),
  );
  return Object.fromEntries([...direct, ...above]);
}

/** The groups that hold grants of the principal, lower case. */
function holders({ principalId, assignments }: AccessFacts): string[] {
  return (valueOf(assignments) ?? [])
    .map((assignment) => assignment.principalId.toLowerCase())
    .filter((holder) => holder !== principalId.toLowerCase());
}
