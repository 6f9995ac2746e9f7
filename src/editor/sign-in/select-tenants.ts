import * as vscode from 'vscode';
import { UserError } from '../commands/user-error.ts';
import type { Origin } from '../origin/origin.ts';
import type { Selection } from './selection.ts';
import { notSignedIn } from './tenant-connection.ts';
import type { VsCodeSignIn } from './vscode-sign-in.ts';
import { tenantKey } from './vscode-tenant.ts';

/**
 * Asks which tenants of VS Code's accounts are looked at, signs in to those that want it, and
 * remembers the answer. Throws a CancellationError where the user leaves the list.
 */
export async function selectTenants(
  account: VsCodeSignIn,
  origin: Origin,
  selection: Selection,
): Promise<void> {
  const tenants = await account.tenants();
  if (tenants.length === 0) throw notSignedIn('vscode');
  const before = selection.tenants(origin);
  const chosen = await vscode.window.showQuickPick(
    tenants.map((tenant) => ({
      tenant,
      label: tenant.name ?? tenant.tenantId,
      description: [tenant.account.label, ...(tenant.signedIn ? [] : ['needs a sign-in'])].join(
        ', ',
      ),
      detail: tenant.tenantId,
      picked: before?.includes(tenantKey(tenant)) ?? tenant.signedIn,
    })),
    {
      title: 'Choose the tenants to look at',
      placeHolder: 'Choose one that needs a sign-in to sign in to it',
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen.length === 0) {
    throw new UserError('Choose at least one tenant. Nothing was changed.');
  }
  for (const { tenant } of chosen) {
    if (!tenant.signedIn) await account.signIn(tenant);
  }
  const keys = chosen.map(({ tenant }) => tenantKey(tenant));
  // Without one left out, the choice is "all that are signed in to", also those of tomorrow.
  const leavesOut = tenants.some((tenant) => tenant.signedIn && !keys.includes(tenantKey(tenant)));
  await selection.saveTenants(origin, leavesOut ? keys : null);
}
