import * as vscode from 'vscode';
import type { ConnectOptions } from '../origin/connect.ts';
import { originKey, type Origin } from '../origin/origin.ts';
import { tenantKey, type VsCodeTenant } from './vscode-tenant.ts';

const rememberedKey = 'foundryIdentity.lastTenant';

/**
 * The tenant that a command is about: the only one, else the one that the user picks, the one of
 * last time first. Throws a CancellationError where they pick none.
 */
export async function pickTenant(
  tenants: VsCodeTenant[],
  origin: Origin,
  { repeat = false, lastTenant }: ConnectOptions,
  memento: vscode.Memento,
): Promise<VsCodeTenant> {
  const [only, ...more] = tenants;
  if (only !== undefined && more.length === 0) return only;
  const remembered = memento.get<Record<string, string>>(rememberedKey, {});
  const last =
    tenants.find(({ tenantId }) => tenantId === lastTenant) ??
    tenants.find((tenant) => tenantKey(tenant) === remembered[originKey(origin)]);
  if (repeat && last !== undefined) return last;
  const others = tenants.filter((tenant) => tenant !== last);
  const chosen = await vscode.window.showQuickPick(
    [...(last === undefined ? [] : [last]), ...others].map((tenant) => ({
      tenant,
      label: tenant.name ?? tenant.tenantId,
      description: [tenant.account.label, ...(tenant === last ? ['chosen last time'] : [])].join(
        ', ',
      ),
      detail: tenant.tenantId,
    })),
    {
      title: 'Choose the tenant',
      placeHolder: 'You are signed in to several',
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  await memento.update(rememberedKey, {
    ...remembered,
    [originKey(origin)]: tenantKey(chosen.tenant),
  });
  return chosen.tenant;
}
