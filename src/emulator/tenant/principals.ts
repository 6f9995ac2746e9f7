import type { GraphRights } from './access-schemas.ts';
import { buildEstate, type Estate } from './estate.ts';
import { findEntry, oncePer } from './look-up.ts';
import type { AgentPrincipalSpec } from './resource-schemas.ts';
import type { Tenant } from './schema.ts';

/** Anything in the directory that can hold a role. */
export interface Principal {
  objectId: string;
  displayName: string;
  kind:
    | 'user'
    | 'group'
    | 'application'
    | 'managedIdentity'
    | 'agentIdentity'
    | 'agentIdentityBlueprint';
  /** Client id, for all but users and groups. */
  appId: string | null;
  userPrincipalName: string | null;
  /** Of an agent identity: the client id of its blueprint. */
  blueprintAppId: string | null;
  graph: GraphRights;
}

export type Directory = ReadonlyMap<string, Principal>;

/** All the principals of a tenant by object id: those it lists, and those its identities imply. */
export function buildDirectory(tenant: Tenant, estate: Estate = buildEstate(tenant)): Directory {
  const directory = new Map<string, Principal>();
  const add = (
    principal: Pick<Principal, 'objectId' | 'displayName' | 'kind'> & Partial<Principal>,
  ) => {
    const objectId = principal.objectId.toLowerCase();
    if (directory.has(objectId)) return;
    directory.set(objectId, {
      appId: null,
      userPrincipalName: null,
      blueprintAppId: null,
      graph: 'none',
      ...principal,
    });
  };

  for (const [displayName, { objectId, clientId, graph }] of Object.entries(tenant.applications)) {
    add({ objectId, displayName, kind: 'application', appId: clientId, graph });
  }
  for (const [objectId, user] of Object.entries(tenant.users)) {
    add({ objectId, kind: 'user', ...user });
  }
  for (const [objectId, { displayName }] of Object.entries(tenant.groups)) {
    add({ objectId, displayName, kind: 'group' });
  }
  for (const { name, spec } of estate.userAssignedIdentities) {
    add({
      objectId: spec.principalId,
      displayName: name,
      kind: 'managedIdentity',
      appId: spec.clientId,
    });
  }
  const addManagedIdentity = (objectId: string | undefined, displayName: string) => {
    if (objectId === undefined) return;
    add({
      objectId,
      displayName,
      kind: 'managedIdentity',
      appId: derivedClientId(objectId),
    });
  };
  for (const { name, spec } of estate.accounts) {
    addManagedIdentity(spec.identity.principalId, name);
  }
  for (const { name, spec } of estate.machineLearningWorkspaces) {
    addManagedIdentity(spec.identity.principalId, name);
  }
  for (const { name, spec, account } of estate.projects) {
    const projectName = `${account.name}/projects/${name}`;
    addManagedIdentity(spec.identity.principalId, projectName);
    const addAgentPrincipal = (
      identity: AgentPrincipalSpec | undefined,
      rest: Pick<Principal, 'displayName' | 'kind' | 'blueprintAppId'>,
    ) => {
      if (identity === undefined || identity.deletedFromEntra) return;
      add({ objectId: identity.principalId, appId: identity.clientId, ...rest });
    };
    for (const [application, published] of Object.entries(spec.applications)) {
      addAgentPrincipal(published.defaultInstanceIdentity, {
        displayName: `${account.name}-${name}-${application}-AgentIdentity`,
        kind: 'agentIdentity',
        blueprintAppId: published.agentIdentityBlueprint?.clientId ?? null,
      });
    }
    if (spec.agentIdentity) {
      add({
        objectId: spec.agentIdentity.agentIdentityId,
        displayName: `${account.name}-${name}-AgentIdentity`,
        kind: 'agentIdentity',
        appId: derivedClientId(spec.agentIdentity.agentIdentityId),
      });
    }
    for (const [agentName, agent] of Object.entries(spec.agents)) {
      const agentIdentityName = `${account.name}-${name}-${agentName}-AgentIdentity`;
      addAgentPrincipal(agent.blueprint, {
        displayName: `${agentIdentityName}Blueprint`,
        kind: 'agentIdentityBlueprint',
        blueprintAppId: null,
      });
      for (const version of Object.values(agent.versions)) {
        addAgentPrincipal(version.instanceIdentity, {
          displayName: agentIdentityName,
          kind: 'agentIdentity',
          blueprintAppId: agent.blueprint?.clientId ?? null,
        });
      }
    }
  }
  return directory;
}

/** System-assigned identities have a client id of their own; the tenant file need not invent it. */
const derivedClientId = (objectId: string): string =>
  `${objectId.slice(0, 14)}4c1d${objectId.slice(18)}`;

type Groups = Tenant['groups'];

/** Ids of the groups that hold a member, by the member's id in lower case. */
const groupsByMember = oncePer((groups: Groups) => {
  const holding = new Map<string, string[]>();
  for (const [groupId, { members }] of Object.entries(groups)) {
    for (const member of members) {
      const key = member.toLowerCase();
      const known = holding.get(key);
      if (known === undefined) holding.set(key, [groupId]);
      else known.push(groupId);
    }
  }
  return holding;
});

/** The groups that have the principal itself as a member, by object id. */
export const directGroups = ({ groups }: Tenant, objectId: string): readonly string[] =>
  groupsByMember(groups).get(objectId.toLowerCase()) ?? [];

/** The groups a principal is in, directly or through other groups, by object id. */
export const transitiveGroups = (tenant: Tenant, objectId: string): string[] =>
  reach(objectId, (id) => directGroups(tenant, id));

/** Whose role assignments count for a principal: its own and those of its groups. Lower case. */
export const principalsOf = (tenant: Tenant, objectId: string): string[] =>
  [objectId, ...transitiveGroups(tenant, objectId)].map((id) => id.toLowerCase());

/** The members of a group itself, by object id. */
export const directMembers = ({ groups }: Tenant, groupId: string): readonly string[] =>
  findEntry(groups, groupId)?.[1].members ?? [];

/** The members of a group at any depth, groups among them, by object id. */
export const transitiveMembers = (tenant: Tenant, groupId: string): string[] =>
  reach(groupId, (id) => directMembers(tenant, id));

/** All that can be reached from an id in one step or more, each once, however the steps go round. */
function reach(start: string, step: (id: string) => readonly string[]): string[] {
  const found = new Map<string, string>();
  const visit = (id: string): void => {
    for (const next of step(id)) {
      if (found.has(next.toLowerCase())) continue;
      found.set(next.toLowerCase(), next);
      visit(next);
    }
  };
  visit(start);
  return [...found.values()];
}
