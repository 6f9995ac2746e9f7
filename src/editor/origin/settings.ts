import * as vscode from 'vscode';
import { configuredOrigin, type Origin } from './origin.ts';

/** What the commands look at now, unless they name something else. */
export function originOfSettings(): Origin {
  const settings = vscode.workspace.getConfiguration('foundryIdentity');
  return configuredOrigin(process.env, settings.get<string>('cloudFile'));
}

/** The account that the model calls reach, where the user has named it. */
export function targetAccountOfSettings(): { targetAccount?: string } {
  const settings = vscode.workspace.getConfiguration('foundryIdentity');
  const targetAccount = settings.get<string>('targetAccount')?.trim() ?? '';
  return targetAccount === '' ? {} : { targetAccount };
}
