import * as vscode from 'vscode';
import {
  defaultEnvironment,
  readEnvironment,
  rememberedParameters,
} from '../../azd/environment.ts';

/** What an azd environment knows, and its name. */
export interface AzdEnvironment {
  name: string;
  values: Record<string, string>;
  /** Parameters that azd asked for, by name. */
  parameters: Record<string, unknown>;
}

/**
 * The default environment of the azd project that a file belongs to: the nearest folder above it
 * with `.azure/config.json`. Null where there is none.
 */
export async function azdEnvironmentOf(file: vscode.Uri): Promise<AzdEnvironment | null> {
  const top = vscode.workspace.getWorkspaceFolder(file)?.uri;
  for (const folder of foldersAbove(file, top)) {
    const azure = vscode.Uri.joinPath(folder, '.azure');
    const config = await readText(vscode.Uri.joinPath(azure, 'config.json'));
    const name = config === null ? null : defaultEnvironment(config);
    if (name === null) continue;
    const [values, remembered] = await Promise.all([
      readText(vscode.Uri.joinPath(azure, name, '.env')),
      readText(vscode.Uri.joinPath(azure, name, 'config.json')),
    ]);
    return {
      name,
      values: values === null ? {} : readEnvironment(values),
      parameters: remembered === null ? {} : rememberedParameters(remembered),
    };
  }
  return null;
}

/** The folders from a file's own up to the workspace's, the nearest first. */
function foldersAbove(file: vscode.Uri, top: vscode.Uri | undefined): vscode.Uri[] {
  if (top === undefined) return [];
  const folders: vscode.Uri[] = [];
  let folder = vscode.Uri.joinPath(file, '..');
  while (folder.path.length >= top.path.length) {
    folders.push(folder);
    const above = vscode.Uri.joinPath(folder, '..');
    if (above.path === folder.path) break;
    folder = above;
  }
  return folders;
}

async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    // Most folders have no azd environment.
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}
