import * as vscode from 'vscode';

/** The kind of the action that fixes everything at once, for `editor.codeActionsOnSave`. */
export const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('foundryIdentity');

export const codeActionKinds = [vscode.CodeActionKind.QuickFix, fixAllKind];
