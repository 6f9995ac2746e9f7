import type { AccessSnapshot } from '../../core/facts/diagnosis-facts.ts';
import type { Question } from '../../core/rbac/judgement.ts';
import { connect } from '../connect.ts';
import type { ConnectionRequest } from '../request.ts';
import { createAccessCollector } from '../steps/collect-access.ts';

/**
 * Reads what bears on some questions of access, afresh: a watch looks for what has changed. The
 * principals are known by object id, so that it works without Microsoft Graph.
 */
export async function readAccessOf(
  request: ConnectionRequest,
  needs: Question[],
): Promise<AccessSnapshot> {
  const { cloud } = request;
  const { caller, clients, ledger } = await connect(request, [cloud.graph.audience]);
  const collector = createAccessCollector({
    ...{ asked: {}, cloud, clients, ledger, choose: undefined },
    callerId: caller.status === 'known' ? caller.value.objectId : '',
  });
  const asked = await Promise.all(
    needs.map(({ principalId, scope }) => collector.ask(principalId, scope)),
  );
  const access = [...new Set(asked)];
  const principals = access.map(({ principalId }) => principalId);
  const described = await collector.describe(principals, access);
  return { at: new Date().toISOString(), access, ...described };
}
