import type * as vscode from 'vscode';

/**
 * The path under which the analysis of Bicep knows a file: that of the URI, with the scheme and the
 * authority in front where it is no file on disk, so that a virtual file's modules resolve to
 * virtual files.
 */
export function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.path;
  const path = uri.path.startsWith('/') ? uri.path : `/${uri.path}`;
  return `/${uri.scheme}:${uri.authority}${path}`;
}
