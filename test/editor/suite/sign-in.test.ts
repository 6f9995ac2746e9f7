import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';

type Item = vscode.QuickPickItem & Record<string, unknown>;

/** Runs a command and answers its quick pick; the result is what the list offered. */
async function picking(
  command: string,
  choose: (items: Item[]) => Item[] | undefined,
): Promise<Item[]> {
  const original = vscode.window.showQuickPick;
  let offered: Item[] = [];
  const answer = async (items: Item[] | Promise<Item[]>): Promise<unknown> => {
    offered = await items;
    return choose(offered);
  };
  vscode.window.showQuickPick = answer as unknown as typeof original;
  try {
    assert.deepEqual(await errorsOf(command), []);
  } finally {
    vscode.window.showQuickPick = original;
  }
  return offered;
}

const subscriptionsOf = (items: Item[]): Item[] =>
  items.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);

describe('signing in', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  afterEach(() => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
  });

  it('says that nobody is signed in, and asks for nothing', async () => {
    // A dialog would be refused while tests run, and that refusal would be the message.
    const message = 'You are not signed in to Azure. Sign in with the account of VS Code.';
    assert.deepEqual(await errorsOf('foundryIdentity.diagnose'), [message]);
    assert.deepEqual(await errorsOf('foundryIdentity.selectSubscriptions'), [message]);
  });

  it('lets nobody choose tenants before they have signed in', async () => {
    const messages = await errorsOf('foundryIdentity.selectTenants');
    assert.deepEqual(messages, [
      'You are not signed in to Azure. Sign in with the account of VS Code.',
    ]);
  });

  describe('in a sample tenant', () => {
    beforeEach(() => {
      process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'byok-401';
    });

    it('is not needed', async () => {
      const messages = await errorsOf('foundryIdentity.signIn');
      assert.deepEqual(messages, ['The sample tenant needs no sign-in.']);
    });

    it('remembers which subscriptions were chosen', async () => {
      const command = 'foundryIdentity.selectSubscriptions';
      const before = subscriptionsOf(await picking(command, (items) => items));
      assert.ok(before.length > 1);
      assert.ok(before.every(({ picked }) => picked));
      await picking(command, (items) => subscriptionsOf(items).slice(0, 1));
      // Leaving the list changes nothing.
      await picking(command, () => undefined);
      const after = subscriptionsOf(await picking(command, (items) => items));
      assert.deepEqual(
        after.map(({ picked }) => picked),
        after.map((_item, index) => index === 0),
      );
    });

    it('shows who the sample is called as, and asks no credential of this machine', async () => {
      assert.deepEqual(await errorsOf('foundryIdentity.whoAmI'), []);
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /^Who am I calling as\?/);
      assert.match(text, /The application of the sample tenant/);
      assert.doesNotMatch(text, /AzureCliCredential|eyJ/);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });
});
