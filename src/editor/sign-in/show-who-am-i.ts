import * as vscode from 'vscode';
import {
  renderWhoAmIMarkdown,
  renderWhoAmIText,
  sayWhoAnswers,
} from '../../core/questions/who-am-i-text.ts';
import type { WhoAmI } from '../../core/questions/who-am-i.ts';
import { whoAmI } from '../../gather/index.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import type { Origin } from '../origin/origin.ts';
import { connectionsOf, type Method, type SignInParts } from './connections.ts';
import { NotSignedInError, type TenantConnection } from './tenant-connection.ts';

/** Asks every credential who it answers as, and opens the answer, ready to be copied. */
export async function showWhoAmI(
  method: Method,
  origin: Origin,
  parts: SignInParts,
  documents: AnswerDocuments,
): Promise<void> {
  const answer = await withCancellableProgress('Asking each credential', async () =>
    whoAmI({
      ...method.place,
      own: await ownCredentials(method, origin, parts),
      askChain: method.kind !== 'sample',
      environment: process.env,
    }),
  );
  await documents.show('Who am I calling as.txt', origin.kind, renderWhoAmIText(answer));
  // Not awaited by the command: it has done its work, whatever becomes of the message.
  void offerNext(answer);
}

type Own = Parameters<typeof whoAmI>[0]['own'];

async function ownCredentials(method: Method, origin: Origin, parts: SignInParts): Promise<Own> {
  try {
    const connections = await connectionsOf(method, origin, parts);
    return connections.map((connection) => ({
      label: labelOf(method, connection),
      credential: connection.credential,
    }));
  } catch (error) {
    if (error instanceof NotSignedInError) {
      return [{ label: 'Nobody', credential: { getToken: () => Promise.reject(error) } }];
    }
    throw error;
  }
}

function labelOf(method: Method, { tenantName, tenantId }: TenantConnection): string {
  switch (method.kind) {
    case 'sample':
      return 'The application of the sample tenant';
    case 'vscode':
      return `The account of VS Code in tenant ${tenantName ?? tenantId ?? ''}`;
    case 'identity':
      return `The sign-in “${method.identity}” of the settings`;
  }
}

async function offerNext(answer: WhoAmI): Promise<void> {
  const copy = 'Copy as Markdown';
  const signIn = 'Sign In';
  const nobody = answer.own.every(({ outcomes }) => outcomes.arm.status !== 'answered');
  const chosen = await vscode.window.showInformationMessage(
    sayWhoAnswers(answer),
    ...(nobody ? [signIn] : []),
    copy,
  );
  if (chosen === signIn) await vscode.commands.executeCommand('foundryIdentity.signIn');
  if (chosen !== copy) return;
  await vscode.env.clipboard.writeText(renderWhoAmIMarkdown(answer));
  vscode.window.setStatusBarMessage('Copied to the clipboard', 4_000);
}
