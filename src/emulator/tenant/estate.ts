import type {
  AccountSpec,
  ComponentSpec,
  ProjectSpec,
  SubscriptionSpec,
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
export interface ResourceGroupResource {
  id: string;
  name: string;
  subscriptionId: string;
  location: string;
}

export interface Estate {
  subscriptions: { id: string; subscriptionId: string; spec: SubscriptionSpec }[];
  resourceGroups: ResourceGroupResource[];
  accounts: AccountResource[];
  projects: ProjectResource[];
  components: ComponentResource[];
  workspaces: WorkspaceResource[];
  userAssignedIdentities: UserAssignedIdentityResource[];
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
  };
  for (const [subscriptionId, subscription] of Object.entries(tenant.subscriptions)) {
    const subscriptionPath = `/subscriptions/${subscriptionId}`;
    estate.subscriptions.push({ id: subscriptionPath, subscriptionId, spec: subscription });
    for (const [resourceGroup, group] of Object.entries(subscription.resourceGroups)) {
      const groupPath = `${subscriptionPath}/resourceGroups/${resourceGroup}`;
      const { location } = group;
      estate.resourceGroups.push({ id: groupPath, name: resourceGroup, subscriptionId, location });
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
      for (const account of place(group.accounts, placed('Microsoft.CognitiveServices/accounts'))) {
        account.location = account.spec.location ?? location;
        estate.accounts.push(account);
        for (const [name, spec] of Object.entries(account.spec.projects)) {
          const id = `${account.id}/projects/${name}`;
          estate.projects.push({ ...account, id, name, spec, account });
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

/** The account that a data-plane host such as `name.openai.azure.com` belongs to. */
export const accountByName = (estate: Estate, name: string): AccountResource | undefined =>
  estate.accounts.find((account) => sameId(account.name, name));
