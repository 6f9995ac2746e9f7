import type { Subscription } from '../core/facts/azure.ts';
import type { Fact } from '../core/facts/fact.ts';
import { connect } from './connect.ts';
import type { ConnectionRequest } from './request.ts';
import { readSubscriptions } from './steps/read-inventory.ts';

/** The subscriptions of a tenant, to choose among. Without a sign-in they are unknown. */
export async function listSubscriptions(request: ConnectionRequest): Promise<Fact<Subscription[]>> {
  const { clients, ledger } = await connect(request, []);
  return readSubscriptions({ cloud: request.cloud, clients, ledger });
}
