import { describeScope } from '../../../core/arm/scope.ts';
import { roleGuid } from '../../../core/arm/role-id.ts';
import type { RoleAssignment } from '../../../core/facts/azure.ts';
import { valueOf, type Fact } from '../../../core/facts/fact.ts';
import { inventoryRoleWords, type InventoryIdentity } from '../../../core/inventory/identities.ts';
import type { SubscriptionAccess } from '../../../core/inventory/inventory.ts';
import { roleNameForPeople } from '../../../core/rbac/role-catalogue.ts';
import { markdownText } from '../../../core/text/markdown-text.ts';

/** Deny assignments name everybody by this id. */
const everybody = '00000000-0000-0000-0000-000000000000';

/**
 * What was read about an identity in one subscription, as Markdown: each role assignment with its
 * scope and the way it takes, what is only eligible, what is denied, and what could not be read.
 */
export function assignmentsDocument(
  { name, role, principalId }: InventoryIdentity,
  access: SubscriptionAccess,
): string {
  const groups = groupsOf(principalId, access);
  const isTheirs = (id: string): boolean =>
    id.toLowerCase() === principalId.toLowerCase() || groups.includes(id.toLowerCase());
  const assignments = (valueOf(access.assignments) ?? []).filter((one) =>
    isTheirs(one.principalId),
  );
  const eligible = (valueOf(access.eligibilities) ?? []).filter((one) => isTheirs(one.principalId));
  const denies = (valueOf(access.denyAssignments) ?? []).filter(
    ({ principals, excludePrincipals }) =>
      principals.some(({ id }) => id === everybody || isTheirs(id)) &&
      !excludePrincipals.some(({ id }) => isTheirs(id)),
  );
  const nameOf = (roleDefinitionId: string): string => roleName(roleDefinitionId, access);
  const sections = [
    `# Role assignments of ${markdownText(name)}`,
    [
      `- What it is: ${inventoryRoleWords[role]}`,
      `- Object id: ${markdownText(principalId)}`,
      `- Subscription: ${markdownText(access.subscriptionId)}`,
      `- Read at: ${access.assignments.at}`,
    ].join('\n'),
    assignments.length > 0
      ? assignments
          .map((one) =>
            entry(nameOf(one.roleDefinitionId), [
              ['At', describeScope(one.scope)],
              ['Scope', one.scope],
              ['How', wayOf(one, principalId)],
              ['Only if', one.condition],
              ['Since', one.createdOn],
              ['Assignment', one.id],
            ]),
          )
          .join('\n\n')
      : access.assignments.status === 'known'
        ? 'Nothing is assigned to it in ARM, at, above or below this subscription.'
        : '',
    ...eligible.map((one) =>
      entry(`Eligible, but not active: ${nameOf(one.roleDefinitionId)}`, [
        ['At', describeScope(one.scope)],
        ['Scope', one.scope],
      ]),
    ),
    ...denies.map((one) =>
      entry(`Denied by ${one.name}`, [
        ['At', describeScope(one.scope)],
        ['Scope', one.scope],
        ['Only if', one.condition],
        ['Deny assignment', one.id],
      ]),
    ),
    list('What could not be read', unread(access)),
  ];
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

function groupsOf(principalId: string, { groupMembers }: SubscriptionAccess): string[] {
  const id = principalId.toLowerCase();
  return Object.entries(groupMembers)
    .filter(([, members]) => valueOf(members)?.some((member) => member.toLowerCase() === id))
    .map(([group]) => group.toLowerCase());
}

function roleName(roleDefinitionId: string, { roleDefinitions }: SubscriptionAccess): string {
  const guid = roleGuid(roleDefinitionId);
  return roleNameForPeople(guid, valueOf(roleDefinitions)?.[guid]?.roleName);
}

function wayOf(assignment: RoleAssignment, principalId: string): string {
  return assignment.principalId.toLowerCase() === principalId.toLowerCase()
    ? 'to it directly'
    : `through group ${assignment.principalId}`;
}

function unread({
  assignments,
  eligibilities,
  denyAssignments,
  roleDefinitions,
  groupMembers,
}: SubscriptionAccess): string[] {
  const facts: [string, Fact<unknown>][] = [
    ['Role assignments', assignments],
    ['Eligibilities', eligibilities],
    ['Deny assignments', denyAssignments],
    ['Role definitions', roleDefinitions],
    ...Object.entries(groupMembers).map(([group, members]): [string, Fact<unknown>] => [
      `Members of group ${group}`,
      members,
    ]),
  ];
  return facts.flatMap(([what, fact]) =>
    fact.status === 'unknown' ? [`${what}: ${fact.detail}`] : [],
  );
}

/** One thing with what is known of it, as a list that reads well as plain text, too. */
function entry(title: string, rows: [label: string, value: string | null][]): string {
  const lines = rows.flatMap(([label, value]) =>
    value === null ? [] : [`- ${label}: ${markdownText(value)}`],
  );
  return [`## ${markdownText(title)}`, '', ...lines].join('\n');
}

function list(title: string, lines: string[]): string {
  if (lines.length === 0) return '';
  return [`## ${title}`, '', ...lines.map((line) => `- ${markdownText(line)}`)].join('\n');
}
