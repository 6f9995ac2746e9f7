import type { Subscription } from '../core/facts/azure.ts';
import { valueOf, type Fact } from '../core/facts/fact.ts';
import { connect } from './connect.ts';
import type { ConnectionRequest } from './request.ts';
import { readSubscriptions } from './steps/read-inventory.ts';

/** The subscriptions of a tenant, to choose among. Without a sign-in they are unknown. */
export async function listSubscriptions(request: ConnectionRequest): Promise<Fact<Subscription[]>> {
  const { caller, clients, ledger } = await connect(request, []);
  const callerId = valueOf(caller)?.objectId ?? '';
  const { cloud } = request;
  const session = { asked: {}, callerId, cloud, clients, ledger, choose: undefined };
  return readSubscriptions(session);
}
