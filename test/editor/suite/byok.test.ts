import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { eventually } from './eventually.ts';

const models = `[
  // Ours.
  { "name": "Azure", "vendor": "azure", "models": [
    { "id": "gpt-5", "name": "GPT", "url": "https://contoso.services.ai.azure.com" },
  ] }
]`;

const agent = `const session = await client.createSession({
  provider: { type: 'openai', baseUrl: 'https://contoso.openai.azure.com', bearerToken: token },
});`;

function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, 'byok', name);
}

async function open(name: string, text: string): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(inWorkspace(name), new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(inWorkspace(name));
  await vscode.window.showTextDocument(document);
  return document;
}

function codesIn({ uri }: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Foundry Identity')
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : ''));
}

async function codesWhen(
  document: vscode.TextDocument,
  isSo: (codes: string[]) => boolean,
): Promise<string[]> {
  return eventually(() => codesIn(document), isSo);
}

/** The range of a URL in a document. */
function urlIn(document: vscode.TextDocument): vscode.Range {
  const match = /https:[^"']+/.exec(document.getText());
  assert.ok(match);
  return new vscode.Range(
    document.positionAt(match.index),
    document.positionAt(match.index + match[0].length),
  );
}

describe('Model providers of one’s own', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(inWorkspace(''), { recursive: true });
  });

  it('are checked in chatLanguageModels.json, mended by a quick fix, and left alone then', async () => {
    const document = await open('chatLanguageModels.json', models);
    const codes = await codesWhen(document, (found) => found.length > 0);
    assert.deepEqual(codes, ['unrecognized-url', 'needs-data-action']);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      urlIn(document),
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title.startsWith('Use https://contoso.'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(
      document.getText(),
      /"https:\/\/contoso\.services\.ai\.azure\.com\/openai\/v1\/chat\/completions"/,
    );
    assert.deepEqual(await codesWhen(document, (found) => found.length === 1), [
      'needs-data-action',
    ]);
  });

  it('say on hover what the endpoint needs', async () => {
    const document = await open('hovered/chatLanguageModels.json', models);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      urlIn(document).start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /cognitiveservices\.azure\.com\/\.default/);
    assert.match(text, /deployments\/chat\/completions\/action/);
    assert.match(text, /Cognitive Services OpenAI User/);
  });

  it('are checked in TypeScript, and in no file that only looks like it', async () => {
    const document = await open('agent.ts', agent);
    const codes = await codesWhen(document, (found) => found.length > 0);
    assert.deepEqual(codes.sort(), ['missing-path', 'needs-data-action', 'static-token']);
    const other = await open('other.json', '{ "baseUrl": "https://contoso.openai.azure.com" }');
    assert.deepEqual(codesIn(other), []);
  });

  it('are not checked where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('foundryIdentity');
    const document = await open('agent.ts', agent);
    await codesWhen(document, (found) => found.length > 0);
    await settings.update('byok.diagnostics', false, vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(await codesWhen(document, (found) => found.length === 0), []);
    await settings.update('byok.diagnostics', undefined, vscode.ConfigurationTarget.Workspace);
    assert.notDeepEqual(await codesWhen(document, (found) => found.length > 0), []);
  });

  it('say that an account refuses keys, once the side bar has read it', async () => {
    const withKey = `[{ "vendor": "azure", "apiKey": "\${input:chat.lm.secret.1}", "models": [
      { "id": "gpt-5", "url": "https://contoso-models.openai.azure.com" }] }]`;
    const document = await open('keyed/chatLanguageModels.json', withKey);
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'local-auth-disabled';
    try {
      await vscode.commands.executeCommand('foundryIdentity.identities.focus');
      assert.deepEqual(await codesWhen(document, (found) => found.length > 0), ['keys-disabled']);
    } finally {
      delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
      // Forgets what was read, and leaves nothing running for the tests that follow.
      await vscode.commands.executeCommand('foundryIdentity.leaveSample');
      await vscode.commands.executeCommand('workbench.action.closeSidebar');
      await vscode.commands.executeCommand('foundryIdentity.stopSample');
    }
  });
});
