import * as vscode from 'vscode';
import { count } from './model/words.ts';

/** The scheme of URIs that stand for nothing but a number of problems. */
const scheme = 'foundry-identity-problems';

/** What a node with problems carries so that VS Code decorates it. */
export function decorationUri(problems: number): vscode.Uri {
  return vscode.Uri.from({ scheme, path: '/node', query: String(problems) });
}

/**
 * Shows the number of problems in and under a node. Every parent carries its own number, so nothing is
 * left to VS Code's own propagation, which knows only folders.
 */
export function registerDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== scheme) return undefined;
      const problems = Number(uri.query);
      const decoration = new vscode.FileDecoration(
        problems > 9 ? '9+' : String(problems),
        `${count(problems, 'identity')} with a problem`,
        new vscode.ThemeColor('list.errorForeground'),
      );
      decoration.propagate = false;
      return decoration;
    },
  });
}
