import type { DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { connect, untilAborted } from './connect.ts';
import { findNothing, investigate } from './investigation.ts';
import type { GatherRequest } from './request.ts';

/**
 * Reads everything that a diagnosis can know. Whatever cannot be read is an unknown fact with its
 * reason, so the facts are always complete; only a cancelled run rejects, with the signal's reason.
 */
export function gatherFacts(request: GatherRequest): Promise<DiagnosisFacts> {
  return untilAborted(request.signal, () => gather(request));
}

async function gather(request: GatherRequest): Promise<DiagnosisFacts> {
  const { asked, cloud, choose } = request;
  const { caller, clients, ledger } = await connect(request, [
    cloud.foundry.audience,
    cloud.logAnalytics.audience,
    cloud.graph.audience,
  ]);
  const findings =
    caller.status === 'known'
      ? await investigate({
          asked,
          callerId: caller.value.objectId,
          cloud,
          clients,
          ledger,
          choose,
        })
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
