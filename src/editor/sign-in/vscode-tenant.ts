import type * as vscode from 'vscode';

/** A tenant of an account, whether or not VS Code has a session in it. */
export interface VsCodeTenant {
  tenantId: string;
  /** Its display name or domain. */
  name: string | null;
  account: vscode.AuthenticationSessionAccountInformation;
  /** False where the tenant wants a sign-in of its own, as guest tenants with their own rules do. */
  signedIn: boolean;
}

/** One spelling for a tenant of an account, to remember it by. */
export function tenantKey({
  account,
  tenantId,
}: Pick<VsCodeTenant, 'account' | 'tenantId'>): string {
  return `${account.id}/${tenantId}`;
}
