import type { Agent, Project } from '../../../core/facts/azure.ts';
import { namesConnections } from '../model/assessment.ts';
import {
  agentsOf,
  foundryAccounts,
  knownSoFar,
  projectsOf,
  readingOf,
  type Reading,
  type TenantInventory,
} from '../model/inventory-state.ts';

/** One thing that the marks need and that is not read yet, or only in an older state. */
export type PendingRead =
  | { what: 'access'; id: string; subscriptionId: string }
  | { what: 'agents'; id: string; project: Project }
  | { what: 'connections'; id: string; project: Project };

/**
 * What is still to be read so that every mark of a tenant is true, in the order in which it is worth
 * reading: first what all identities of a subscription share, then project by project.
 */
export function* pendingReads(inventory: TenantInventory): Generator<PendingRead> {
  const resources = knownSoFar(inventory.resources);
  if (resources === null) return;
  // The accounts that are only reached by model calls count as well: their assignments decide.
  const subscriptions = new Set(resources.accounts.map(({ subscriptionId }) => subscriptionId));
  for (const subscriptionId of subscriptions) {
    if (isPending(readingOf(inventory.access, subscriptionId))) {
      yield { what: 'access', id: `access ${subscriptionId}`, subscriptionId };
    }
  }
  for (const account of foundryAccounts(resources)) {
    for (const project of projectsOf(resources, account)) {
      const agents = readingOf(inventory.agents, project.id);
      if (isPending(agents)) yield { what: 'agents', id: `agents ${project.id}`, project };
      if (
        isPending(readingOf(inventory.connections, project.id)) &&
        needConnections(agentsOf(inventory, project))
      ) {
        yield { what: 'connections', id: `connections ${project.id}`, project };
      }
    }
  }
}

const needs = new WeakMap<Agent[], boolean>();

/** Asked over and over for the same lists, which are long, so the answer is kept. */
function needConnections(agents: Agent[]): boolean {
  const kept = needs.get(agents);
  if (kept !== undefined) return kept;
  const need = agents.some(({ serving }) => namesConnections(serving));
  needs.set(agents, need);
  return need;
}

function isPending<Answer, SoFar>(reading: Reading<Answer, SoFar>): boolean {
  return reading.state === 'waiting' || (reading.state === 'read' && reading.stale);
}
