import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import manifest from '../../../package.json' with { type: 'json' };
import { errorsOf } from './errors-of.ts';
import { eventually } from './eventually.ts';

const foundryUser = '53ca6127-db72-4b80-b1b0-d745d6d5456d';
const account =
  '/subscriptions/3f6c2f4e-8f0b-4d5e-9b7a-2c41d0a7e915/resourceGroups/rg-shop/providers/Microsoft.CognitiveServices/accounts/contoso-foundry';

/** Grants one role that a file says, and one by a template in JSON. */
const accessTemplate = `var roles = loadYamlContent('[roles].yaml')
param agentId string
param otherId string
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'contoso-foundry'
}
resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, agentId, roles.account)
  properties: {
    principalId: agentId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.account)
  }
}
module grant '../used/grant.json' = {
  name: 'grant'
  params: { account: account.name, who: otherId }
}
`;
const grantTemplate = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { account: { type: 'string' }, who: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Authorization/roleAssignments',
      apiVersion: '2022-04-01',
      scope: "[format('Microsoft.CognitiveServices/accounts/{0}', parameters('account'))]",
      name: "[guid(parameters('account'), parameters('who'))]",
      properties: {
        roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${foundryUser}')]`,
        principalId: "[parameters('who')]",
        principalType: 'ServicePrincipal',
      },
    },
  ],
};

function fileOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder);
  return vscode.Uri.joinPath(folder, path);
}

async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileOf(path));
  await vscode.window.showTextDocument(document);
  return document;
}

async function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100);
}

function diagnosticsOf({ uri }: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Foundry Identity')
    .map(({ code }) => (typeof code === 'object' ? String(code.value) : ''));
}

function placeIn(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `"${text}" is not in the file`);
  return document.positionAt(offset);
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(
    new vscode.Position(0, 0),
    document.lineAt(document.lineCount - 1).range.end,
  );
  edit.replace(document.uri, whole, text);
  await vscode.workspace.applyEdit(edit);
}

