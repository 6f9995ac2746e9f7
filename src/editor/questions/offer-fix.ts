import * as vscode from 'vscode';
import { describeScope } from '../../core/arm/scope.ts';
import type { ResolvedAnswer } from './answer.ts';

/** Offers to copy what an answer proposes: the smallest grant, and the text that asks for it. */
export async function offerFix(answer: ResolvedAnswer): Promise<void> {
  if (answer.kind !== 'can') return;
  const [smallest] = answer.proposals;
  if (smallest === undefined) return;
  const { principal, scope, request } = answer;
  const texts = new Map([['Copy Fix', smallest.fix.command]]);
  if (request !== null) texts.set('Copy Request', request.command);
  const chosen = await vscode.window.showInformationMessage(
    `${principal.displayName} may not do this at ${describeScope(scope)}. The fix is a command for you to run.`,
    ...texts.keys(),
  );
  const text = chosen === undefined ? undefined : texts.get(chosen);
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Copied to the clipboard', 4_000);
}
