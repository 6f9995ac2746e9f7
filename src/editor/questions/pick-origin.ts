import * as vscode from 'vscode';
import { describeOrigin, originKey, type Origin } from '../origin/origin.ts';

/**
 * Where a question looks: where the commands look by the settings, or where the last report comes
 * from, which the user may mean as well. Asks only where the two differ.
 */
export async function pickOrigin(
  configured: Origin,
  reported: Origin | undefined,
  title: string,
): Promise<Origin> {
  if (reported === undefined || originKey(reported) === originKey(configured)) return configured;
  const chosen = await vscode.window.showQuickPick(
    [
      { origin: reported, label: describeOrigin(reported), description: 'as the last report' },
      { origin: configured, label: describeOrigin(configured), description: 'as the settings say' },
    ],
    { title, placeHolder: 'Choose which Azure is asked', ignoreFocusOut: true },
  );
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.origin;
}
