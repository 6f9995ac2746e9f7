import type { Fact } from '../../core/facts/fact.ts';
import type { FoundAgent } from '../../core/session-log/resolve.ts';
import { connect, untilAborted } from '../connect.ts';
import type { GatherRequest } from '../request.ts';
import { findPlace } from '../steps/find-place.ts';
import { readInventory, readSubscriptions, type Inventory } from '../steps/read-inventory.ts';
import { readSubject } from '../steps/read-subject.ts';

/**
 * Finds the agent that was asked for as a diagnosis does, and reads nothing more. Unknown where it
 * cannot be found; rejects only when cancelled, with the signal's reason.
 */
export function findAgent(request: GatherRequest): Promise<Fact<FoundAgent>> {
  return untilAborted(request.signal, async () => {
    const { asked, cloud, choose } = request;
    const { caller, clients, ledger } = await connect(request, [cloud.foundry.audience]);
    if (caller.status === 'unknown') return caller;
    const callerId = caller.value.objectId;
    const session = { asked, callerId, cloud, clients, ledger, choose };
    const subscriptions = readSubscriptions(session);
    let lookedUp: Promise<Inventory> | undefined;
    const inventory = () => (lookedUp ??= readInventory(session, subscriptions));
    const place = await findPlace(session, { subscriptions, inventory });
    const subject = readSubject(session, place, { applications: false });
    const [account, project, agent] = await Promise.all([
      subject.account,
      subject.project,
      subject.agent,
    ]);
    // Where the account was not found, the project was not looked for.
    if (project.status === 'unknown') return account.status === 'unknown' ? account : project;
    if (agent.status === 'unknown') return agent;
    return { ...agent, value: { caller, account, project: project.value, agent: agent.value } };
  });
}
