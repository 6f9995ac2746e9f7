import { subscriptionOf } from '../../../core/arm/scope.ts';
import {
  agentKey,
  foundryAccounts,
  knownSoFar,
  projectsOf,
  type Reading,
  type TenantInventory,
} from '../model/inventory-state.ts';
import type { ReadTarget } from '../model/nodes.ts';

/**
 * Marks what a node stands for as old, so that it is read again while it stays shown. The access of
 * its subscription always counts as a part of it, since every mark rests on it.
 */
export function markStale(inventory: TenantInventory, target: ReadTarget): void {
  switch (target.what) {
    case 'everything':
    case 'tenant':
      inventory.subscriptions = stale(inventory.subscriptions);
      inventory.resources = stale(inventory.resources);
      for (const map of [inventory.access, inventory.agents, inventory.connections]) {
        markAll(map);
      }
      inventory.versions.clear();
      return;
    case 'subscription':
      markOne(inventory.access, target.subscriptionId);
      for (const project of projectsIn(inventory, target.subscriptionId)) {
        markOne(inventory.agents, project);
        markOne(inventory.connections, project);
      }
      return;
    case 'access':
      markOne(inventory.access, target.subscriptionId);
      return;
    case 'project':
      markOne(inventory.agents, target.project.id);
      markOne(inventory.connections, target.project.id);
      markOne(inventory.access, subscriptionIn(target.project.id));
      return;
    case 'agent':
      inventory.versions.delete(agentKey(target.project, target.agent));
      markOne(inventory.access, subscriptionIn(target.project.id));
      return;
  }
}

function projectsIn(inventory: TenantInventory, subscriptionId: string): string[] {
  const resources = knownSoFar(inventory.resources);
  if (resources === null) return [];
  return foundryAccounts(resources)
    .filter((account) => account.subscriptionId === subscriptionId)
    .flatMap((account) => projectsOf(resources, account))
    .map(({ id }) => id);
}

function subscriptionIn(id: string): string {
  return subscriptionOf(id) ?? '';
}

function markAll(readings: Map<string, Reading<unknown, unknown>>): void {
  for (const [key, reading] of readings) readings.set(key, stale(reading));
}

function markOne<Answer, SoFar>(readings: Map<string, Reading<Answer, SoFar>>, id: string): void {
  const reading = readings.get(id.toLowerCase());
  if (reading) readings.set(id.toLowerCase(), stale(reading));
}

function stale<Answer, SoFar>(reading: Reading<Answer, SoFar>): Reading<Answer, SoFar> {
  return reading.state === 'read' ? { ...reading, stale: true } : reading;
}
