import * as vscode from 'vscode';
import type { Report } from '../../core/report/report.ts';

/** The report as Markdown, for an issue or a chat. */
export async function toMarkdown(report: Report): Promise<string> {
  const { renderMarkdown } = await import('../../core/report/markdown.ts');
  return renderMarkdown(report);
}

const filters = { Markdown: ['md'], JSON: ['json'] };

/**
 * Saves the report where the user says, in the format of the name's ending, and offers to open it.
 */
export async function exportReport(report: Report): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: 'Export the Foundry identity report',
    defaultUri: defaultTarget(report),
    filters,
  });
  if (target === undefined) throw new vscode.CancellationError();
  const text = target.path.toLowerCase().endsWith('.json')
    ? `${JSON.stringify(report, null, 2)}\n`
    : await toMarkdown(report);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  void offerToOpen(target);
}

function defaultTarget({ subject, generatedAt }: Report): vscode.Uri {
  // An agent's name comes from outside, and a file's name may not hold everything.
  const agent = subject.agent?.name.replace(/[^\w.-]+/g, '-') ?? 'unknown-agent';
  const name = `foundry-identity-${agent}-${generatedAt.slice(0, 10)}.md`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
}

/** Not awaited by the command: it has done its work, whatever becomes of the message. */
async function offerToOpen(target: vscode.Uri): Promise<void> {
  const open = 'Open';
  const message = `The report was saved as ${vscode.workspace.asRelativePath(target)}.`;
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.window.showTextDocument(target);
  }
}
