import * as vscode from 'vscode';
import type { LiveFacts } from '../../core/byok/rules/identity.ts';
import type { Log } from '../log.ts';
import type { KnownAccount } from '../tree/known-accounts.ts';

/** What VS Code's Azure provider asks for, and so whose tenant its tokens are from. */
const scope = 'https://cognitiveservices.azure.com/.default';

/**
 * What the side bar has read of accounts by now, and the tenant of the token that VS Code's Azure
 * provider would get. Nobody is asked to sign in, and Azure is asked nothing.
 */
export async function readLiveFacts(accounts: KnownAccount[], log: Log): Promise<LiveFacts> {
  return {
    accounts: accounts.map(({ account, tenantId }) => ({
      name: account.name,
      endpoints: Object.values(account.endpoints).map(ownUrl),
      keysDisabled: account.disableLocalAuth === true,
      tenantId,
    })),
    homeTenantId: accounts.length === 0 ? null : await homeTenant(log),
  };
}

/** The embedded Azure serves an account's host under a path; configuration names the host itself. */
function ownUrl(endpoint: string): string {
  return endpoint.replace(/^https:\/\/127\.0\.0\.1:\d+\/(?=[^/]+\.)/, 'https://');
}

/** Null where nobody is signed in or has let this extension see it, or where the token is opaque. */
async function homeTenant(log: Log): Promise<string | null> {
  try {
    const session = await vscode.authentication.getSession('microsoft', [scope], { silent: true });
    if (session === undefined) return null;
    const { readClaims } = await import('../../gather/credential/token-claims.ts');
    return readClaims(session.accessToken)?.tid ?? null;
  } catch (error) {
    // Without the tenant the other checks stand; the log says why it is missing.
    log.error(error);
    return null;
  }
}
