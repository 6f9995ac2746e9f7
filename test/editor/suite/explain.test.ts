import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';

const command = 'foundryIdentity.explainError';
const respond = 'Microsoft.CognitiveServices/accounts/OpenAI/responses/write';
const refusal = `{"error":{"code":"PermissionDenied","message":"The principal \`7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52\` lacks the required data action \`${respond}\` to perform \`POST /openai/v1/responses\` operation."}}`;

/** Runs the command, presses these buttons one after the other, and returns the messages seen. */
async function pressing(buttons: string[], argument?: unknown): Promise<string[]> {
  const original = vscode.window.showInformationMessage;
  const left = [...buttons];
  const seen: string[] = [];
  vscode.window.showInformationMessage = (message: string, ...offered: unknown[]) => {
    seen.push(`${message} [${offered.join(', ')}]`);
    const button = left.shift();
    if (button !== undefined) assert.ok(offered.includes(button), `${button} in ${seen.at(-1)}`);
    return Promise.resolve(button as never);
  };
  try {
    assert.deepEqual(await errorsOf(command, argument), []);
  } finally {
    vscode.window.showInformationMessage = original;
  }
  return seen;
}

/** Answers the list of places with the item of this label. */
async function choosing<T>(label: string, run: () => Promise<T>): Promise<T> {
  const original = vscode.window.showQuickPick;
  vscode.window.showQuickPick = (async (items: vscode.QuickPickItem[]) => {
    const chosen = items.find((item) => item.label === label);
    assert.ok(chosen, `${label} in ${items.map((item) => item.label).join(', ')}`);
    return chosen;
  }) as never;
  try {
    return await run();
  } finally {
    vscode.window.showQuickPick = original;
  }
}

function shownText(): string {
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, 'foundry-identity');
  return document.getText();
}

describe('explaining an error', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  beforeEach(() => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'byok-401';
  });

  afterEach(async () => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('takes the selection of the editor, and nothing around it', async () => {
    const content = `AADSTS53003: blocked\n${refusal}\n`;
    const document = await vscode.workspace.openTextDocument({ content });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    const [message] = await pressing([]);
    assert.match(
      message ?? '',
      /^A data action is missing\. \[Look Up Who It Is, Copy Explanation\]/,
    );
    assert.match(shownText(), /who: 7c1e5b90-/);
    assert.doesNotMatch(shownText(), /Conditional Access/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('takes the clipboard, says who it is, and diagnoses that agent', async () => {
    await vscode.env.clipboard.writeText(refusal);
    const messages = await choosing('What I copied', () =>
      pressing(['Look Up Who It Is', 'Diagnose concierge']),
    );
    assert.match(messages[1] ?? '', /Who: the identity of agent concierge, version 3\./);
    const api = vscode.extensions.getExtension<{
      lastReport(): Promise<{ subject: { agent: { name: string } | null } } | undefined>;
    }>(`${manifest.publisher}.${manifest.name}`)?.exports;
    assert.equal((await api?.lastReport())?.subject.agent?.name, 'concierge');
  });

  it('takes the selection of the terminal, and puts the clipboard back', async () => {
    const written = new vscode.EventEmitter<string>();
    const opened = new Promise<void>((resolve) => {
      const terminal = vscode.window.createTerminal({
        name: 'agent log',
        pty: { onDidWrite: written.event, open: () => resolve(), close: () => undefined },
      });
      terminal.show();
    });
    await opened;
    const terminal = vscode.window.terminals.find(({ name }) => name === 'agent log');
    try {
      written.fire('AADSTS53003: Access has been blocked.\r\n');
      await vscode.env.clipboard.writeText('copied before');
      const nothing = (await errorsOf(command, terminal))[0];
      assert.match(nothing ?? '', /Nothing is selected in the terminal/);
      await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
      const [message] = await choosing('What I selected in the terminal', () => pressing([]));
      assert.match(message ?? '', /^A Conditional Access policy stands in the way\./);
      assert.equal(await vscode.env.clipboard.readText(), 'copied before');
    } finally {
      terminal?.dispose();
    }
  });

  it('asks what is missing with the values of the text', async () => {
    await pressing(['Look Up Who It Is', 'Ask What Is Missing'], { text: refusal });
    assert.match(shownText(), /^NO /);
    assert.match(shownText(), /contoso-foundry/);
  });

  it('copies the explanation, redacted', async () => {
    await pressing(['Copy Explanation'], { text: `${refusal} api-key: abcdefgh12345678` });
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^A data action is missing\n/);
    assert.doesNotMatch(copied, /abcdefgh12345678/);
  });

  it('says unknown where it is, and refuses what is no text', async () => {
    const [message] = await pressing([], { text: 'something went wrong' });
    assert.match(message ?? '', /^No known refusal stands in this text\. \[Copy Explanation\]/);
    assert.match(shownText(), /^Unknown: /);
    assert.match((await errorsOf(command, { text: 7 }))[0] ?? '', /argument "text" is not valid/);
    assert.match((await errorsOf(command, { text: ' ' }))[0] ?? '', /no text to explain/);
  });
});
