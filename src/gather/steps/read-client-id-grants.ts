import type { Agent, RoleAssignment } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { notRead } from '../fact.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Session } from '../session.ts';
import { parseRoleAssignment } from '../wire/authorization.ts';
import { withoutSlash } from './access-lists.ts';

/**
 * The role assignments whose principal is the client id of the agent's identity. Azure stores them
 * where the type of the principal is given, although no principal has that id.
 */
export async function readClientIdGrants(
  { ledger, clients }: Session,
  agent: Fact<Agent>,
  scope: string | null,
): Promise<Fact<RoleAssignment[]>> {
  if (agent.status === 'unknown') return notRead('the agent is not known.');
  if (scope === null) return notRead('no scope is known at which to look.');
  const { clientId, principalId } = agent.value.serving.instanceIdentity ?? {};
  if (!clientId || clientId === principalId) {
    return notRead('the agent’s identity has no client id of its own.');
  }
  return ledger.fact('access', `the role assignments to the client id ${clientId}`, () =>
    listAll(
      (options) =>
        clients.authorization.roleAssignments.listForScope(withoutSlash(scope), {
          ...options,
          filter: `principalId eq '${clientId}'`,
        }),
      parseRoleAssignment,
    ),
  );
}
