import type { MistakenId } from '../grants/mistaken-id.ts';
import type { RuleId } from './rule-ids.ts';

interface RuleWords {
  /** What the rule is about, as a heading. */
  title: string;
  /** The sentence of a finding. */
  message: (details: never) => string;
}

const ways = {
  agents: 'Foundry User (53ca6127-db72-4b80-b1b0-d745d6d5456d)',
};

/** Everything that rules say to people. */
export const ruleWords = {
  'unknown-role-guid': {
    title: 'A role GUID that no built-in role has',
    message: ({ guid, meant, label }: UnknownRole) => {
      if (meant === null) {
        return `No built-in role known here has the GUID ${guid}. Unless it is a new one or a custom role of yours, the deployment fails with RoleDefinitionDoesNotExist.`;
      }
      return label === null
        ? `No built-in role has the GUID ${guid}; ${meant} has nearly the same. The deployment fails with RoleDefinitionDoesNotExist.`
        : `No built-in role has the GUID ${guid}, while "${label}" names ${meant}. Unless it is a custom role of yours, the deployment fails with RoleDefinitionDoesNotExist.`;
    },
  },
  'role-label-mismatch': {
    title: 'A role GUID under the name of another role',
    message: ({ label, actual, named }: { label: string; actual: string; named: string }) =>
      `This GUID is ${actual}, while "${label}" names ${named}: one of the two is wrong.`,
  },
  'role-name-not-in-module-map': {
    title: 'A role name that the module does not know',
    message: ({ name, role }: { name: string; role: string | null }) =>
      role === null
        ? `The module's own list of roles lacks "${name}", and no built-in role has that name: the deployment fails.`
        : `The module's own list of roles lacks "${name}": the deployment fails. The GUID ${role} works everywhere.`,
  },
  'project-scope-only': {
    title: 'A Foundry role at the project and none at the account',
    message: ({ principal, role, identity, script }: ProjectScopeOnly) =>
      `${principal} gets ${role} at the project and nothing like it at the account${
        script === null ? '' : ` in the templates (${script} may grant it)`
      }. ${
        identity
          ? 'Calls that go to the account, as model calls by BYOK do, get a 401: assign the role at the account as well.'
          : 'That is enough to work in the project; calls that go to the account, as model calls by BYOK do, get a 401.'
      }`,
  },
  'azure-ai-developer': {
    title: 'Azure AI Developer for a Foundry project',
    message: ({ principal, beside }: { principal: string; beside: string | null }) =>
      beside === null
        ? `Azure AI Developer was made for hub workspaces and opens no agent operations of Foundry; it is the only such role that ${principal} gets. ${ways.agents} opens them.`
        : `Azure AI Developer was made for hub workspaces and opens no agent operations of Foundry; ${principal} gets ${beside} as well, so that it can go.`,
  },
  'cognitive-services-role-for-agents': {
    title: 'A model role where agents may be meant',
    message: ({ principal, role }: { principal: string; role: string }) =>
      `${role} lets ${principal} call models directly and do nothing with agents. Where it works with the agents of this deployment, it needs ${ways.agents}.`,
  },
  'control-plane-role-for-data-plane': {
    title: 'A management role and no data role',
    message: ({ principal, role }: { principal: string; role: string }) =>
      `${role} manages the resource and has no data actions: with it alone, ${principal} gets a 401 from models and agents.`,
  },
  'resource-id-as-principal': {
    title: "An id or name that is nobody's object id",
    message: ({ given, text }: { given: MistakenId; text: string }) =>
      `${text} is ${mistakenIds[given]}, and a role is assigned to an object id: the deployment fails, or nobody gets the role.`,
  },
  'missing-principal-type': {
    title: 'No principalType for a principal that the deployment makes or runs as',
    message: ({ principal, deployer }: { principal: string; deployer: boolean }) =>
      deployer
        ? `Without principalType, Azure looks ${principal} up in Microsoft Entra before it assigns the role, which fails for a guest of another tenant or a fresh service principal.`
        : `${principal} is made by this deployment. Without principalType the assignment can reach Microsoft Entra before the identity does, and fails with PrincipalNotFound.`,
  },
  'literal-user-for-deployer': {
    title: "A literal 'User' for whoever deploys",
    message: ({ principal }: { principal: string }) =>
      `${principal} is whoever deploys. In a pipeline that is a service principal, and the deployment fails with UnmatchedPrincipalType.`,
  },
  'assignment-name-seeds': {
    title: 'A role assignment name that lacks a seed',
    message: ({ lacks }: { lacks: MissingSeed }) => lackingSeeds[lacks],
  },
  'assignment-name-collision': {
    title: 'Two role assignments with one name',
    message: ({ differ }: { differ: string }) =>
      `Another role assignment of this deployment has the same name and another ${differ}: the second fails with RoleAssignmentUpdateNotPermitted.`,
  },
  'role-on-wrong-resource': {
    title: 'A role that does nothing at this resource',
    message: ({ role, provider, type }: { role: string; provider: string; type: string }) =>
      `${role} has actions of ${provider} only; at ${type} it opens nothing.`,
  },
  'scope-omitted': {
    title: 'No scope where a resource seems meant',
    message: ({ role, meant }: { role: string; meant: string | null }) =>
      `Without scope, ${role} holds for the whole resource group${
        meant === null ? '' : `, while ${meant} seems meant`
      }.`,
  },
  'standing-owner': {
    title: 'A standing role that can hand out roles',
    message: ({ principal, role }: { principal: string; role: string }) =>
      `${role} lets ${principal} give any role to anybody in this scope, for good. A narrower role, or one that is activated when needed, does less harm when it leaks.`,
  },
  'secret-where-identity-would-do': {
    title: 'A key or secret where an identity would do',
    message: ({ what }: { what: SecretKind }) => secrets[what],
  },
  'account-endpoint-for-project': {
    title: "The account's endpoint where the project's is needed",
    message: ({ name }: { name: string }) =>
      `${name} holds an endpoint of the account. Clients of Foundry projects need https://ACCOUNT.services.ai.azure.com/api/projects/PROJECT and get a 401 or 404 here.`,
  },
  'no-agent-role': {
    title: 'A project that nobody may work in',
    message: ({ project }: { project: string }) =>
      `Nobody gets a role in this deployment that opens the agents of ${project}. Owner and Contributor do not.`,
  },
  'agent-service-without-grant': {
    title: 'An agent service whose identity nobody grants a role',
    message: ({ service }: { service: string }) =>
      `Neither the templates nor the hooks grant the agent of ${service} a role at the account. Its own project may be opened by the platform; anything else is not.`,
  },
  'suppression-without-reason': {
    title: 'A suppression that gives no reason',
    message: () =>
      'Say after a colon why this is suppressed, so that the next reader can tell whether it still holds.',
  },
  'unused-suppression': {
    title: 'A suppression of nothing',
    message: ({ rule, known }: { rule: string; known: boolean }) =>
      known
        ? `Nothing here is reported by ${rule}, so that this comment can go.`
        : `There is no rule ${rule}.`,
  },
} satisfies Record<RuleId, RuleWords>;

