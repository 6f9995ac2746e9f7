import type { Account, Agent, AgentVersion, ManagedIdentity, Project } from '../facts/azure.ts';
import type { Principal } from '../facts/principal.ts';
import { principalWords } from '../report/vocabulary.ts';

/** What an identity is to what it belongs to: those of a diagnosis, and those that only a list shows. */
export type InventoryRole = Principal['role'] | 'published-agent' | 'project-agent';

export const inventoryRoleWords: Record<InventoryRole, string> = {
  ...principalWords,
  'published-agent': 'published agent identity',
  'project-agent': 'shared agent identity',
};

/** An identity of the inventory, with what it belongs to. */
export interface InventoryIdentity {
  /** Object id, the one that role assignments name. */
  principalId: string;
  clientId: string | null;
  role: InventoryRole;
  /** For a person: whose it is, or the resource's own name where it is user-assigned. */
  name: string;
  /** ARM id of a user-assigned identity; null where the identity is not a resource of its own. */
  resourceId: string | null;
}

/** The identities that an agent runs as now: those of the version that serves. */
export function identitiesOfAgent(agent: Agent): InventoryIdentity[] {
  return identitiesOfVersion(agent, agent.serving);
}

/** The identities of one version: the instance's, which calls the model, and its blueprint. */
export function identitiesOfVersion(
  { name }: Pick<Agent, 'name'>,
  { instanceIdentity, blueprint }: AgentVersion,
): InventoryIdentity[] {
  const owned = (
    identity: AgentVersion['instanceIdentity'],
    role: Principal['role'],
  ): InventoryIdentity[] =>
    identity === null
      ? []
      : [{ ...identity, role, name: `${principalWords[role]} of ${name}`, resourceId: null }];
  return [...owned(instanceIdentity, 'agent-instance'), ...owned(blueprint, 'agent-blueprint')];
}

/** The project's own identities, and the one that its agents share where it shows one. */
export function identitiesOfProject({
  name,
  identity,
  agentIdentity,
}: Project): InventoryIdentity[] {
  const role = 'project-agent';
  const words = `${inventoryRoleWords[role]} of ${name}`;
  return [
    ...identitiesOfResource(name, identity, 'project-identity'),
    ...(agentIdentity ? [{ ...agentIdentity, role, name: words, resourceId: null } as const] : []),
  ];
}

export function identitiesOfAccount({ name, identity }: Account): InventoryIdentity[] {
  return identitiesOfResource(name, identity, 'account-identity');
}

function identitiesOfResource(
  owner: string,
  { principalId, userAssigned }: ManagedIdentity,
  role: Principal['role'],
): InventoryIdentity[] {
  const own: InventoryIdentity[] =
    principalId === undefined
      ? []
      : [
          {
            principalId,
            clientId: null,
            role,
            name: `${principalWords[role]} of ${owner}`,
            resourceId: null,
          },
        ];
  return [...own, ...userAssigned.map((attached) => userAssignedIdentity(attached))];
}

/** A user-assigned identity, which goes by its resource's own name. */
export function userAssignedIdentity({
  resourceId,
  principalId,
  clientId,
}: ManagedIdentity['userAssigned'][number]): InventoryIdentity {
  const name = resourceId.split('/').at(-1) ?? resourceId;
  return { principalId, clientId, role: 'user-assigned', name, resourceId };
}
