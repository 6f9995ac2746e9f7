/**
 * Stands in for VS Code's own account extension in tests: signs in one person with a password at the
 * authority of an embedded Azure. Like the real one it asks nobody in silence, and wants a sign-in of
 * its own for every tenant.
 */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import * as vscode from 'vscode';
import { accountVariable, type TestAccount } from './account.ts';

export function activate(context: vscode.ExtensionContext): void {
  const person = JSON.parse(process.env[accountVariable] ?? '') as TestAccount;
  const changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  const tenants = new Set<string>();

  const tenantOf = (scopes: readonly string[]): string =>
    scopes.find((scope) => scope.startsWith(tenantScope))?.slice(tenantScope.length) ??
    person.tenantId;

  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    async getSessions(scopes = [person.homeScope]) {
      return tenants.has(tenantOf(scopes)) ? [await sessionOf(person, scopes)] : [];
    },
    async createSession(scopes) {
      tenants.add(person.tenantId).add(tenantOf(scopes));
      const session = await sessionOf(person, scopes);
      changed.fire({ added: [session], removed: [], changed: [] });
      return session;
    },
    async removeSession() {
      tenants.clear();
    },
  };
  context.subscriptions.push(
    changed,
    vscode.authentication.registerAuthenticationProvider(
      'microsoft-sovereign-cloud',
      'Test Account',
      provider,
      { supportsMultipleAccounts: true },
    ),
  );
}

/** The scope with which VS Code names a tenant. */
const tenantScope = 'VSCODE_TENANT:';

async function sessionOf(
  person: TestAccount,
  scopes: readonly string[],
): Promise<vscode.AuthenticationSession> {
  const { username } = person;
  const accessToken = await tokenOf(
    person,
    scopes.filter((scope) => !scope.startsWith(tenantScope)),
  );
  return { id: scopes.join(' '), accessToken, account: { id: username, label: username }, scopes };
}

/** By `node:https` and not by `fetch`, which takes no certificate authority of its own. */
async function tokenOf(person: TestAccount, scopes: string[]): Promise<string> {
  const { authority, ca, tenantId, username, password } = person;
  const form = { grant_type: 'password', username, password, scope: scopes.join(' ') };
  const asked = request(`${authority}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', ca });
  asked.end(new URLSearchParams(form).toString());
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return ((await json(answer)) as { access_token: string }).access_token;
}
