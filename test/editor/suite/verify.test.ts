import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';
import { eventually } from './eventually.ts';

interface Asked {
  text: string;
  modal: boolean;
  detail: string;
}

/** Runs a command, presses the named buttons wherever they are offered, and returns what was said. */
async function pressing(buttons: string[], command: string): Promise<Asked[]> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const asked: Asked[] = [];
  const answer = (text: string, ...rest: unknown[]): Promise<never> => {
    const [options] = rest as [{ modal?: boolean; detail?: string } | string];
    const { modal = false, detail = '' } = typeof options === 'object' ? options : {};
    asked.push({ text, modal, detail });
    return Promise.resolve(rest.find((label) => buttons.includes(label as string)) as never);
  };
  vscode.window.showInformationMessage = answer;
  vscode.window.showWarningMessage = answer;
  try {
    assert.deepEqual(await errorsOf(command, { agent: 'concierge' }), []);
    return asked;
  } finally {
    vscode.window.showInformationMessage = showInformationMessage;
    vscode.window.showWarningMessage = showWarningMessage;
  }
}

const shownText = (): string => {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === 'foundry-identity' ? document.getText() : '';
};

describe('verifying an agent', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  afterEach(async () => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says in a modal what it will do, and does nothing without a yes', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'healthy';
    const [question, ...more] = await pressing([], 'foundryIdentity.verifyAgent');
    assert.equal(question?.text, 'Invoke agent concierge?');
    assert.equal(question.modal, true);
    assert.match(question.detail, /once\. .*calls its model, which may cost money/);
    assert.deepEqual(more, []);
    assert.equal(shownText(), '');
  });

  for (const [sample, headline] of [
    ['byok-401', /^SILENT DENIAL: /],
    ['recovers', /^RECOVERED: /],
    ['healthy', /^ANSWERED: /],
  ] as const) {
    it(`shows the whole answer of ${sample}, and asks anew every time`, async () => {
      process.env['FOUNDRY_IDENTITY_SAMPLE'] = sample;
      const asked = await pressing(['Invoke'], 'foundryIdentity.verifyAgent');
      assert.match(shownText(), headline);
      assert.match(shownText(), /\nCall 1 at .*: HTTP 200 after .*, session sess_/);
      assert.equal(asked.filter(({ modal }) => modal).length, 1);
    });
  }

  it('watches only the assignment unless told otherwise, and says how it ended', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'deny-assignment';
    const buttons = ['Watch the Assignment', 'Show Details'];
    const [question, end] = await pressing(buttons, 'foundryIdentity.watchFix');
    assert.equal(question?.modal, true);
    assert.match(question.detail, /calls its model, which may cost money/);
    assert.match(end?.text ?? '', /^NOT THAT: a deny assignment/);
    const text = await eventually(shownText, (shown) => shown !== '');
    assert.match(text, /Looks:\n {2}0:\d\d {2}denied by a deny assignment\n$/);
  });

  it('calls the agent while it watches where that was agreed to', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'healthy';
    const [, end] = await pressing(['Watch and Invoke'], 'foundryIdentity.watchFix');
    assert.match(end?.text ?? '', /^FIXED: the agent called its model and got an answer/);
  });

  it('leaves a watch without a choice', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'healthy';
    assert.equal((await pressing([], 'foundryIdentity.watchFix')).length, 1);
  });
});
