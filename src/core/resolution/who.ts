import { sameScope } from '../arm/scope.ts';
import type { Account, Agent, DirectoryObject, Project, PublishedAgent } from '../facts/azure.ts';
import type { Caller } from '../facts/diagnosis-facts.ts';
import type { Fact } from '../facts/fact.ts';
import { identitiesOfAccount, identitiesOfProject } from '../inventory/identities.ts';
import type { InventoryResources } from '../inventory/inventory.ts';

/** What was read to find out whom an id stands for. Plain JSON. */
export interface PrincipalFacts {
  caller: Fact<Caller>;
  resources: Fact<Pick<InventoryResources, 'accounts' | 'projects' | 'userAssignedIdentities'>>;
  /** Agents that were looked at, with as many of their versions as were read. */
  agents: { project: Project; agent: Agent }[];
  /** Applications of the projects that were searched, through which agents are published. */
  applications: { project: Project; application: PublishedAgent }[];
  /** What the directory says, by the id as it was asked for, lower case. Missing: not asked. */
  directory: Record<string, Fact<DirectoryObject>>;
  /**
   * Object ids, lower case, that role assignments still name and the directory does not know, though
   * it shows other service principals: that they were deleted is certain.
   */
  orphans: string[];
  /** What was not looked at, one sentence each: somebody may be found there. */
  limits: string[];
}

/** How an identity belongs to an agent: the first that fits, in this order. */
export const agentParts = ['serving', 'not-serving', 'former', 'blueprint'] as const;
export type AgentPart = (typeof agentParts)[number];

export interface OwningAgent {
  name: string;
  /** The newest version with this identity; empty where the service names none. */
  version: string;
  project: Project;
}

/** Whom an id stands for, as far as that is certain. */
export type Who =
  | { kind: 'caller'; name: string; guest: boolean }
  /** Several agents may share one identity. `gone`: the directory does not know it any more. */
  | { kind: 'agent'; part: AgentPart; agents: [OwningAgent, ...OwningAgent[]]; gone: boolean }
  /** The identity of an application, or its blueprint. */
  | {
      kind: 'published-agent';
      part: 'instance' | 'blueprint';
      application: PublishedAgent;
      project: Project;
    }
  | { kind: 'project-identity'; project: Project }
  /** The identity that the project's agents share. */
  | { kind: 'project-agent'; project: Project }
  | { kind: 'account-identity'; account: Account }
  | { kind: 'user-assigned'; name: string; resourceId: string }
  | { kind: 'directory'; type: DirectoryType; name: string; guest: boolean }
  | { kind: 'gone' };

export type DirectoryType = 'user' | 'group' | 'application';

/**
 * Whom a principal id (object id, client id or UPN) stands for; null where nothing that was read
 * tells. A resource's own account of its identity comes before the directory's name for it.
 */
export function whoIs(id: string, facts: PrincipalFacts): Who | null {
  const { caller, directory } = facts;
  const read = directory[id.toLowerCase()];
  const object = read?.status === 'known' ? read.value : null;
  // A client id stands for the object that the directory found by it.
  const ids = [id, ...(object === null ? [] : [object.id])].map((one) => one.toLowerCase());
  const isMeant: IsMeant = (other) =>
    other !== null && other !== undefined && ids.includes(other.toLowerCase());
  const gone = facts.orphans.includes(id.toLowerCase());

  if (caller.status === 'known' && isCaller(caller.value, isMeant)) {
    const { name, guest = false } = caller.value;
    return { kind: 'caller', name, guest: guest || isGuestName(id) || isGuestName(name) };
  }
  return (
    ownedByAgent(facts, isMeant, gone) ??
    ownedByApplication(facts, isMeant) ??
    ownedByResource(facts, isMeant) ??
    (object && inDirectory(id, object)) ??
    (gone ? { kind: 'gone' } : null)
  );
}

/** The name that a tenant gives to an account of somewhere else: `ada_fabrikam.com#EXT#@…`. */
function isGuestName(name: string): boolean {
  return /#EXT#/i.test(name);
}

