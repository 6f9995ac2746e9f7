import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };

describe('activation', () => {
  it('activates in a real extension host', async () => {
    const id = `${manifest.publisher}.${manifest.name}`;
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not loaded`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