interface UnknownRole {
  guid: string;
  /** The role that is most likely meant. */
  meant: string | null;
  /** The name in the file that says so; null where the digits do. */
  label: string | null;
}

interface ProjectScopeOnly {
  principal: string;
  role: string;
  /** Whether an identity gets it, rather than a person, who may never leave the project. */
  identity: boolean;
  /** The script that may grant it. */
  script: string | null;
}

/** What the name of an assignment does not depend on, and for whom that matters. */
export type MissingSeed = 'principal-of-many' | 'principal' | 'role' | 'scope';

const lackingSeeds: Record<MissingSeed, string> = {
  'principal-of-many':
    'The name does not depend on the principal: the deployment fails with RoleAssignmentUpdateNotPermitted once somebody else is given.',
  principal:
    'The name does not depend on the principal: after the identity is made anew, the deployment fails with RoleAssignmentUpdateNotPermitted.',
  role: 'The name does not depend on the role: a second role for this principal at this scope gets the same name.',
  scope:
    'The name does not depend on the scope: the same role at a second resource gets the same name.',
};

const mistakenIds: Record<MistakenId, string> = {
  'resource-id': 'the id of a resource',
  'client-id': 'the client id of an application',
  application: 'the object id of an app registration, whose service principal has another',
  name: 'no GUID',
};

/** The ways in which a template hands out a key. */
export type SecretKind = 'account-keys' | 'connection-key' | 'client-secret';

const secrets: Record<SecretKind, string> = {
  'account-keys':
    'The keys of this account open everything in it to whoever reads them. A managed identity with a role needs none.',
  'connection-key':
    "This connection uses a key. With authType 'AAD' it uses the project's managed identity, which needs a role at the target.",
  'client-secret':
    'A client secret expires and leaks. A managed identity, or a federated credential in a pipeline, needs none.',
};
