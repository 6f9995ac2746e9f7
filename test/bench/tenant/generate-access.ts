import type { GeneratedAccount, GeneratedAgent, GeneratedResources } from './generate-resources.ts';
import {
  managementGroups,
  mostOfSubscription,
  type TenantInput,
  type TenantSize,
} from './generate-tenant.ts';
import type { Random } from './random.ts';

type Access = Pick<
  TenantInput,
  'roleDefinitions' | 'roleAssignments' | 'denyAssignments' | 'eligibilities'
>;
type Assignment = NonNullable<TenantInput['roleAssignments']>[string];

const roles = {
  foundryUser: '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  openAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
};

/** What people and pipelines are assigned all over a company, which says nothing of models. */
const everydayRoles = [
  roles.reader,
  'b24988ac-6180-42a0-ab88-20f7382dd24c', // Contributor
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', // Owner
  '7f951dda-4ed3-4680-a7ca-43fe172d538d', // AcrPull
  '43d0d8ad-25c7-4714-9337-8ba259a9fe05', // Monitoring Reader
  '3913510d-42f4-4e42-8a64-420c390055eb', // Monitoring Metrics Publisher
];

/** Of an agent that calls an account directly, how likely it has its role in which way. */
const waysIn: { share: number; way: 'direct' | 'group' | 'custom' | 'conditional' | 'new' }[] = [
  { share: 0.5, way: 'direct' },
  { share: 0.1, way: 'group' },
  { share: 0.05, way: 'custom' },
  { share: 0.02, way: 'conditional' },
  { share: 0.01, way: 'new' },
];

export interface GeneratedPeople {
  users: NonNullable<TenantInput['users']>;
  groups: NonNullable<TenantInput['groups']>;
  /** The group whose members may call the models of an account, by the account's id. */
  callersOf: Map<string, string>;
}

/** A group of callers for each account, teams of people, and one group of everybody. */
export function generateGroups(
  size: TenantSize,
  { accounts }: GeneratedResources,
  random: Random,
): GeneratedPeople {
  const users = Object.fromEntries(
    Array.from({ length: Math.ceil(size.assignments / 50) }, (_, index) => [
      random.guid(),
      { displayName: `Person ${index}`, userPrincipalName: `person${index}@fabrikam.example` },
    ]),
  );
  const userIds = Object.keys(users);
  const groups: GeneratedPeople['groups'] = {};
  const add = (displayName: string, members: string[]): string => {
    const id = random.guid();
    groups[id] = { displayName, members };
    return id;
  };
  const someUsers = (count: number): string[] =>
    Array.from({ length: count }, () => random.pick(userIds));
  const teams = Array.from({ length: size.accounts * 2 }, (_, index) =>
    add(`Team ${index}`, someUsers(5 + random.below(40))),
  );
  add('Everybody', userIds);
  const callersOf = new Map(
    accounts.map(({ id, name }) => [
      id,
      add(`Callers of ${name}`, [random.pick(teams), ...someUsers(5)]),
    ]),
  );
  return { users, groups, callersOf };
}

export function generateAccess(
  size: TenantSize,
  tenant: { resources: GeneratedResources; people: GeneratedPeople; doctor: string },
  random: Random,
): Access {
  const { resources, people, doctor } = tenant;
  const customRole = random.guid();
  const roleAssignments: Record<string, Assignment> = {};
  const held = new Map<string, number>();
  let count = 0;
  const assign = (
    principalId: string,
    role: string,
    scope: string,
    rest: Partial<Assignment> = {},
  ): void => {
    if (count === size.assignments) return;
    count += 1;
    const subscriptionId = scope.split('/')[2] ?? '';
    held.set(subscriptionId, (held.get(subscriptionId) ?? 0) + 1);
    roleAssignments[random.guid()] = { principalId, role, scope, createdOn: '-P60D', ...rest };
  };

  assign(doctor, roles.reader, managementGroups.root);
  assign(doctor, roles.foundryUser, managementGroups.root);
  for (const { id } of resources.accounts) {
    assign(people.callersOf.get(id) ?? doctor, roles.foundryUser, id);
  }
  for (const { identity, account } of resources.projects) {
    if (random.chance(0.9)) assign(identity, roles.foundryUser, account.id);
  }
  for (const agent of resources.agents) {
    if (random.chance(0.7)) assign(agent.identity, roles.foundryUser, agent.project.id);
    const called = agent.route === 'project' ? null : (agent.target ?? agent.project.account);
    if (called !== null) letIn(agent, called);
  }
  fillUp();

  /** Gives an agent its role at the account that it calls in one of the ways, or, as a gap, in none. */
  function letIn({ identity }: GeneratedAgent, { id }: GeneratedAccount): void {
    const drawn = random.below(1_000) / 1_000;
    let sum = 0;
    const way = waysIn.find(({ share }) => drawn < (sum += share))?.way;
    if (way === 'direct') assign(identity, roles.foundryUser, id);
    if (way === 'custom') assign(identity, customRole, id);
    if (way === 'new') assign(identity, roles.openAiUser, id, { createdOn: '-PT3M' });
    if (way === 'conditional') {
      const condition = "(@Environment[UtcNow] DateTimeLessThan '2027-06-30T00:00:00Z')";
      assign(identity, roles.foundryUser, id, { condition });
    }
    const callers = people.groups[people.callersOf.get(id) ?? ''];
    if (way === 'group') callers?.members?.push(identity);
  }

  /** The rest of the assignments are everybody else's: some above all subscriptions, most below. */
  function fillUp(): void {
    const principals = [...Object.keys(people.users), ...Object.keys(people.groups)];
    const groupIds = managementGroups.names.map((name) =>
      managementGroups.root.replace(/[^/]+$/, name),
    );
    while (count < size.assignments) {
      const { id, subscriptionId } = random.pick(resources.accounts);
      if ((held.get(subscriptionId) ?? 0) >= mostOfSubscription) continue;
      const subscription = `/subscriptions/${subscriptionId}`;
      const scope = random.chance(0.002)
        ? random.pick(groupIds)
        : random.pick([
            subscription,
            id.split('/').slice(0, 5).join('/'),
            id,
            `${subscription}/resourceGroups/rg-web-${random.below(50)}`,
            `${subscription}/resourceGroups/rg-data/providers/Microsoft.Storage/storageAccounts/store${random.below(200)}`,
          ]);
      assign(random.pick(principals), random.pick(everydayRoles), scope);
    }
  }

  const some = <Item>(items: readonly Item[], share: number): Item[] =>
    items.filter(() => random.chance(share));
  return {
    roleAssignments,
    roleDefinitions: {
      [customRole]: {
        roleName: 'Fabrikam Model Caller',
        assignableScopes: [managementGroups.root],
        permissions: [{ dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'] }],
      },
    },
    denyAssignments: Object.fromEntries(
      some(resources.agents, 0.001).map(({ identity, project }, index) => [
        random.guid(),
        {
          name: `Deny assignment of deployment stack ${index}`,
          scope: project.account.id,
          permissions: [{ dataActions: ['Microsoft.CognitiveServices/*'] }],
          principals: [{ id: identity, type: 'ServicePrincipal' }],
        },
      ]),
    ),
    eligibilities: Object.fromEntries(
      some(resources.agents, 0.01).map(({ identity, project }) => [
        random.guid(),
        {
          principalId: identity,
          role: roles.foundryUser,
          scope: project.account.id,
          startDateTime: '-P15D',
        },
      ]),
    ),
  };
}
