import type { DirectoryObject } from '../core/facts/azure.ts';
import { valueOf, type Fact } from '../core/facts/fact.ts';
import { connect } from './connect.ts';
import type { ConnectionRequest } from './request.ts';
import { readNames } from './steps/read-names.ts';

/** Names for object ids, by id. Those that the directory does not show are unknown, `not-found`. */
export async function listNames(
  request: ConnectionRequest,
  ids: string[],
): Promise<Record<string, Fact<DirectoryObject>>> {
  const { caller, clients, ledger } = await connect(request, [request.cloud.graph.audience]);
  const callerId = valueOf(caller)?.objectId ?? '';
  const { cloud } = request;
  return readNames({ asked: {}, callerId, cloud, clients, ledger, choose: undefined }, ids);
}
