import * as vscode from 'vscode';
import { bicepLenses, type LensAction } from '../../bicep/views/lenses.ts';
import { pathOf } from './paths.ts';
import type { BicepService } from './service.ts';
import { isEnabled } from './settings.ts';

/** The lenses of a Bicep document as it stands. */
export function lensesOf(document: vscode.TextDocument, service: BicepService): vscode.CodeLens[] {
  if (!isEnabled('lenses', document.uri)) return [];
  const path = pathOf(document.uri);
  const lenses = bicepLenses({
    path,
    text: document.getText(),
    deployments: service.deploymentsOf(path),
    findings: service.findings(path),
  });
  return lenses.map(({ span, title, action }) => {
    // A lens stands above the first line of what it speaks of.
    const start = document.positionAt(span.start);
    return new vscode.CodeLens(new vscode.Range(start, start), { title, ...commandOf(action) });
  });
}

function commandOf(action: LensAction): { command: string; arguments?: unknown[] } {
  switch (action.kind) {
    case 'insert-account-grant':
      return {
        command: 'foundryIdentity.insertAccountGrant',
        arguments: [{ file: action.file, offset: action.offset }],
      };
    case 'copy-account-command':
      return {
        command: 'foundryIdentity.copyAccountCommand',
        arguments: [{ file: action.file, offset: action.offset }],
      };
    case 'show-grants':
      return { command: 'foundryIdentity.showGrants', arguments: [{ root: action.root }] };
    case 'none':
      // A lens without a command is plain text.
      return { command: '' };
  }
}
