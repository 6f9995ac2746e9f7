import * as vscode from 'vscode';

/** The scheme of the documents that hold answers; they are read-only and live in memory. */
const scheme = 'foundry-identity';

export interface AnswerDocuments extends vscode.Disposable {
  /**
   * Opens a text. The same title and key open the same document again, with the new text. A title may
   * begin with folders, which tell kinds of documents apart in `when` clauses.
   */
  show(title: string, key: string, text: string): Promise<vscode.Uri>;
}

export function createAnswerDocuments(): AnswerDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const parts = [
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      texts.delete(uri.toString());
    }),
  ];
  return {
    async show(title, key, text) {
      const uri = vscode.Uri.from({ scheme, path: `/${title}`, query: key });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false });
      return uri;
    },
    dispose() {
      vscode.Disposable.from(...parts).dispose();
    },
  };
}

/** A name for the document's tab. Names in it come from outside, and a path may not hold everything. */
export function documentName(title: string, extension: 'txt' | 'md'): string {
  return `${title.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()}.${extension}`;
}
