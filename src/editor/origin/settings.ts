import * as vscode from 'vscode';
import { signInKinds, type SignInKind } from '../sign-in/sign-in-kind.ts';
import { configuredOrigin, type Origin } from './origin.ts';

/** What the commands look at now, unless they name something else. */
export function originOfSettings(): Origin {
  const settings = vscode.workspace.getConfiguration('foundryIdentity');
  return configuredOrigin(process.env, {
    file: textOf(settings.get('cloudFile')),
    sovereign: vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get('environment'),
  });
}

/** How the user wants to sign in. A value that is none of the known ones means the default. */
export function signInOfSettings(): SignInKind {
  const value = vscode.workspace.getConfiguration('foundryIdentity').get<string>('signIn');
  return signInKinds.find((kind) => kind === value) ?? 'vscode';
}

/** The account that the model calls reach, where the user has named it. */
export function targetAccountOfSettings(): { targetAccount?: string } {
  const settings = vscode.workspace.getConfiguration('foundryIdentity');
  const targetAccount = textOf(settings.get('targetAccount'));
  return targetAccount === '' ? {} : { targetAccount };
}

/** VS Code hands out whatever stands in the file. What is no text is told elsewhere, and counts as none. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
