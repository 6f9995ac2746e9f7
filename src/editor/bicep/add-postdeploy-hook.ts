import * as vscode from 'vscode';
import { isAzureYaml } from '../../azd/evidence.ts';
import { readAzureYaml } from '../../azd/azure-yaml.ts';
import { addPostdeployHook } from '../../azd/postdeploy-edit.ts';
import { postdeployScripts } from '../../azd/postdeploy-scripts.ts';
import { UserError } from '../commands/user-error.ts';
import { rangeIn } from './ranges.ts';

/**
 * Writes the scripts that grant the identities of a project's agents, and makes azure.yaml run them
 * after each deploy. It is one edit, which one undo takes back; nothing runs.
 */
export async function addHook(argument: unknown): Promise<void> {
  const uri = uriOf(argument);
  const document = await vscode.workspace.openTextDocument(uri);
  const services = readAzureYaml(document.getText())?.agents.map(({ name }) => name) ?? [];
  if (services.length === 0) {
    throw new UserError('This azure.yaml has no service with the host azure.ai.agent.');
  }
  const scripts = postdeployScripts(services);
  const hook = addPostdeployHook(document.getText(), scripts);
  if (hook === null) {
    throw new UserError(
      'The hooks of this azure.yaml are written in a way that is not safe to edit. Write them as a block, a key on each line, and try again.',
    );
  }
  const folder = vscode.Uri.joinPath(uri, '..');
  const files = scripts.map((script) => ({
    ...script,
    uri: vscode.Uri.joinPath(folder, script.path),
  }));
  for (const file of files) {
    if (await exists(file.uri)) {
      throw new UserError(`${file.path} is there already. Move it away first.`);
    }
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, rangeIn(document, hook), hook.newText);
  for (const file of files) {
    edit.createFile(file.uri, { contents: new TextEncoder().encode(file.text) });
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserError('The files could not be written.');
  const [first] = files;
  if (first !== undefined) {
    await vscode.window.showTextDocument(first.uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}

function uriOf(argument: unknown): vscode.Uri {
  if (argument instanceof vscode.Uri) return argument;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active === undefined || !isAzureYaml(active.path)) {
    throw new UserError('Open the azure.yaml of an azd project first.');
  }
  return active;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
