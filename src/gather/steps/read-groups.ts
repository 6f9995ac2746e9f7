import type { Fact } from '../../core/facts/fact.ts';
import { unknown } from '../fact.ts';
import type { Reading } from '../session.ts';
import { DirectoryPage, principalTypeOf, type DirectoryWire } from '../wire/directory.ts';

/**
 * Object ids of the groups that a group is in, nested ones too, lower case. What they hold, its
 * members hold: without them nobody can say what a group may not do.
 */
export async function readGroupsOf(session: Reading, groupId: string): Promise<Fact<string[]>> {
  const groups = await readGroups(
    session,
    `the groups of the group ${groupId}`,
    `groups/${groupId}/transitiveMemberOf`,
  );
  return groups.status === 'known'
    ? groups
    : unknown(
        groups.reason,
        `A group has the roles of the groups that it is in, and those of ${groupId} are not known. ${groups.detail}`,
        groups.source,
      );
}

/** Object ids of the groups that a service principal or a user is in directly, lower case. */
export async function readDirectGroups(
  session: Reading,
  principalId: string,
): Promise<Fact<string[]>> {
  const what = `the groups of ${principalId}`;
  const groups = await readGroups(session, what, `servicePrincipals/${principalId}/memberOf`);
  return groups.status === 'unknown' && groups.reason === 'not-found'
    ? readGroups(session, what, `users/${principalId}/memberOf`)
    : groups;
}

/** Object ids of everybody and everything in a group, at any depth, lower case. */
export function readGroupMembers(session: Reading, groupId: string): Promise<Fact<string[]>> {
  const what = `the members of the group ${groupId}`;
  return readIds(session, what, `groups/${groupId}/transitiveMembers`, () => true);
}

/** Directory roles and administrative units are listed as well; they hold no Azure roles. */
function readGroups(session: Reading, what: string, path: string): Promise<Fact<string[]>> {
  return readIds(session, what, path, (object) => principalTypeOf(object) === 'Group');
}

function readIds(
  { cloud, clients, ledger }: Reading,
  what: string,
  path: string,
  isMeant: (object: DirectoryWire) => boolean,
): Promise<Fact<string[]>> {
  return ledger.fact('names', what, async () => {
    const ids: string[] = [];
    let next: string | null | undefined =
      `${cloud.graph.endpoint}/v1.0/${path}?$select=id&$top=999`;
    while (next) {
      const page: ReturnType<typeof DirectoryPage.parse> = await clients.graph.get(
        next,
        DirectoryPage,
      );
      ids.push(...page.value.filter(isMeant).map(({ id }) => id.toLowerCase()));
      next = page['@odata.nextLink'];
    }
    return ids;
  });
}
