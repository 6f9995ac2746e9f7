import { oncePer } from './look-up.ts';
import type {
  AccountSpec,
  ComponentSpec,
  MachineLearningWorkspaceSpec,
  ProjectSpec,
  SubscriptionSpec,
  TemplateDeploymentSpec,
  UserAssignedIdentitySpec,
  WorkspaceSpec,
} from './resource-schemas.ts';
import type { Tenant } from './schema.ts';

/** The resources of a tenant, each with its ARM id and its place. */

interface Placed {
  id: string;
  name: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
}
export interface AccountResource extends Placed {
  /** First label of its data-plane hosts. */
  host: string;
  spec: AccountSpec;
}
export interface ProjectResource extends Placed {
  account: AccountResource;
  spec: ProjectSpec;
}
export interface ComponentResource extends Placed {
  spec: ComponentSpec;
}
export interface WorkspaceResource extends Placed {
  spec: WorkspaceSpec;
}
export interface UserAssignedIdentityResource extends Placed {
  spec: UserAssignedIdentitySpec;
}
export interface MachineLearningWorkspaceResource extends Placed {
  spec: MachineLearningWorkspaceSpec;
}
export interface ResourceGroupResource {
  id: string;
  name: string;
  subscriptionId: string;
  location: string;
  templateDeployments: Record<string, TemplateDeploymentSpec>;
}

export interface Estate {
  subscriptions: { id: string; subscriptionId: string; spec: SubscriptionSpec }[];
  resourceGroups: ResourceGroupResource[];
  accounts: AccountResource[];
  projects: ProjectResource[];
  components: ComponentResource[];
  workspaces: WorkspaceResource[];
  userAssignedIdentities: UserAssignedIdentityResource[];
  machineLearningWorkspaces: MachineLearningWorkspaceResource[];
}

export const managementGroupId = (name: string): string =>
  `/providers/Microsoft.Management/managementGroups/${name}`;

export function buildEstate(tenant: Tenant): Estate {
  const estate: Estate = {
    subscriptions: [],
    resourceGroups: [],
    accounts: [],
    projects: [],
    components: [],
    workspaces: [],
    userAssignedIdentities: [],
    machineLearningWorkspaces: [],
  };
  for (const [subscriptionId, subscription] of Object.entries(tenant.subscriptions)) {
    const subscriptionPath = `/subscriptions/${subscriptionId}`;
    estate.subscriptions.push({ id: subscriptionPath, subscriptionId, spec: subscription });
    for (const [resourceGroup, group] of Object.entries(subscription.resourceGroups)) {
      const groupPath = `${subscriptionPath}/resourceGroups/${resourceGroup}`;
      const { location, templateDeployments } = group;
      estate.resourceGroups.push({
        id: groupPath,
        name: resourceGroup,
        subscriptionId,
        location,
        templateDeployments,
      });
      const placed = (type: string) => (name: string) => ({
        id: `${groupPath}/providers/${type}/${name}`,
        name,
        subscriptionId,
        resourceGroup,
        location,
      });
      estate.components.push(...place(group.components, placed('Microsoft.Insights/components')));
      estate.workspaces.push(
        ...place(group.workspaces, placed('Microsoft.OperationalInsights/workspaces')),
      );
      estate.userAssignedIdentities.push(
        ...place(
          group.userAssignedIdentities,
          placed('Microsoft.ManagedIdentity/userAssignedIdentities'),
        ),
      );
      estate.machineLearningWorkspaces.push(
        ...place(
          group.machineLearningWorkspaces,
          placed('Microsoft.MachineLearningServices/workspaces'),
        ),
      );
      for (const at of place(group.accounts, placed('Microsoft.CognitiveServices/accounts'))) {
        const account: AccountResource = {
          ...at,
          location: at.spec.location ?? location,
          host: at.spec.customSubDomain ?? at.name,
        };
        estate.accounts.push(account);
        for (const [name, spec] of Object.entries(account.spec.projects)) {
          const id = `${account.id}/projects/${name}`;
          estate.projects.push({ ...at, location: account.location, id, name, spec, account });
        }
      }
    }
  }
  return estate;
}

const place = <Spec>(specs: Record<string, Spec>, at: (name: string) => Placed) =>
  Object.entries(specs).map(([name, spec]) => ({ ...at(name), spec }));

/** ARM ids compare without regard to case. */
export const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const accountsByHost = oncePer(
  ({ accounts }: Estate) =>
    new Map(accounts.map((account) => [account.host.toLowerCase(), account])),
);

/** The account that a data-plane host such as `name.openai.azure.com` belongs to, by `name`. */
export const accountByHost = (estate: Estate, host: string): AccountResource | undefined =>
  accountsByHost(estate).get(host.toLowerCase());

const projectsOfAccounts = oncePer(({ accounts, projects }: Estate) => {
  const byAccount = new Map(
    accounts.map((account): [AccountResource, ProjectResource[]] => [account, []]),
  );
  for (const project of projects) byAccount.get(project.account)?.push(project);
  return byAccount;
});

export const projectsOf = (estate: Estate, account: AccountResource): ProjectResource[] =>
  projectsOfAccounts(estate).get(account) ?? [];
