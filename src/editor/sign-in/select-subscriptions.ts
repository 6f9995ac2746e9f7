import * as vscode from 'vscode';
import type { Subscription } from '../../core/facts/azure.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import type { Origin } from '../origin/origin.ts';
import type { Selection } from './selection.ts';
import type { TenantConnection } from './tenant-connection.ts';

/** The subscriptions of one tenant, as they were read. */
interface Listed {
  connection: TenantConnection;
  subscriptions: Subscription[];
}

interface SubscriptionItem extends vscode.QuickPickItem {
  /** Absent on the line that names the tenant. */
  subscription?: Subscription;
}

/**
 * Asks which subscriptions are looked at, of all tenants at once, and remembers the answer. A tenant
 * whose subscriptions could not be read keeps what was chosen before.
 * Throws a CancellationError where the user leaves the list.
 */
export async function selectSubscriptions(
  connections: TenantConnection[],
  origin: Origin,
  selection: Selection,
): Promise<void> {
  const listed = await listAll(connections);
  const chosen = await vscode.window.showQuickPick(listed.flatMap(itemsOf), {
    title: 'Choose the subscriptions to look at',
    placeHolder: 'All of them: also those that are added later',
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  const ids = new Set(chosen.map(({ subscription }) => idOf(subscription)));
  if (ids.size === 0) {
    throw new UserError('Choose at least one subscription. Nothing was changed.');
  }
  for (const { connection, subscriptions } of listed) {
    const own = subscriptions.map(idOf).filter((id) => ids.has(id));
    const all = own.length === subscriptions.length;
    await selection.saveSubscriptions(origin, connection.tenantId, all ? null : own);
  }
}

async function listAll(connections: TenantConnection[]): Promise<Listed[]> {
  const { listSubscriptions } = await import('../../gather/index.ts');
  const facts = await withCancellableProgress('Reading the subscriptions', ({ signal }) =>
    Promise.all(
      connections.map(async (connection) => ({
        connection,
        fact: await listSubscriptions({ ...connection, signal }),
      })),
    ),
  );
  const reasons = facts.flatMap(({ fact }) => (fact.status === 'unknown' ? [fact.detail] : []));
  const listed = facts.flatMap(({ connection, fact }) =>
    fact.status === 'known' ? [{ connection, subscriptions: fact.value }] : [],
  );
  if (listed.length === 0) throw new UserError([...new Set(reasons)].join(' '), ['show-log']);
  if (reasons.length > 0) void vscode.window.showWarningMessage([...new Set(reasons)].join(' '));
  if (listed.every(({ subscriptions }) => subscriptions.length === 0)) {
    throw new UserError('Whoever is signed in sees no subscription.');
  }
  return listed;
}

function itemsOf({ connection, subscriptions }: Listed): SubscriptionItem[] {
  const { tenantName, tenantId, account, subscriptionFilter } = connection;
  return [
    {
      label: [tenantName ?? tenantId, account].filter(Boolean).join(', '),
      kind: vscode.QuickPickItemKind.Separator,
    },
    ...subscriptions.map((subscription) => ({
      subscription,
      label: subscription.displayName,
      description: subscription.subscriptionId,
      picked: subscriptionFilter?.includes(idOf(subscription)) ?? true,
    })),
  ];
}

const idOf = (subscription: Subscription | undefined): string =>
  subscription?.subscriptionId.toLowerCase() ?? '';
