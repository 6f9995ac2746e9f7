import type { Connection } from '../../core/facts/azure.ts';
import { signIn, untilAborted } from '../connect.ts';
import { createLedger } from '../ledger.ts';
import { withCallSignal } from '../pipeline/call-signal.ts';
import type { Clients } from '../pipeline/clients.ts';
import { patienceOfInventory } from '../pipeline/patience-policy.ts';
import type { ConnectionRequest } from '../request.ts';
import type { Reading } from '../session.ts';
import { readSubscriptions } from '../steps/read-inventory.ts';
import { joinConnections, readConnectionsAt } from '../steps/read-resources.ts';
import { accountIdOf } from '../wire/arm-id.ts';
import { readAgentOf, readAgentsOf } from './agents.ts';
import { findResources } from './find-resources.ts';
import type { InventoryReader } from './inventory-reader.ts';
import { readSubscriptionAccess, type AccessSharing } from './read-access.ts';
import { createSharedReads } from './shared-reads.ts';

/**
 * Requests that one reader has under way at the same time at most. ARM refills 25 reads a second and
 * an answer takes about a third of one, so that this many never use a quota up for long; the person's
 * other tools share it.
 */
const mostInFlight = 8;

/**
 * Opens a tenant for reading piece by piece. Nothing is sent before the first call, and nobody needs
 * to be signed in before: each call tells by itself. `signal` ends all calls; `onProgress` is not
 * called, since an inventory has no steps.
 */
export function openInventory(request: ConnectionRequest): InventoryReader {
  const { cloud, credential, ca } = request;
  let clients: Promise<Clients> | undefined;
  const open = (): Promise<Clients> =>
    (clients ??= import('../pipeline/clients.ts').then(({ createClients }) =>
      createClients({ cloud, credential, ca, patience: patienceOfInventory, mostInFlight }),
    ));

  /** Runs one call with a ledger of its own, until it ends or is cancelled. */
  function call<T>(
    options: { signal?: AbortSignal } | undefined,
    read: (reading: Reading) => Promise<T>,
  ): Promise<T> {
    const signal = anyOf([request.signal, options?.signal]);
    return untilAborted(signal, () =>
      withCallSignal(signal, async () =>
        read({ cloud, clients: await open(), ledger: createLedger({ signal }) }),
      ),
    );
  }

  const accountConnections = createSharedReads<Connection[]>();
  const sharing: AccessSharing = { groupMembers: createSharedReads(), builtInRoles: new Map() };
  return {
    caller: () =>
      call(undefined, ({ ledger }) =>
        ledger.fact('sign-in', `who you are at ${new URL(cloud.authority).host}`, () =>
          signIn(request),
        ),
      ),
    subscriptions: (options) => call(options, readSubscriptions),
    resources: (subscriptionIds, options) =>
      call(options, (reading) => findResources(reading, subscriptionIds, options?.onPage)),
    agents: (project, options) =>
      call(options, (reading) => readAgentsOf(reading, project, options?.onPage)),
    agent: (project, name, options) =>
      call(options, (reading) => readAgentOf(reading, project, name)),
    connections: (project, options) =>
      call(options, async (reading) => {
        const accountId = accountIdOf(project.id);
        const [ofProject, ofAccount] = await Promise.all([
          readConnectionsAt(reading, project.id, 'project'),
          accountConnections(accountId.toLowerCase(), () =>
            readConnectionsAt(reading, accountId, 'account'),
          ),
        ]);
        return joinConnections(ofProject, ofAccount);
      }),
    access: (subscriptionId, options) =>
      call(options, (reading) => readSubscriptionAccess(reading, subscriptionId, sharing, options)),
  };
}

function anyOf(signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}
