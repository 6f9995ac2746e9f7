import * as vscode from 'vscode';
import { pathOf } from './paths.ts';
import { rangeIn } from './ranges.ts';
import type { BicepService } from './service.ts';
import { isEnabled } from './settings.ts';

/** On each agent service whose identity nobody grants anything: the offer to write a hook. */
export function azureYamlLensesOf(
  document: vscode.TextDocument,
  service: BicepService,
): vscode.CodeLens[] {
  if (!isEnabled('lenses', document.uri)) return [];
  return service
    .findings(pathOf(document.uri))
    .filter(({ rule }) => rule === 'agent-service-without-grant')
    .map(
      ({ location }) =>
        new vscode.CodeLens(rangeIn(document, location.span), {
          title: "Nobody grants this agent's identity: add a postdeploy hook",
          command: 'foundryIdentity.addPostdeployHook',
          arguments: [document.uri],
        }),
    );
}
