import * as vscode from 'vscode';
import type { Location } from '../../bicep/grants/role-grant.ts';
import { lineMap } from '../../bicep/syntax/line-map.ts';
import type { Span } from '../../bicep/syntax/nodes.ts';

/** A range of an open document. */
export function rangeIn(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A range in a text that may not be open. */
export function rangeOf(text: string, { start, end }: Span): vscode.Range {
  const lines = lineMap(text);
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return new vscode.Range(from.line, from.character, to.line, to.character);
}

/** What can give the texts and URIs of files. */
interface Files {
  file(path: string): { text: string } | undefined;
  uriOf(path: string): vscode.Uri | undefined;
}

/** A place for VS Code; undefined where the file has gone meanwhile. */
export function locationIn(files: Files, { file, span }: Location): vscode.Location | undefined {
  const uri = files.uriOf(file);
  const text = files.file(file)?.text;
  if (uri === undefined || text === undefined) return undefined;
  return new vscode.Location(uri, rangeOf(text, span));
}
