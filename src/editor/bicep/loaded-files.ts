import * as vscode from 'vscode';
import type { BicepWorkspace } from '../../bicep/workspace.ts';
import { uriAt } from './paths.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/**
 * Follows the files that templates load as text, JSON or YAML, which only their evaluation shows, and
 * none outside the workspace. Those that were asked for are added to `asked`.
 */
export async function followLoadedFiles(
  workspace: BicepWorkspace,
  files: WorkspaceFiles,
  asked: Set<string>,
): Promise<void> {
  const missing = workspace
    .analyse()
    .missing()
    .filter((path) => !asked.has(path));
  if (missing.length === 0) return;
  const known = workspace.paths().find((path) => files.uriOf(path) !== undefined);
  const neighbour = known === undefined ? undefined : files.uriOf(known);
  if (neighbour === undefined) return;
  for (const path of missing) asked.add(path);
  const uris = missing.map((path) => uriAt(path, neighbour));
  await files.follow(uris.filter((uri) => vscode.workspace.getWorkspaceFolder(uri) !== undefined));
}
