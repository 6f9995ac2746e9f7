import type { Project } from '../../../core/facts/azure.ts';
import type { TenantInventory } from './inventory-state.ts';

/** Ids of nodes: the tenant, then the resource's ARM id, so that namesakes stay apart. */

export function resourceNodeId({ key }: TenantInventory, armId: string): string {
  return `${key}:${armId.toLowerCase()}`;
}

export function subscriptionNodeId(tenant: TenantInventory, subscriptionId: string): string {
  return resourceNodeId(tenant, `/subscriptions/${subscriptionId}`);
}

export function agentNodeId(tenant: TenantInventory, project: Project, agent: string): string {
  return `${resourceNodeId(tenant, project.id)}/agents/${agent}`;
}

/** A thing that is shown under several nodes has an id under each of them. */
export function childNodeId(parentId: string, child: string): string {
  return `${parentId}#${child}`;
}
