import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';
import { eventually } from './eventually.ts';

describe('activation', () => {
  before(async () => {
    const id = `${manifest.publisher}.${manifest.name}`;
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not loaded`);
    await extension.activate();
  });

  it('registers every command that the manifest offers', async () => {
    const registered = await vscode.commands.getCommands(true);
    const offered = manifest.contributes.commands.map(({ command }) => command);
    assert.ok(offered.length > 0);
    assert.deepEqual(
      offered.filter((command) => !registered.includes(command)),
      [],
    );
  });

  it('says what is missing where a command has nothing to work on', async () => {
    const missing: Record<string, RegExp> = {
      diagnoseAgain: /^There is no report yet\.$/,
      copyReport: /^There is no report yet\.$/,
      exportReport: /^There is no report yet\.$/,
      diagnoseNode: /^The side bar shows nothing yet: open it/,
      copyFix: /^The side bar shows nothing yet: open it/,
      refreshNode: /^The side bar shows nothing yet: open it/,
      insertAccountGrant: /^Open a Bicep file first\.$/,
      verifyAgent: /^You are not signed in to Azure\./,
      showAgentLog: /^You are not signed in to Azure\./,
    };
    for (const [command, expected] of Object.entries(missing)) {
      const [message, ...more] = await errorsOf(`foundryIdentity.${command}`);
      assert.match(message ?? '', expected, command);
      assert.deepEqual(more, [], command);
    }
  });

  it('tells a setting that cannot be meant, opens it, and goes on with its default', async () => {
    const settings = vscode.workspace.getConfiguration('foundryIdentity');
    const original = vscode.window.showWarningMessage;
    const told: string[] = [];
    vscode.window.showWarningMessage = (message: string, ...buttons: unknown[]) => {
      told.push(message);
      return Promise.resolve(buttons[0] as never);
    };
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'healthy';
    try {
      await settings.update('targetAccount', 5, vscode.ConfigurationTarget.Global);
      await eventually(
        () => told,
        ({ length }) => length > 0,
      );
      assert.match(
        told[0] ?? '',
        /^The setting foundryIdentity\.targetAccount is 5 and has to be a text\./,
      );
      const tabs = (): string[] =>
        vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
      assert.deepEqual(await eventually(tabs, ({ length }) => length > 0), ['Settings']);
      vscode.window.showWarningMessage = async () => undefined;
      assert.deepEqual(await errorsOf('foundryIdentity.verifyAgent', { agent: 'concierge' }), []);
    } finally {
      vscode.window.showWarningMessage = original;
      delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
      await settings.update('targetAccount', undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