type IsMeant = (other: string | null | undefined) => boolean;

function isCaller({ objectId, name }: Caller, isMeant: IsMeant): boolean {
  return isMeant(objectId) || isMeant(name);
}

function ownedByAgent({ agents }: PrincipalFacts, isMeant: IsMeant, gone: boolean): Who | null {
  const owners = agents.flatMap(({ project, agent }) => {
    const owned = partOf(agent, isMeant);
    if (owned === null) return [];
    return [{ part: owned.part, owner: { name: agent.name, version: owned.version, project } }];
  });
  for (const part of agentParts) {
    const [first, ...others] = owners.filter((one) => one.part === part).map(({ owner }) => owner);
    if (first !== undefined) return { kind: 'agent', part, agents: [first, ...others], gone };
  }
  return null;
}

function ownedByApplication({ applications }: PrincipalFacts, isMeant: IsMeant): Who | null {
  for (const { project, application } of applications) {
    const { instanceIdentity, blueprint } = application;
    const isOf = (identity: PublishedAgent['blueprint']): boolean =>
      isMeant(identity?.principalId) || isMeant(identity?.clientId);
    const kind = 'published-agent';
    if (isOf(instanceIdentity)) return { kind, part: 'instance', application, project };
    if (isOf(blueprint)) return { kind, part: 'blueprint', application, project };
  }
  return null;
}

function partOf(
  { serving, versions }: Agent,
  isMeant: IsMeant,
): { part: AgentPart; version: string } | null {
  const isOf = (identity: Agent['serving']['blueprint']): boolean =>
    isMeant(identity?.principalId) || isMeant(identity?.clientId);
  if (isOf(serving.instanceIdentity)) return { part: 'serving', version: serving.version };
  // Newest first: what stands before the serving version gets no traffic, what follows had it.
  const servingAt = versions.findIndex(({ version }) => version === serving.version);
  const at = versions.findIndex(({ instanceIdentity }) => isOf(instanceIdentity));
  const version = versions[at]?.version;
  if (version !== undefined) return { part: at < servingAt ? 'not-serving' : 'former', version };
  const ofBlueprint = [serving, ...versions].some(({ blueprint }) => isOf(blueprint));
  return ofBlueprint ? { part: 'blueprint', version: serving.version } : null;
}

function ownedByResource({ resources }: PrincipalFacts, isMeant: IsMeant): Who | null {
  if (resources.status === 'unknown') return null;
  const { accounts, projects, userAssignedIdentities } = resources.value;
  for (const project of projects) {
    if (isMeant(project.identity.principalId)) return { kind: 'project-identity', project };
    if (isMeant(project.agentIdentity?.principalId)) return { kind: 'project-agent', project };
  }
  for (const account of accounts) {
    if (isMeant(account.identity.principalId)) return { kind: 'account-identity', account };
  }
  const assigned = [
    ...userAssignedIdentities.map(({ id, ...identity }) => ({ ...identity, resourceId: id })),
    ...[...accounts.flatMap(identitiesOfAccount), ...projects.flatMap(identitiesOfProject)],
  ];
  for (const { principalId, clientId, name, resourceId } of assigned) {
    if (resourceId !== null && (isMeant(principalId) || isMeant(clientId))) {
      return { kind: 'user-assigned', name, resourceId };
    }
  }
  return null;
}

function inDirectory(id: string, { kind, displayName }: DirectoryObject): Who {
  const type: DirectoryType = kind === 'user' ? 'user' : kind === 'group' ? 'group' : 'application';
  return { kind: 'directory', type, name: displayName, guest: isGuestName(id) };
}

/** The account that a project lies under, where it is among the accounts that were read. */
export function accountOf(project: Project, facts: PrincipalFacts): Account | undefined {
  if (facts.resources.status === 'unknown') return undefined;
  const parent = project.id.replace(/\/projects\/[^/]+\/?$/i, '');
  return facts.resources.value.accounts.find(({ id }) => sameScope(id, parent));
}
