import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };

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
});
