import type { Account, AgentVersion, Connection, Project } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { resolveModelRoute, type ModelRoute } from '../../core/facts/route.ts';
import { ReadFailure } from '../errors/failure.ts';
import type { Session } from '../session.ts';
import { parseResourceId } from '../wire/arm-id.ts';
import type { Inventory } from './read-inventory.ts';
import { readAccount } from './read-resources.ts';

export interface TargetInput {
  version: AgentVersion;
  account: Account;
  project: Project;
  connections: Connection[];
  /** Read only where the route leads to an account that nothing else identifies. */
  inventory: () => Promise<Inventory>;
}

export interface Target {
  /** ARM id of the other account, at which access counts; null where there is none or none known. */
  id: string | null;
  /** Null where the agent is not known. */
  route: ModelRoute | null;
  /** ARM id of the account that the calls reach, the own one or another; null where not known. */
  reached: string | null;
  account: Promise<Fact<Account | null>>;
}

/**
 * Finds the account that the agent's model calls reach, if it is another one than its own. Its id
 * is there before its ARM answer is, so that access to it can be read at the same time.
 */
export async function findTarget(session: Session, input: TargetInput): Promise<Target> {
  const route = await resolveRoute(session, input);
  if (route.kind !== 'other-account') {
    const none = session.ledger.fact('route', 'where the model calls go', async () => null);
    return { id: null, route, reached: input.account.id, account: none };
  }
  const { accountId } = route;
  if (accountId !== null && parseResourceId(accountId)?.project === null) {
    const account = readAccount(session, 'route', accountId);
    return { id: accountId, route, reached: accountId, account };
  }
  const why = accountId === null ? await unresolved(route, input) : notAnAccount(route, accountId);
  const account = session.ledger.fact('route', `the account behind ${route.url}`, () =>
    Promise.reject(why),
  );
  return { id: null, route, reached: null, account };
}

async function resolveRoute(session: Session, input: TargetInput): Promise<ModelRoute> {
  const { version, account, project, connections } = input;
  const { targetAccount } = session.asked;
  const resolve = (accounts: Account[]): ModelRoute =>
    resolveModelRoute({ version, account, project, connections, accounts, targetAccount });
  const route = resolve([account]);
  if (route.kind !== 'other-account' || route.accountId !== null) return route;
  const { found } = await input.inventory();
  return resolve([account, ...found.accounts]);
}

type OtherAccount = Extract<ModelRoute, { kind: 'other-account' }>;

async function unresolved({ url }: OtherAccount, { inventory }: TargetInput): Promise<ReadFailure> {
  const { accounts } = await inventory();
  const what = `The account behind ${url} was not found`;
  return accounts.status === 'unknown'
    ? new ReadFailure(accounts.reason, `${what}. ${accounts.detail}`)
    : new ReadFailure('not-found', `${what}: none that you can see has that name or endpoint.`);
}

function notAnAccount({ url }: OtherAccount, id: string): ReadFailure {
  return new ReadFailure(
    'not-found',
    `Behind ${url} is ${id}: no CognitiveServices account, so Azure roles on an account do not decide there.`,
  );
}
