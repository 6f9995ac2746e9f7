import * as vscode from 'vscode';
import { bareRoleGuids } from '../../bicep/views/bare-guids.ts';
import { isEnabled } from './settings.ts';

/** The name of the role behind each GUID that stands without one. */
export function inlayHintsOf(
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.InlayHint[] {
  if (!isEnabled('inlayHints', document.uri)) return [];
  return bareRoleGuids(document.getText()).flatMap(({ span, name }) => {
    const end = document.positionAt(span.end);
    if (!range.contains(end)) return [];
    // Behind the quote that closes the string.
    const behind = document.lineAt(end).text[end.character] === "'" ? end.translate(0, 1) : end;
    const hint = new vscode.InlayHint(behind, name);
    hint.paddingLeft = true;
    return [hint];
  });
}
