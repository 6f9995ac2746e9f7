import * as z from 'zod';
import type { Account, Project, Subscription } from '../../core/facts/azure.ts';
import type { Fact } from '../../core/facts/fact.ts';
import { mapFact, unknown } from '../fact.ts';
import { isUnregistered } from '../errors/unregistered.ts';
import { apiVersions } from '../pipeline/api-versions.ts';
import { listAll } from '../pipeline/list-all.ts';
import type { Reading, Session } from '../session.ts';
import { parseAccount, parseProject } from '../wire/accounts.ts';
import { queryResourceGraph } from './resource-graph.ts';

/** Everything a diagnosis can be about, as far as the caller may see it. */
export interface Inventory {
  accounts: Fact<Account[]>;
  /** What was found, even where `accounts` is unknown because there is more. */
  found: { accounts: Account[]; projects: Project[] };
}

const inventoryQuery =
  "resources | where type =~ 'microsoft.cognitiveservices/accounts' or type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, type, kind, location, subscriptionId, resourceGroup, identity, properties | order by id asc";

const Row = z.object({ type: z.string() });

const SubscriptionWire = z.object({
  subscriptionId: z.string(),
  displayName: z.string().nullish(),
  tenantId: z.string().nullish(),
  state: z.string().nullish(),
});

export function readSubscriptions(session: Reading): Promise<Fact<Subscription[]>> {
  return session.ledger.fact('inventory', 'the subscriptions', async () => {
    const client = session.clients.subscriptions;
    return listAll(
      (options) => client.subscriptions.list(options),
      (item) => {
        const { subscriptionId, displayName, tenantId, state } = SubscriptionWire.parse(item);
        return {
          subscriptionId,
          displayName: displayName ?? subscriptionId,
          tenantId: tenantId ?? '',
          state: state ?? 'Unknown',
        };
      },
    );
  });
}

/**
 * Accounts and projects of all subscriptions by one query, or, where Resource Graph is refused,
 * by ARM's own lists.
 */
export async function readInventory(
  session: Session,
  subscriptions: Promise<Fact<Subscription[]>>,
): Promise<Inventory> {
  const graph = await readByResourceGraph(session);
  if (graph.rows.status === 'unknown' && graph.rows.reason === 'refused') {
    const readable = await subscriptions;
    if (readable.status === 'known') return readByLists(session, readable.value);
  }
  const found = toResources(graph.seen);
  return { accounts: mapFact(graph.rows, () => found.accounts), found };
}

interface GraphRows {
  rows: Fact<null>;
  /** Rows of every page that came, whether or not the last one did. */
  seen: unknown[];
}

async function readByResourceGraph(session: Session): Promise<GraphRows> {
  const seen: unknown[] = [];
  const what = 'the accounts and projects';
  const rows = await session.ledger.fact('inventory', what, async () => {
    const query = { query: inventoryQuery, rows: 'accounts and projects' };
    await queryResourceGraph(session, query, (page) => seen.push(...page));
    toResources(seen);
    return null;
  });
  return { rows, seen };
}

function toResources(rows: unknown[]): Inventory['found'] {
  const found: Inventory['found'] = { accounts: [], projects: [] };
  for (const row of rows) {
    const { type } = Row.parse(row);
    if (/\/projects$/i.test(type)) found.projects.push(parseProject(row));
    else found.accounts.push(parseAccount(row));
  }
  return found;
}

async function readByLists(session: Session, subscriptions: Subscription[]): Promise<Inventory> {
  const lists = await Promise.all(
    subscriptions.map(({ subscriptionId }) => listAccounts(session, subscriptionId)),
  );
  const accounts = lists.flatMap((list) => (list.status === 'known' ? list.value : []));
  const projectLists = await Promise.all(
    accounts
      .filter((account) => account.allowProjectManagement)
      .map((account) => listProjects(session, account)),
  );
  const projects = projectLists.flatMap((list) => (list.status === 'known' ? list.value : []));
  const missing = [...lists, ...projectLists].find((list) => list.status === 'unknown');
  const source = lists[0]?.source ?? 'inventory';
  return {
    accounts:
      missing?.status === 'unknown'
        ? unknown('incomplete', `Not every account could be listed. ${missing.detail}`, source)
        : { status: 'known', value: accounts, source, at: new Date().toISOString() },
    found: { accounts, projects },
  };
}

/** The accounts of one subscription, by ARM's own list. */
export function listAccounts(session: Reading, subscriptionId: string): Promise<Fact<Account[]>> {
  const what = `the accounts of the subscription ${subscriptionId}`;
  return session.ledger.fact('inventory', what, async () => {
    const client = session.clients.cognitiveServices(subscriptionId);
    return listAll((options) => client.accounts.list(options), parseAccount);
  });
}

/**
 * The projects of one account, by ARM's own list: in the version that shows the identity which their
 * agents share or, where a cloud does not have that one yet, in the older one that leaves it out.
 */
export function listProjects(
  session: Reading,
  account: Pick<Account, 'name' | 'subscriptionId' | 'resourceGroup'>,
): Promise<Fact<Project[]>> {
  const { name, subscriptionId, resourceGroup } = account;
  return session.ledger.fact('inventory', `the projects of the account ${name}`, async () => {
    const list = (apiVersion: string): Promise<Project[]> => {
      const { projects } = session.clients.cognitiveServices(subscriptionId, apiVersion);
      return listAll((options) => projects.list(resourceGroup, name, options), parseProject);
    };
    return list(apiVersions.projects).catch((error: unknown) => {
      if (isUnregistered(error)) return list(apiVersions.accounts);
      throw error;
    });
  });
}
