import * as vscode from 'vscode';
import type { SampleTenant } from '../origin/sample-tenant.ts';

/** Asks which sample tenant to look at. Throws a CancellationError where none is chosen. */
export async function pickSample(sampleTenant: SampleTenant, title: string): Promise<string> {
  const items = sampleTenant
    .list()
    .then((samples) =>
      samples.map(({ name, description }) => ({ label: name, detail: description })),
    );
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'An embedded Azure answers; no subscription and no sign-in is needed',
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.label;
}
