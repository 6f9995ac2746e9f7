import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import * as vscode from 'vscode';
import { ReadFailure } from '../../gather/errors/failure.ts';
import { expiryOf } from '../../gather/credential/token-claims.ts';

/** One account in one tenant, as VS Code signs it in. */
export interface VsCodeIdentity {
  /** `microsoft`, or the provider for sovereign clouds. */
  providerId: string;
  account: vscode.AuthenticationSessionAccountInformation;
  tenantId: string;
}

/** What an API asks for that refuses a token: more proof of who is there, for these scopes. */
export interface Challenge {
  scopes: string[];
  /** The claims as JSON. */
  claims: string;
}

interface VsCodeCredentialOptions {
  /** May a challenge ask the human? Only for something that the human has just started. */
  mayPrompt: boolean;
  /** Called with a challenge that only the human can answer, before the read fails with it. */
  onChallenge: (challenge: Challenge) => void;
}

/**
 * A credential over the sessions of VS Code, for any audience: `@microsoft/vscode-azext-azureauth`
 * makes its credentials for ARM only. It answers silently or fails; a challenge may ask the human.
 */
export function createVsCodeCredential(
  identity: VsCodeIdentity,
  options: VsCodeCredentialOptions,
): TokenCredential {
  const answering = new Map<string, Promise<vscode.AuthenticationSession>>();

  /** The reads of a run meet the same challenge at the same time, and the human is asked once. */
  const answerOnce = (
    asked: VsCodeIdentity,
    challenge: Challenge,
  ): Promise<vscode.AuthenticationSession> => {
    const key = JSON.stringify([asked.tenantId, challenge]);
    const answer =
      answering.get(key) ??
      answerChallenge(asked, challenge, options).finally(() => answering.delete(key));
    answering.set(key, answer);
    return answer;
  };

  return {
    async getToken(scopes, { tenantId, claims }: GetTokenOptions = {}): Promise<AccessToken> {
      const asked = { ...identity, tenantId: tenantId ?? identity.tenantId };
      const wanted = [scopes].flat();
      const session =
        claims === undefined
          ? await sessionOf(asked, wanted, { silent: true })
          : await answerOnce(asked, { scopes: wanted, claims });
      if (session === undefined) {
        throw new ReadFailure('not-signed-in', sentences.noSession(asked, wanted));
      }
      const { accessToken } = session;
      return { token: accessToken, expiresOnTimestamp: expiryOf(accessToken) };
    },
  };
}

/** Answers a challenge by asking the human. @throws CancellationError where they would not. */
export async function signInAgain(identity: VsCodeIdentity, challenge: Challenge): Promise<void> {
  await challengedSession(identity, challenge, { createIfNone: true });
}

async function answerChallenge(
  identity: VsCodeIdentity,
  challenge: Challenge,
  { mayPrompt, onChallenge }: VsCodeCredentialOptions,
): Promise<vscode.AuthenticationSession> {
  const session = await challengedSession(
    identity,
    challenge,
    mayPrompt ? { createIfNone: true } : { silent: true },
  );
  if (session !== undefined) return session;
  onChallenge(challenge);
  throw new ReadFailure('not-signed-in', sentences.challenged(identity));
}

const sentences = {
  noSession: ({ account, tenantId }: VsCodeIdentity, scopes: string[]) =>
    `VS Code has no token of ${account.label} for ${scopes.join(' ')} in tenant ${tenantId}: run “Foundry Identity: Sign In”, then try again.`,
  challenged: ({ account, tenantId }: VsCodeIdentity) =>
    `Tenant ${tenantId} wants ${account.label} to sign in again: run “Foundry Identity: Sign In”, then try again.`,
};

function sessionOf(
  { providerId, account, tenantId }: VsCodeIdentity,
  scopes: string[],
  options: vscode.AuthenticationGetSessionOptions,
): Thenable<vscode.AuthenticationSession | undefined> {
  return vscode.authentication.getSession(providerId, inTenant(scopes, tenantId), {
    ...options,
    account,
  });
}

/** How VS Code is told which tenant of the account is meant. */
const inTenant = (scopes: readonly string[], tenantId: string): string[] => [
  ...scopes,
  `VSCODE_TENANT:${tenantId}`,
];

/** The way to hand a challenge to VS Code since its version 1.105; the types here are older. */
interface WwwAuthenticateRequest {
  wwwAuthenticate: string;
  fallbackScopes: readonly string[];
}
type GetChallengedSession = (
  providerId: string,
  request: WwwAuthenticateRequest,
  options: vscode.AuthenticationGetSessionOptions,
) => Thenable<vscode.AuthenticationSession | undefined>;

function challengedSession(
  identity: VsCodeIdentity,
  { scopes, claims }: Challenge,
  options: vscode.AuthenticationGetSessionOptions,
): Thenable<vscode.AuthenticationSession | undefined> {
  const { providerId, account, tenantId } = identity;
  if (takesChallenges(vscode.version)) {
    const encoded = Buffer.from(claims).toString('base64');
    const request = {
      wwwAuthenticate: `Bearer claims="${encoded}"`,
      fallbackScopes: inTenant(scopes, tenantId),
    };
    const getSession = vscode.authentication.getSession as unknown as GetChallengedSession;
    return getSession(providerId, request, { ...options, account });
  }
  // An older VS Code cannot pass the claims on. A whole new sign-in answers most challenges.
  if (options.silent) return Promise.resolve(undefined);
  return sessionOf(identity, scopes, { forceNewSession: true });
}

/** Whether this version of VS Code takes a `WWW-Authenticate` challenge. */
function takesChallenges(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 105);
}
