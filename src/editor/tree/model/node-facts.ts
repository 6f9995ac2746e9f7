import { covers } from '../../../core/arm/scope.ts';
import type { Account, Agent, Project } from '../../../core/facts/azure.ts';
import type { Grant } from '../../../core/fixes/role-assignment.ts';
import type { CoverageMark } from '../../../core/inventory/coverage.ts';
import type { InventoryIdentity } from '../../../core/inventory/identities.ts';
import { roleIds } from '../../../core/rbac/role-catalogue.ts';
import type { TreeContents } from './contents.ts';
import type { NodeKind, NodeOf, ReadTarget, TreeNode } from './nodes.ts';

/** Something that a person may want to copy: "Object id", with its value. */
export interface NodeId {
  label: string;
  value: string;
}

/** Whose role assignments a node stands for, and where they matter. */
export interface NodePrincipal {
  identity: InventoryIdentity;
  /** ARM id. */
  scope: string;
  subscriptionId: string;
}

/** An agent with what a diagnosis would ask for. */
export interface DiagnosableAgent {
  subscriptionId: string;
  accountId: string;
  projectId: string;
  name: string;
}

/** A resource that a Bicep file of the workspace may declare. */
export interface DeclaredResource {
  kind: 'account' | 'project' | 'identity';
  name: string;
}

/** What can be done with a node, each as what the doing needs. */
export interface NodeFacts {
  ids: NodeId[];
  /** The part of the portal's address behind `/resource`. */
  portalPath: string | null;
  principal: NodePrincipal | null;
  diagnosis: DiagnosableAgent | null;
  declared: DeclaredResource | null;
  /** Grants that close the gaps, none inside another. */
  grants: Grant[];
  read: ReadTarget | null;
}

const nothing: NodeFacts = {
  ids: [],
  portalPath: null,
  principal: null,
  diagnosis: null,
  declared: null,
  grants: [],
  read: null,
};

const armId = (value: string): NodeId => ({ label: 'ARM id', value });

const facts: {
  [Kind in NodeKind]: (node: NodeOf<Kind>, contents: TreeContents) => Partial<NodeFacts>;
} = {
  tenant: ({ tenant }) => ({
    ids: tenant.tenantId === null ? [] : [{ label: 'Tenant id', value: tenant.tenantId }],
    read: { what: 'tenant', tenant },
  }),
  subscription: ({ tenant, subscription: { subscriptionId } }) => ({
    ids: [{ label: 'Subscription id', value: subscriptionId }],
    portalPath: `/subscriptions/${subscriptionId}`,
    read: { what: 'subscription', tenant, subscriptionId },
  }),
  account: ({ tenant, account: { id, name, subscriptionId } }) => ({
    ids: [armId(id)],
    portalPath: id,
    declared: { kind: 'account', name },
    read: { what: 'subscription', tenant, subscriptionId },
  }),
  project: ({ tenant, project }) => ({
    ids: [
      armId(project.id),
      ...(project.endpoint === null ? [] : [{ label: 'Endpoint', value: project.endpoint }]),
    ],
    portalPath: project.id,
    declared: { kind: 'project', name: project.name },
    read: { what: 'project', tenant, project },
  }),
  agent: (node, { assessor }) => {
    const { tenant, account, project, agent } = node;
    const { identities } = assessor.ofVersion(node, agent, agent.serving);
    const [first] = identities;
    return {
      ids: [
        ...(first ? idsOf(first.identity) : []),
        { label: 'Agent name', value: agent.name },
        { ...armId(project.id), label: 'ARM id of the project' },
      ],
      portalPath: project.id,
      principal: first ? principalAt(first.identity, account) : null,
      diagnosis: diagnosable(account, project, agent),
      declared: { kind: 'project', name: project.name },
      grants: identities.flatMap(({ identity, marks }) => grantsFor(identity, marks ?? [])),
      read: { what: 'agent', tenant, project, agent: agent.name },
    };
  },
  versions: ({ tenant, project, agent }) => ({
    read: { what: 'agent', tenant, project, agent: agent.name },
  }),
  version: () => ({}),
  identity: ({ tenant, identity, place, agent }, { assessor }) => {
    const { account, project } = place;
    return {
      ids: idsOf(identity),
      portalPath: identity.resourceId ?? `${(project ?? account).id}/users`,
      principal: principalAt(identity, account),
      diagnosis: agent && project ? diagnosable(account, project, agent) : null,
      declared:
        identity.resourceId === null
          ? { kind: project ? 'project' : 'account', name: (project ?? account).name }
          : { kind: 'identity', name: identity.name },
      grants: grantsFor(identity, assessor.marks(tenant, identity, place) ?? []),
      read: { what: 'access', tenant, subscriptionId: account.subscriptionId },
    };
  },
  mark: ({ identity, mark }) => ({
    ids: [{ ...armId(mark.scope), label: 'ARM id of the scope' }, ...idsOf(identity)],
    portalPath: `${mark.scope}/users`,
    grants: grantsFor(identity, [mark]),
  }),
  target: ({ account, route }) => ({
    ids: account
      ? [armId(account.id), { label: 'Endpoint', value: route.url }]
      : [{ label: 'Endpoint', value: route.url }],
    portalPath: account?.id ?? route.accountId,
    declared: account ? { kind: 'account', name: account.name } : null,
  }),
  hub: ({ workspace }) => ({ ids: [armId(workspace.id)], portalPath: workspace.id }),
  'hub-project': ({ workspace }) => ({ ids: [armId(workspace.id)], portalPath: workspace.id }),
  'loose-identities': () => ({}),
  'loose-identity': ({ identity }) => ({
    ids: idsOf(identity),
    portalPath: identity.resourceId,
    declared: { kind: 'identity', name: identity.name },
  }),
  loading: () => ({}),
  error: ({ retry }) => ({ read: retry }),
  more: () => ({}),
  empty: () => ({}),
};

/** What can be done with a node. */
export function factsOf(node: TreeNode, contents: TreeContents): NodeFacts {
  const ofKind = facts[node.kind] as (node: TreeNode, contents: TreeContents) => Partial<NodeFacts>;
  return { ...nothing, ...ofKind(node, contents) };
}

function idsOf({ principalId, clientId, resourceId }: InventoryIdentity): NodeId[] {
  return [
    { label: 'Object id', value: principalId },
    ...(clientId === null ? [] : [{ label: 'Client id', value: clientId }]),
    ...(resourceId === null ? [] : [armId(resourceId)]),
  ];
}

function diagnosable(account: Account, project: Project, { name }: Agent): DiagnosableAgent {
  const { id: accountId, subscriptionId } = account;
  return { subscriptionId, accountId, projectId: project.id, name };
}

function principalAt(
  identity: InventoryIdentity,
  { id, subscriptionId }: { id: string; subscriptionId: string },
): NodePrincipal {
  return { identity, scope: id, subscriptionId };
}

/** States that a role assignment mends where the mark asks for anything. */
const mendable: CoverageMark['state'][] = ['not-granted', 'eligible-only', 'platform-managed'];

/** The grants that close gaps. One at the account holds at its projects, so the widest are enough. */
function grantsFor({ principalId }: InventoryIdentity, marks: CoverageMark[]): Grant[] {
  const gaps = marks.filter(({ state, level }) => level !== 'fine' && mendable.includes(state));
  return gaps
    .filter((gap) => !gaps.some((other) => other !== gap && covers(other.scope, gap.scope)))
    .map(({ scope }) => ({
      principalId,
      principalType: 'ServicePrincipal',
      role: roleIds.foundryUser,
      scope,
    }));
}
