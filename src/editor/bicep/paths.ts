import type * as vscode from 'vscode';

/**
 * The path under which the analysis of Bicep knows a file: that of the URI, with the scheme and the
 * authority in front where it is no file on disk, so that a virtual file's modules resolve to
 * virtual files.
 */
export function pathOf(uri: vscode.Uri): string {
  return prefixOf(uri) + (uri.path.startsWith('/') ? uri.path : `/${uri.path}`);
}

/** The URI of a path that was made out of a neighbour's: the reverse, in the same file system. */
export function uriAt(path: string, neighbour: vscode.Uri): vscode.Uri {
  return neighbour.with({ path: path.slice(prefixOf(neighbour).length) });
}

function prefixOf({ scheme, authority }: vscode.Uri): string {
  return scheme === 'file' ? '' : `/${scheme}:${authority}`;
}
