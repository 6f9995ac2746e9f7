import type { DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { connect, untilAborted } from './connect.ts';
import { reaches } from './extent.ts';
import { findNothing, investigate } from './investigation.ts';
import type { GatherRequest } from './request.ts';

/**
 * Reads everything that a diagnosis can know, or the part of it that the request's extent takes.
 * Whatever cannot be or is not read is an unknown fact with its reason, so the facts are always complete; only a cancelled run rejects, with the signal's reason.
 */
export function gatherFacts(request: GatherRequest): Promise<DiagnosisFacts> {
  return untilAborted(request.signal, () => gather(request));
}

async function gather(request: GatherRequest): Promise<DiagnosisFacts> {
  const { asked, cloud, choose, extent = 'diagnosis' } = request;
  const reach = reaches[extent];
  const { caller, clients, ledger } = await connect(request, [
    cloud.foundry.audience,
    ...(reach.logs ? [cloud.logAnalytics.audience] : []),
    ...(reach.names ? [cloud.graph.audience] : []),
  ]);
  const findings =
    caller.status === 'known'
      ? await investigate(
          { asked, callerId: caller.value.objectId, cloud, clients, ledger, choose },
          reach,
        )
      : findNothing('nobody is signed in.');
  return {
    schemaVersion: 1,
    at: new Date().toISOString(),
    cloud,
    asked,
    caller,
    ...findings,
    steps: ledger.timings(),
    reads: ledger.reads(),
  };
}