describe('Bicep files', () => {
  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  afterEach(async () => {
    delete process.env['FOUNDRY_IDENTITY_SAMPLE'];
    for (const file of ['infra/main.bicep', 'azure.yaml']) {
      const document = await vscode.workspace.openTextDocument(fileOf(file));
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      if (document.isDirty) await replaceAll(document, saved);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('show lenses: what is missing, who gets in, and which role a GUID is', async () => {
    const document = await open('infra/main.bicep');
    const lenses = await lensesOf(document);
    const titles = lenses.map(({ command }) => command?.title);
    assert.deepEqual(titles, [
      'Foundry User (formerly Azure AI User): opens models and agents',
      'Reader: opens no data plane: neither models nor agents',
      'Who gets in: 1 grant, none for agents',
      'Who gets in: 2 grants, 1 for agents',
      'Account scope missing: insert assignment',
      'copy az command',
    ]);
    const line = document.lineAt(lenses.at(-1)?.range.start.line ?? 0).text;
    assert.match(line, /^resource agentOnProject /);
  });

  it('copy the command with the values of the azd environment', async () => {
    const document = await open('infra/main.bicep');
    const copy = (await lensesOf(document)).at(-1)?.command;
    await vscode.commands.executeCommand(
      copy?.command ?? '',
      ...((copy?.arguments ?? []) as unknown[]),
    );
    assert.equal(
      await vscode.env.clipboard.readText(),
      `az role assignment create --assignee-object-id 7c1e5b90-42d8-4f6a-a3c7-0b9d8e6f1a52 --assignee-principal-type ServicePrincipal --role ${foundryUser} --scope ${account}`,
    );
  });

  it('insert the assignment by the lens, after which nothing is missing', async () => {
    const document = await open('infra/main.bicep');
    const lens = (await lensesOf(document)).find(({ command }) =>
      /insert/.test(command?.title ?? ''),
    );
    const { command, arguments: place } = lens?.command ?? {};
    assert.deepEqual(await errorsOf(command ?? '', (place as unknown[])[0]), []);
    assert.match(
      document.getText(),
      /scope: account\n\s*name: guid\(account\.id, agentPrincipalId, modelRoleId\)/,
    );
    const titles = await eventually(
      async () => (await lensesOf(document)).map(({ command: now }) => now?.title ?? ''),
      (now) => !now.some((title) => title.includes('missing')),
    );
    assert.ok(titles.includes('Who gets in: 2 grants, 1 for agents'));
    assert.ok(!titles.some((title) => title.includes('missing')));
  });

  it('report the same as a diagnostic with fixes, and take it away while it is being typed', async () => {
    const document = await open('infra/main.bicep');
    const reported = await eventually(
      () => diagnosticsOf(document),
      (found) => found.includes('project-scope-only'),
    );
    assert.ok(reported.includes('project-scope-only'));
    const place = placeIn(document, 'agentOnProject');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(place, place),
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(
      titles.includes('Insert the assignment of Foundry User at the account'),
      String(titles),
    );
    assert.ok(titles.includes('Suppress project-scope-only here, with a reason'));
    await replaceAll(document, document.getText().replace('scope: project', 'scope: account'));
    const left = await eventually(
      () => diagnosticsOf(document),
      (found) => !found.includes('project-scope-only'),
    );
    assert.ok(!left.includes('project-scope-only'));
  });

  it('say what a role GUID is in a hover, in an inlay hint and in completions', async () => {
    const document = await open('infra/main.bicep');
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeIn(document, foundryUser),
    );
    const [content] = hover?.contents ?? [];
    const words = content instanceof vscode.MarkdownString ? content.value : '';
    assert.match(words, /\*\*Foundry User\*\*, formerly Azure AI User/);
    assert.match(words, /agentPrincipalId at project: project .*main\.bicep:27/s);

    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      whole,
    );
    // The line of the second GUID names its role already.
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['Foundry User'],
    );

    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      placeIn(document, foundryUser).translate(0, 2),
    );
    const item = items.find(({ filterText }) => filterText?.includes('Azure AI User'));
    assert.equal(item?.insertText, foundryUser);
  });

  it('are quiet where the settings say so', async () => {
    const document = await open('infra/main.bicep');
    const settings = vscode.workspace.getConfiguration('foundryIdentity.bicep', document.uri);
    await settings.update('lenses', false, vscode.ConfigurationTarget.Workspace);
    await settings.update('diagnostics', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await lensesOf(document), []);
      assert.deepEqual(
        await eventually(
          () => diagnosticsOf(document),
          (found) => found.length === 0,
        ),
        [],
      );
    } finally {
      await settings.update('lenses', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('diagnostics', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('show all grants as a table, and the differences to a sample tenant', async () => {
    process.env['FOUNDRY_IDENTITY_SAMPLE'] = 'byok-401';
    await open('infra/main.bicep');
    assert.deepEqual(await errorsOf('foundryIdentity.showGrants'), []);
    await open('infra/main.bicep');
    assert.deepEqual(await errorsOf('foundryIdentity.compareWithLive'), []);
    const shown = await eventually(
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      (labels) => labels.includes('infra/main.bicep and live'),
    );
    assert.deepEqual(shown.sort(), [
      'Grants of infra/main.bicep',
      'infra/main.bicep and live',
      'main.bicep',
    ]);
  });

  it('let a finding in azure.yaml be suppressed with a reason', async () => {
    const document = await open('azure.yaml');
    const rule = 'agent-service-without-grant';
    const reported = await eventually(
      () => diagnosticsOf(document),
      (found) => found.includes(rule),
    );
    assert.deepEqual(reported, [rule]);
    const place = placeIn(document, 'host: azure.ai.agent').translate(-1, 3);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(place, place),
    );
    const action = actions.find(({ title }) => title === `Suppress ${rule} here, with a reason`);
    assert.ok(action?.edit, String(actions.map(({ title }) => title)));
    await vscode.workspace.applyEdit(action.edit);
    assert.match(
      document.getText(),
      /\n {2}# foundry-identity-disable-next-line agent-service-without-grant: the reason\n {2}concierge:/,
    );
    const left = await eventually(
      () => diagnosticsOf(document),
      (found) => found.length === 0,
    );
    assert.deepEqual(left, []);
  });

  it('let azure.yaml offer a hook for an agent that nobody grants, and add it once', async () => {
    const document = await open('azure.yaml');
    const [lens, ...others] = await lensesOf(document);
    assert.match(lens?.command?.title ?? '', /postdeploy hook/);
    assert.deepEqual(others, []);
    const { command, arguments: place } = lens?.command ?? {};
    assert.deepEqual(await errorsOf(command ?? '', (place as unknown[])[0]), []);
    assert.match(
      document.getText(),
      /postdeploy:\n\s+posix:\n\s+shell: sh\n\s+run: \.\/hooks\/grant-agent-identity\.sh/,
    );
    const script = await vscode.workspace.fs.readFile(fileOf('hooks/grant-agent-identity.sh'));
    assert.match(new TextDecoder().decode(script), /az role assignment create/);
    // The hook that is there now counts as somebody who grants.
    const left = await eventually(
      () => lensesOf(document),
      (found) => found.length === 0,
    );
    assert.deepEqual(left, []);
    await vscode.workspace.fs.delete(fileOf('hooks'), { recursive: true });
  });

  it('follow the files that they load and the templates in JSON that they use', async () => {
    const written = {
      'infra/access.bicep': accessTemplate,
      'infra/[roles].yaml': 'account: acdd72a7-3385-48ef-bd42-f606fba81ae7\n',
      'used/grant.json': JSON.stringify(grantTemplate),
    };
    const write = (path: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(fileOf(path), new TextEncoder().encode(text));
    for (const [path, text] of Object.entries(written)) await write(path, text);
    try {
      const document = await open('infra/access.bicep');
      const whoGetsIn = async (wanted: string): Promise<string> => {
        const titles = async (): Promise<string> =>
          (await lensesOf(document)).map(({ command }) => command?.title).join('; ');
        return eventually(titles, (now) => now.includes(wanted));
      };
      const first = 'Who gets in: 2 grants, 1 for agents';
      assert.ok((await whoGetsIn(first)).includes(first), await whoGetsIn(first));
      await write('infra/[roles].yaml', `account: ${foundryUser}\n`);
      const second = 'Who gets in: 2 grants, 2 for agents';
      assert.ok((await whoGetsIn(second)).includes(second), await whoGetsIn(second));
      await vscode.workspace.fs.delete(fileOf('used'), { recursive: true });
      assert.deepEqual(await errorsOf('foundryIdentity.showGrants'), []);
      const shown = await eventually(
        () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
        (labels) => labels.includes('Grants of infra/access.bicep'),
      );
      assert.ok(shown.includes('Grants of infra/access.bicep'), String(shown));
      const third = 'Who gets in: 1 grant, 1 for agents';
      assert.ok((await whoGetsIn(third)).includes(third), await whoGetsIn(third));
    } finally {
      for (const path of ['infra/access.bicep', 'infra/[roles].yaml']) {
        await vscode.workspace.fs.delete(fileOf(path));
      }
    }
  });
});
