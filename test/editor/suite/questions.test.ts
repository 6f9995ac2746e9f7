import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';
import { eventually } from './eventually.ts';

const respond = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const scope = 'contoso-foundry';

/** The answer in the active editor, with its tab's label. */
function shownAnswer(): { title: string; text: string } {
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, 'foundry-identity');
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return { title: activeTab?.label ?? '', text: document.getText() };
}

/** Runs a command and presses a button of the message that it shows; the result is the message. */
async function pressing(button: string, run: () => Promise<unknown>): Promise<string> {
  const original = vscode.window.showInformationMessage;
  try {
    const shown = new Promise<string>((resolve) => {
      vscode.window.showInformationMessage = (message: string, ...buttons: unknown[]) => {
        assert.ok(buttons.includes(button));
        resolve(message);
        return Promise.resolve(button as never);
      };
    });
    await run();
    return await shown;
  } finally {
    vscode.window.showInformationMessage = original;
  }
}

/** The clipboard once it holds something else than before. */
async function copiedAfter(before: string): Promise<string> {
  for (;;) {
    const text = await vscode.env.clipboard.readText();
    if (text !== before) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('questions about single principals', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  beforeEach(() => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'byok-401';
  });

  afterEach(async () => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('answers no, and copies exactly the command that the answer shows', async () => {
    const nothing = 'nothing copied yet';
    await vscode.env.clipboard.writeText(nothing);
    const message = await pressing('Copy Fix', async () => {
      const question = { principal: 'agent:concierge', action: respond, scope };
      assert.deepEqual(await errorsOf('foundryIdentity.can', question), []);
    });
    assert.match(message, /may not do this at account contoso-foundry/);
    const { title, text } = shownAnswer();
    assert.equal(title, 'Can agent concierge do OpenAI responses write at contoso-foundry.txt');
    assert.match(text, /^NO /);
    const copied = await copiedAfter(nothing);
    assert.match(copied, /^az role assignment create .*\/accounts\/contoso-foundry$/);
    assert.ok(text.split('\n').some((line) => line.trim() === copied));
  });

  it('lists what somebody may do, and compares two', async () => {
    assert.deepEqual(await errorsOf('foundryIdentity.list', { principal: 'me', scope }), []);
    assert.match(shownAnswer().text, /^What .* may do at account contoso-foundry\n/);
    const two = { first: 'me', second: 'agent:concierge', scope };
    assert.deepEqual(await errorsOf('foundryIdentity.compare', two), []);
    assert.match(shownAnswer().text, /^.* and agent concierge differ at account contoso-foundry/);
  });

  it('asks Azure as a second witness about the answer in front, and where an argument says so', async () => {
    const question = { principal: 'agent:concierge', action: respond, scope };
    assert.deepEqual(await errorsOf('foundryIdentity.can', question), []);
    const { title, text } = shownAnswer();
    assert.doesNotMatch(text, /Second witness/);
    assert.deepEqual(await errorsOf('foundryIdentity.askWitness'), []);
    const witnessed = await eventually(shownAnswer, (shown) => shown.text !== text);
    assert.equal(witnessed.title, title);
    assert.match(
      witnessed.text,
      /^NO [^]*\nSecond witness: checkAccess, [^]* not allowed, too\.\n/,
    );

    const mine = { principal: 'me', action: respond, scope, witness: true };
    assert.deepEqual(await errorsOf('foundryIdentity.can', mine), []);
    assert.match(shownAnswer().text, /^Second witness: checkAccess/m);
  });

  it('narrows the comparison in front to an action, or asks on one at once', async () => {
    const two = { first: 'me', second: 'agent:concierge', scope };
    assert.deepEqual(await errorsOf('foundryIdentity.compare', two), []);
    const original = vscode.window.showQuickPick;
    vscode.window.showQuickPick = (async (items: (vscode.QuickPickItem & { value: string })[]) =>
      items.find(({ value }) => value === respond)) as never;
    try {
      assert.deepEqual(await errorsOf('foundryIdentity.compareOnAction'), []);
    } finally {
      vscode.window.showQuickPick = original;
    }
    const { title, text } = shownAnswer();
    assert.match(title, /^Compare .* and agent concierge on OpenAI responses write at /);
    assert.match(text, new RegExp(`^${respond}: .*, agent concierge not granted`, 'm'));

    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const onAction = { ...two, action: respond };
    assert.deepEqual(await errorsOf('foundryIdentity.compare', onAction), []);
    assert.deepEqual(shownAnswer(), { title, text });
  });

  it('says that there is nothing to go on with where no answer is in front', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const message = 'There is no question to go on with. Ask it first.';
    assert.deepEqual(await errorsOf('foundryIdentity.askWitness'), [message]);
    assert.deepEqual(await errorsOf('foundryIdentity.compareOnAction'), [message]);
  });

  it('says in one sentence what it cannot ask about, and opens nothing', async () => {
    const open = vscode.window.tabGroups.activeTabGroup.tabs.length;
    const question = { principal: 'me', action: respond, scope: 'no-such-account' };
    const [message, ...more] = await errorsOf('foundryIdentity.can', question);
    assert.match(message ?? '', /no-such-account/);
    const malformed = await errorsOf('foundryIdentity.can', { action: '*' });
    assert.match(malformed[0] ?? '', /^The argument "action" is not valid\./);
    assert.deepEqual(more, []);
    assert.equal(vscode.window.tabGroups.activeTabGroup.tabs.length, open);
  });

  it('ends silently when the user leaves the list of principals', async () => {
    const errors = errorsOf('foundryIdentity.can');
    const leave = setInterval(() => {
      void vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }, 200);
    try {
      assert.deepEqual(await errors, []);
    } finally {
      clearInterval(leave);
    }
  });
});
