import { managementGroups, type TenantInput, type TenantSize } from './generate-tenant.ts';
import type { Random } from './random.ts';

type Subscriptions = NonNullable<TenantInput['subscriptions']>;
type Subscription = Subscriptions[string];
type ResourceGroup = NonNullable<Subscription['resourceGroups']>[string];
type Account = NonNullable<ResourceGroup['accounts']>[string];
type Project = NonNullable<Account['projects']>[string];
type Agent = NonNullable<Project['agents']>[string];

/** What the access of a tenant is spread over. */
export interface GeneratedResources {
  subscriptions: Subscriptions;
  accounts: GeneratedAccount[];
  projects: GeneratedProject[];
  agents: GeneratedAgent[];
}
export interface GeneratedAccount {
  id: string;
  name: string;
  subscriptionId: string;
  /** Models only, and no projects: what agents of other accounts call. */
  isTarget: boolean;
  spec: Account;
}
export interface GeneratedProject {
  id: string;
  account: GeneratedAccount;
  identity: string;
  spec: Project;
}
export interface GeneratedAgent {
  project: GeneratedProject;
  identity: string;
  route: Route;
  target: GeneratedAccount | null;
}

/** Where an agent's model calls go, and how many of a hundred agents go there. */
const routes = { 'own-account': 60, project: 28, 'other-account': 12 } as const;
type Route = keyof typeof routes;

/** Of a hundred accounts, how many hold models and no projects. */
const targets = 5;

/** The project that everybody used first has this share of all agents. */
const largestProject = 0.05;

export function generateResources(
  size: TenantSize,
  subscriptionIds: string[],
  random: Random,
): GeneratedResources {
  const subscriptions: Subscriptions = Object.fromEntries(
    subscriptionIds.map((id, index) => [
      id,
      {
        displayName: `Fabrikam ${String(index + 1).padStart(2, '0')}`,
        managementGroup: managementGroups.names[index % managementGroups.names.length],
        resourceGroups: {},
      },
    ]),
  );
  const accounts = Array.from({ length: size.accounts }, (_, index) => {
    const subscriptionId = subscriptionIds[index % subscriptionIds.length] ?? '';
    return addAccount(index, subscriptionId, subscriptions[subscriptionId], random);
  });
  const hosts = accounts.filter(({ isTarget }) => !isTarget);
  const projects = Array.from({ length: size.projects }, (_, index) =>
    addProject(index, hosts[index] ?? random.pick(hosts), random),
  );
  const agents = Array.from({ length: size.agents }, (_, index) => {
    const project = random.chance(largestProject) ? projects[0] : random.pick(projects);
    if (project === undefined) throw new Error('A tenant of agents needs a project.');
    return addAgent(index, project, accounts, random);
  });
  return { subscriptions, accounts, projects, agents };
}

function addAccount(
  index: number,
  subscriptionId: string,
  subscription: Subscription | undefined,
  random: Random,
): GeneratedAccount {
  const isTarget = index % 100 >= 100 - targets || index === 1;
  const name = isTarget ? `fabrikam-models-${index}` : `fabrikam-ai-${index}`;
  const group = `rg-ai-${index}`;
  const groupId = `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
  const runtime = `${name}-runtime`;
  const hasRuntime = index % 2 === 0;
  const spec: Account = {
    kind: isTarget ? 'OpenAI' : 'AIServices',
    disableLocalAuth: random.chance(0.7),
    identity: {
      principalId: random.guid(),
      userAssigned: hasRuntime
        ? [`${groupId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${runtime}`]
        : [],
    },
    deployments: { 'gpt-5-mini': { model: 'gpt-5-mini', modelVersion: '2026-01-15' } },
    projects: {},
  };
  const hub = `hub-${index}`;
  const hubs =
    index % 10 === 3
      ? {
          [hub]: { kind: 'Hub' },
          [`classic-${index}`]: {
            kind: 'Project',
            hub: `${groupId}/providers/Microsoft.MachineLearningServices/workspaces/${hub}`,
          },
        }
      : {};
  Object.assign(subscription?.resourceGroups ?? {}, {
    [group]: {
      accounts: { [name]: spec },
      userAssignedIdentities: hasRuntime
        ? { [runtime]: { principalId: random.guid(), clientId: random.guid() } }
        : {},
      machineLearningWorkspaces: hubs,
    } satisfies ResourceGroup,
  });
  const id = `${groupId}/providers/Microsoft.CognitiveServices/accounts/${name}`;
  return { id, name, subscriptionId, isTarget, spec };
}

function addProject(index: number, account: GeneratedAccount, random: Random): GeneratedProject {
  const name = `project-${index}`;
  const identity = random.guid();
  const spec: Project = {
    identity: { principalId: identity },
    connections: {},
    agents: {},
  };
  Object.assign(account.spec.projects ?? {}, { [name]: spec });
  return { id: `${account.id}/projects/${name}`, account, identity, spec };
}

function addAgent(
  index: number,
  project: GeneratedProject,
  accounts: GeneratedAccount[],
  random: Random,
): GeneratedAgent {
  const route = drawRoute(random);
  const target =
    route === 'other-account' ? random.pick(accounts.filter(({ isTarget }) => isTarget)) : null;
  if (target !== null) {
    Object.assign(project.spec.connections ?? {}, {
      [target.name]: {
        category: 'AzureOpenAI',
        authType: 'AAD',
        target: `https://${target.name}.openai.azure.com/`,
        metadata: { ApiType: 'Azure', ResourceId: target.id },
      },
    });
  }
  const called = target ?? (route === 'own-account' ? project.account : null);
  const identity = random.guid();
  const version = (image: number, principalId: string) => ({
    createdAt: '-P40D',
    definition: {
      kind: 'hosted',
      cpu: '1',
      memory: '2Gi',
      protocol_versions: [{ protocol: 'responses', version: '2.0.0' }],
      container_configuration: { image: `fabrikam.azurecr.io/agents/agent-${index}:${image}` },
      environment_variables: {
        AZURE_AI_MODEL_DEPLOYMENT_NAME: 'gpt-5-mini',
        OTEL_SERVICE_NAME: `agent-${index}`,
        LOG_LEVEL: 'info',
        ...(called === null
          ? {}
          : { AZURE_OPENAI_ENDPOINT: `https://${called.name}.openai.azure.com/openai/v1/` }),
      },
    },
    instanceIdentity: { principalId, clientId: random.guid() },
  });
  // A few agents try a newer version out, while the one before it serves.
  const isTrying = random.chance(0.03);
  const spec: Agent = {
    blueprint: { principalId: random.guid(), clientId: random.guid() },
    traffic: isTrying ? { 1: 100 } : {},
    versions: {
      1: version(1, identity),
      ...(isTrying ? { 2: version(2, random.guid()) } : {}),
    },
  };
  Object.assign(project.spec.agents ?? {}, { [`agent-${index}`]: spec });
  return { project, identity, route, target };
}

function drawRoute(random: Random): Route {
  const drawn = random.below(100);
  if (drawn < routes['own-account']) return 'own-account';
  return drawn < routes['own-account'] + routes.project ? 'project' : 'other-account';
}
