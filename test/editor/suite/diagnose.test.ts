import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import type { FoundryIdentityApi } from '../../../src/extension.ts';
import { errorsOf } from './errors-of.ts';
import { eventually } from './eventually.ts';

const panelTitle = 'Foundry Identity Report';

function openPanels(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ label }) => label)
    .filter((label) => label === panelTitle);
}

describe('diagnosing', () => {
  let api: FoundryIdentityApi;

  before(async () => {
    const id = `${manifest.publisher}.${manifest.name}`;
    api = (await vscode.extensions.getExtension<FoundryIdentityApi>(id)?.activate())!;
  });

  afterEach(() => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
  });

  it('has code behind every command of the manifest', async () => {
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of manifest.contributes.commands) {
      assert.ok(registered.includes(command), `${command} is not registered`);
    }
  });

  it('says in a sentence that there is no report yet, and opens nothing', async () => {
    assert.deepEqual(await errorsOf('foundryIdentity.showLastReport'), ['There is no report yet.']);
    assert.deepEqual(openPanels(), []);
  });

  it('says in a sentence which samples there are when asked for another', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'no-such-sample';
    const [message, ...more] = await errorsOf('foundryIdentity.diagnose');
    assert.match(message ?? '', /^There is no sample tenant named "no-such-sample"\..*byok-401/);
    assert.deepEqual(more, []);
    // The panel that showed the progress closes a moment later.
    assert.deepEqual(await eventually(openPanels, ({ length }) => length === 0), []);
  });

  it('ends silently when the user leaves the list of samples', async () => {
    const errors = errorsOf('foundryIdentity.diagnoseSample');
    const leave = setInterval(() => {
      void vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }, 200);
    try {
      assert.deepEqual(await errors, []);
    } finally {
      clearInterval(leave);
    }
    assert.deepEqual(openPanels(), []);
    assert.equal(await api.lastReport(), undefined);
  });

  it('finds the problem of the sample and shows it in one panel, also the second time', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'byok-401';
    assert.deepEqual(await errorsOf('foundryIdentity.diagnose'), []);
    assert.deepEqual(await errorsOf('foundryIdentity.diagnoseAgain'), []);
    const report = await api.lastReport();
    assert.equal(report?.outcome, 'problem');
    assert.equal(report.findings[0]?.fixes[0]?.kind, 'role-assignment');
    assert.deepEqual(openPanels(), [panelTitle]);
  });

  it('copies the report as Markdown', async () => {
    assert.deepEqual(await errorsOf('foundryIdentity.copyReport'), []);
    const copied = await vscode.env.clipboard.readText();
    const report = await api.lastReport();
    assert.match(copied, /^# Problem: /);
    assert.ok(copied.includes(report?.findings[0]?.fixes[0]?.command ?? 'no command'));
  });

  it('stops the sample tenant, and diagnoses it again afterwards', async () => {
    assert.deepEqual(await errorsOf('foundryIdentity.stopSample'), []);
    assert.deepEqual(await errorsOf('foundryIdentity.diagnoseAgain'), []);
    assert.equal((await api.lastReport())?.outcome, 'problem');
  });
});
