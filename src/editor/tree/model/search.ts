import type { Account, Agent, Project, Subscription } from '../../../core/facts/azure.ts';
import type { Assessor, AssessedIdentity } from './assessment.ts';
import { worstLevel } from '../../../core/inventory/coverage.ts';
import { agentsOf, knownSoFar, projectsOf, type TenantInventory } from './inventory-state.ts';
import { resourceNodeId, subscriptionNodeId } from './node-ids.ts';
import type { TreePreferences } from './preferences.ts';
import { tallyOf, type Tallies, type Tally } from './tally.ts';

/** Which branches are shown: those that match, have a match above or below, and need a look. */
export interface Search {
  subscription(tenant: TenantInventory, subscription: Subscription): boolean;
  account(tenant: TenantInventory, account: Account): boolean;
  project(tenant: TenantInventory, account: Account, project: Project): boolean;
  agent(tenant: TenantInventory, account: Account, project: Project, agent: Agent): boolean;
  identity(assessed: AssessedIdentity, owner: IdentityOwner): boolean;
  /** What asks nothing of anybody: hubs, identities that are attached to nothing. */
  bystander(tenant: TenantInventory, subscriptionId: string, texts: string[]): boolean;
}

/** What an identity is shown under, the innermost first to name it. */
export interface IdentityOwner {
  tenant: TenantInventory;
  account: Account;
  project: Project | null;
  agent: string | null;
}

export function createSearch(
  { filter, onlyProblems }: TreePreferences,
  tallies: Tallies,
  assessor: Assessor,
): Search {
  const wanted = filter.trim().toLowerCase();
  const found = (...texts: (string | null | undefined)[]): boolean =>
    texts.some((text) => text?.toLowerCase().includes(wanted));

  const nameOf = (tenant: TenantInventory, subscriptionId: string): string | undefined =>
    knownSoFar(tenant.subscriptions)?.find((one) => one.subscriptionId === subscriptionId)
      ?.displayName;
  const aboveAccount = (tenant: TenantInventory, { subscriptionId }: Account): boolean =>
    found(nameOf(tenant, subscriptionId), subscriptionId, tenant.name);
  const aboveProject = (tenant: TenantInventory, account: Account): boolean =>
    found(account.name) || aboveAccount(tenant, account);
  const aboveAgent = (tenant: TenantInventory, account: Account, project: Project): boolean =>
    found(project.name) || aboveProject(tenant, account);

  const inAgent = ({ name, serving }: Agent): boolean =>
    found(
      name,
      serving.instanceIdentity?.principalId,
      serving.instanceIdentity?.clientId,
      serving.blueprint?.principalId,
    );
  const inIdentities = (assessed: AssessedIdentity[]): boolean =>
    assessed.some(({ identity }) => found(identity.name, identity.principalId, identity.clientId));
  const inProject = (tenant: TenantInventory, account: Account, project: Project): boolean =>
    found(project.name) ||
    inIdentities(assessor.ofProject({ tenant, account, project })) ||
    agentsOf(tenant, project).some(inAgent);
  const inAccount = (tenant: TenantInventory, account: Account): boolean => {
    const resources = knownSoFar(tenant.resources);
    const projects = resources ? projectsOf(resources, account) : [];
    return (
      found(account.name) ||
      inIdentities(assessor.ofAccount(tenant, account)) ||
      projects.some((project) => inProject(tenant, account, project))
    );
  };

  const worthALook = (nodeId: string): boolean =>
    !onlyProblems || needsALook(tallies.byNode.get(nodeId));

  return {
    subscription: (tenant, { subscriptionId, displayName }) => {
      const accounts = knownSoFar(tenant.resources)?.accounts ?? [];
      return (
        worthALook(subscriptionNodeId(tenant, subscriptionId)) &&
        (found(displayName, subscriptionId, tenant.name) ||
          accounts.some(
            (account) => account.subscriptionId === subscriptionId && inAccount(tenant, account),
          ))
      );
    },
    account: (tenant, account) =>
      worthALook(resourceNodeId(tenant, account.id)) &&
      (aboveAccount(tenant, account) || inAccount(tenant, account)),
    project: (tenant, account, project) =>
      worthALook(resourceNodeId(tenant, project.id)) &&
      (aboveProject(tenant, account) || inProject(tenant, account, project)),
    agent: (tenant, account, project, agent) =>
      (!onlyProblems ||
        needsALook(
          tallyOf(
            assessor.ofVersion({ tenant, account, project }, agent, agent.serving).identities,
          ),
        )) &&
      (wanted === '' || aboveAgent(tenant, account, project) || inAgent(agent)),
    identity: (assessed, { tenant, account, project, agent }) =>
      (!onlyProblems || worstLevel(assessed.marks ?? []) !== 'fine') &&
      (inIdentities([assessed]) ||
        found(agent) ||
        (project ? aboveAgent(tenant, account, project) : aboveProject(tenant, account))),
    bystander: (tenant, subscriptionId, texts) =>
      !onlyProblems && found(...texts, nameOf(tenant, subscriptionId), subscriptionId),
  };
}

/** Branches that are not read to the end stay, since they may hide what is looked for. */
function needsALook(tally: Tally | undefined): boolean {
  return tally === undefined || tally.problems + tally.open + tally.unread > 0 || tally.pending;
}
