import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createVsCodeCredential,
  type Challenge,
} from '../../../src/editor/sign-in/vscode-credential.ts';

/** The part of VS Code that answers; each test says what. */
const vscode = vi.hoisted(() => ({ version: '1.105.0', authentication: { getSession: vi.fn() } }));
vi.mock('vscode', () => vscode);

const identity = {
  ...{ providerId: 'microsoft', tenantId: 'tenant' },
  account: { id: '1', label: 'ada@contoso.com' },
};
const arm = 'https://management.azure.com/.default';
const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
/** A token that says when it expires, in seconds since the epoch. */
const accessToken = `h.${Buffer.from(JSON.stringify({ exp: 2_000_000_000 })).toString('base64url')}.s`;

const challenged: Challenge[] = [];
const credential = (mayPrompt: boolean) =>
  createVsCodeCredential(identity, { mayPrompt, onChallenge: (one) => challenged.push(one) });

beforeEach(() => {
  challenged.length = 0;
  vscode.version = '1.105.0';
  vscode.authentication.getSession.mockReset().mockResolvedValue({ accessToken });
});

/** What VS Code was asked, in order. */
const asked = () => vscode.authentication.getSession.mock.calls as unknown[][];

describe('a token of the account of VS Code', () => {
  it('is asked for silently, for the audience and the tenant', async () => {
    expect(await credential(true).getToken(arm)).toEqual({
      ...{ token: accessToken, expiresOnTimestamp: 2_000_000_000_000 },
    });
    expect(asked()).toEqual([
      ['microsoft', [arm, 'VSCODE_TENANT:tenant'], { silent: true, account: identity.account }],
    ]);
  });

  it('is missing with a sentence that says what to do, even for a command', async () => {
    vscode.authentication.getSession.mockResolvedValue(undefined);
    await expect(credential(true).getToken(arm)).rejects.toMatchObject({
      ...{ reason: 'not-signed-in', message: expect.stringContaining('Sign In') as string },
    });
    expect(asked()).toHaveLength(1);
  });
});

describe('a claims challenge', () => {
  it('asks the human only for what they have started', async () => {
    await credential(true).getToken(arm, { claims });
    await credential(false).getToken(arm, { claims });
    const request = {
      wwwAuthenticate: `Bearer claims="${Buffer.from(claims).toString('base64')}"`,
      fallbackScopes: [arm, 'VSCODE_TENANT:tenant'],
    };
    const { account } = identity;
    expect(asked()).toEqual([
      ['microsoft', request, { createIfNone: true, account }],
      ['microsoft', request, { silent: true, account }],
    ]);
  });

  it('asks once for all the reads that meet it at the same time', async () => {
    const one = credential(true);
    await Promise.all([one.getToken(arm, { claims }), one.getToken(arm, { claims })]);
    expect(asked()).toHaveLength(1);
  });

  it('waits for the Sign In command where a background read cannot answer it', async () => {
    vscode.authentication.getSession.mockResolvedValue(undefined);
    await expect(credential(false).getToken(arm, { claims })).rejects.toThrow('sign in again');
    expect(challenged).toEqual([{ scopes: [arm], claims }]);
  });

  it('becomes a new sign-in in a VS Code that cannot pass it on, and nothing in silence', async () => {
    vscode.version = '1.104.3';
    await credential(true).getToken(arm, { claims });
    expect(asked()).toEqual([
      [
        'microsoft',
        [arm, 'VSCODE_TENANT:tenant'],
        { forceNewSession: true, account: identity.account },
      ],
    ]);
    await expect(credential(false).getToken(arm, { claims })).rejects.toThrow('sign in again');
    expect(asked()).toHaveLength(1);
  });
});
