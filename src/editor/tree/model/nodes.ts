import type {
  Account,
  Agent,
  AgentVersion,
  Project,
  Subscription,
} from '../../../core/facts/azure.ts';
import type { UnknownReason } from '../../../core/facts/fact.ts';
import type { ModelRoute } from '../../../core/facts/route.ts';
import type { CoverageMark, CoveragePlace } from '../../../core/inventory/coverage.ts';
import type { InventoryIdentity } from '../../../core/inventory/identities.ts';
import type { HubWorkspace } from '../../../core/inventory/inventory.ts';
import type { TenantInventory } from './inventory-state.ts';

/** What every node has. Ids are unique in the tree and stay the same from one reading to the next. */
interface NodeBase {
  id: string;
}

interface InTenant extends NodeBase {
  tenant: TenantInventory;
}

interface InProject extends InTenant {
  account: Account;
  project: Project;
}

/** What somebody can ask to be read again. */
export type ReadTarget =
  | { what: 'everything' }
  | { what: 'tenant'; tenant: TenantInventory }
  | { what: 'subscription'; tenant: TenantInventory; subscriptionId: string }
  | { what: 'access'; tenant: TenantInventory; subscriptionId: string }
  | { what: 'project'; tenant: TenantInventory; project: Project }
  | { what: 'agent'; tenant: TenantInventory; project: Project; agent: string };

export interface AgentNode extends InProject {
  kind: 'agent';
  agent: Agent;
  /** Whether it stands in the flat list, where its project has to be named. */
  flat: boolean;
}

export interface IdentityNode extends InTenant {
  kind: 'identity';
  identity: InventoryIdentity;
  place: CoveragePlace;
  /** The agent whose calls it makes; null for one of a project or an account. */
  agent: Agent | null;
  flat: boolean;
}

export type TreeNode =
  | (InTenant & { kind: 'tenant' })
  | (InTenant & { kind: 'subscription'; subscription: Subscription })
  | (InTenant & { kind: 'account'; account: Account })
  | (InProject & { kind: 'project' })
  | AgentNode
  | (InProject & { kind: 'versions'; agent: Agent })
  | (InProject & { kind: 'version'; agent: Agent; version: AgentVersion })
  | IdentityNode
  | (InTenant & {
      kind: 'mark';
      identity: InventoryIdentity;
      mark: CoverageMark;
      /** Whether its account is named: beside it stand marks at others. */
      named: boolean;
    })
  | (InTenant & {
      kind: 'target';
      route: Extract<ModelRoute, { kind: 'other-account' }>;
      /** Null where the inventory does not have it. */
      account: Account | null;
    })
  | (InTenant & { kind: 'hub'; workspace: HubWorkspace })
  | (InTenant & { kind: 'hub-project'; workspace: HubWorkspace })
  | (InTenant & { kind: 'loose-identities'; identities: InventoryIdentity[] })
  | (InTenant & { kind: 'loose-identity'; identity: InventoryIdentity })
  | (NodeBase & { kind: 'loading'; what: string; soFar: number })
  | (NodeBase & {
      kind: 'error';
      /** What could not be read, as the subject of a sentence. */
      what: string;
      reason: UnknownReason;
      detail: string;
      retry: ReadTarget;
    })
  | (NodeBase & { kind: 'more'; list: string; next: number; left: number })
  | (NodeBase & { kind: 'empty'; text: string });

export type NodeKind = TreeNode['kind'];
export type NodeOf<Kind extends NodeKind> = Extract<TreeNode, { kind: Kind }>;
