import fc from 'fast-check';
import { TenantSchema, type Tenant } from '../../src/emulator/tenant/schema.ts';

/** Random tenants with everything that decides about access, and the questions to ask of them. */

const guid = (kind: string, index: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;

const subscriptions = [guid('1', 1), guid('1', 2)];
const managementGroups = ['top', 'middle', 'leaf'];
export const principals = Array.from({ length: 6 }, (_, index) => guid('a', index));
const groups = Array.from({ length: 5 }, (_, index) => guid('b', index));
const roles = Array.from({ length: 6 }, (_, index) => guid('c', index));
const everybody = '00000000-0000-0000-0000-000000000000';

const resourceScopes = subscriptions.flatMap((subscription) => {
  const group = `/subscriptions/${subscription}/resourceGroups/rg`;
  const account = `${group}/providers/Microsoft.CognitiveServices/accounts/one`;
  return [
    `/subscriptions/${subscription}`,
    group,
    account,
    `${account}/projects/p`,
    `${account}/projects/p/agents/a`,
    `${account}-2`,
    `${group}-2/providers/Microsoft.Storage/storageAccounts/store`,
  ];
});
const groupScopes = managementGroups.map(
  (name) => `/providers/Microsoft.Management/managementGroups/${name}`,
);

/** Where a question may be asked: at resources, as a person would. */
export const askedScopes = resourceScopes;

const account = 'Microsoft.CognitiveServices/accounts';
export const actions = [
  `${account}/OpenAI/responses/write`,
  `${account}/OpenAI/responses/read`,
  `${account}/OpenAI/deployments/chat/completions/action`,
  `${account}/AIServices/agents/write`,
  `${account}/read`,
  `${account}/listkeys/action`,
  `${account}/deployments/write`,
  'Microsoft.Authorization/roleAssignments/write',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
];

const patterns = [
  ...actions,
  '*',
  '*/read',
  'Microsoft.CognitiveServices/*',
  'microsoft.cognitiveservices/accounts/openai/*',
  `${account}/*/read`,
  `${account}/OpenAI/*/write`,
  `${account}/listkeys/*`,
  'Microsoft.Authorization/*/write',
];

const someOf = (most: number) => fc.uniqueArray(fc.constantFrom(...patterns), { maxLength: most });
const permissions = fc.record({
  actions: someOf(3),
  notActions: someOf(2),
  dataActions: someOf(3),
  notDataActions: someOf(2),
});
const assignedScope = fc
  .constantFrom('/', ...groupScopes, ...resourceScopes)
  .chain((scope) => fc.constantFrom(scope, scope.toUpperCase(), scope.toLowerCase()));
const holder = fc.constantFrom(...principals, ...groups);

const role = fc.record({
  roleName: fc.constant('role'),
  permissions: fc.array(permissions, { minLength: 1, maxLength: 2 }),
});
/** Conditions that restrict one action, few or none, and some that only Azure could evaluate. */
const dataPatterns = patterns.filter((pattern) => !/Authorization/.test(pattern));
const attribute = "@Resource[a:b] StringEquals 'c'";
const condition = fc
  .tuple(fc.constantFrom(...dataPatterns), fc.constantFrom(...dataPatterns))
  .chain(([first, second]) =>
    fc.constantFrom(
      `((!(ActionMatches{'${first}'})) OR (${attribute}))`,
      `(!(ActionMatches{'${first}'}) || (${attribute})) && (NOT ActionMatches{'${second}'} OR (${attribute}))`,
      `ActionMatches{'${first}', '${second}'}`,
      `!(ActionMatches{'${first}'} AND NOT SubOperationMatches{'${second}'})`,
      attribute,
    ),
  );
const assignment = fc.record({
  principalId: holder,
  role: fc.constantFrom(...roles),
  scope: assignedScope,
  createdOn: fc.constant('2020-01-01T00:00:00Z'),
  condition: fc.option(condition, { nil: undefined, freq: 2 }),
  conditionHolds: fc.boolean(),
});
const named = (ids: fc.Arbitrary<string>, least: number) =>
  fc.uniqueArray(ids, { minLength: least, maxLength: 3 }).map((list) =>
    list.map((id) => ({
      id,
      type: id === everybody ? 'SystemDefined' : groups.includes(id) ? 'Group' : 'User',
    })),
  );
const deny = fc.record({
  name: fc.constant('deny'),
  scope: assignedScope,
  permissions: fc.array(permissions, { minLength: 1, maxLength: 2 }),
  doNotApplyToChildScopes: fc.boolean(),
  principals: named(fc.constantFrom(everybody, ...principals, ...groups), 1),
  excludePrincipals: named(holder, 0),
});

const numbered = <T>(kind: string, one: fc.Arbitrary<T>, most: number) =>
  fc
    .array(one, { maxLength: most })
    .map((list) => Object.fromEntries(list.map((value, index) => [guid(kind, index), value])));

/** Group memberships of any shape: nested, in several groups, and in circles. */
const memberships = fc
  .array(fc.uniqueArray(holder, { maxLength: 4 }), {
    minLength: groups.length,
    maxLength: groups.length,
  })
  .map((lists) =>
    Object.fromEntries(
      lists.map((members, index) => [guid('b', index), { displayName: `group ${index}`, members }]),
    ),
  );

export const tenants: fc.Arbitrary<Tenant> = fc
  .record({
    roleDefinitions: fc
      .array(role, { minLength: roles.length, maxLength: roles.length })
      .map((list) => Object.fromEntries(list.map((value, index) => [guid('c', index), value]))),
    roleAssignments: numbered('d', assignment, 16),
    denyAssignments: numbered('e', deny, 3),
    groups: memberships,
  })
  .map((parts) =>
    TenantSchema.parse({
      description: 'random',
      tenantId: guid('f', 1),
      domain: 'example.org',
      signIn: 'reader',
      applications: {
        reader: { clientId: guid('f', 2), clientSecret: 'none', objectId: guid('f', 3) },
      },
      users: Object.fromEntries(
        principals.map((id) => [id, { displayName: id, userPrincipalName: `${id}@example.org` }]),
      ),
      managementGroups: {
        top: { displayName: 'top' },
        middle: { displayName: 'middle', parent: 'top' },
        leaf: { displayName: 'leaf', parent: 'middle' },
      },
      subscriptions: {
        [subscriptions[0] ?? '']: { displayName: 'one', managementGroup: 'leaf' },
        [subscriptions[1] ?? '']: { displayName: 'two', managementGroup: 'middle' },
      },
      ...parts,
    }),
  );

/** The management groups above each subscription, as a reader of the tenant would find them. */
export const managementGroupsAbove = {
  [subscriptions[0] ?? '']: ['leaf', 'middle', 'top'],
  [subscriptions[1] ?? '']: ['middle', 'top'],
};
