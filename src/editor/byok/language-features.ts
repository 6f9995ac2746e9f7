import * as vscode from 'vscode';
import { checkByokFile, type ByokCheck } from '../../core/byok/check.ts';
import type { ByokFinding, ByokSeverity } from '../../core/byok/finding.ts';
import type { LiveFacts } from '../../core/byok/rules/identity.ts';
import { needsMarkdown } from '../../core/byok/needs-text.ts';
import { needsOf } from '../../core/byok/needs.ts';
import type { Span } from '../../core/byok/provider.ts';
import { byokMessage, byokSeverities } from '../../core/byok/words.ts';

const severities: Record<ByokSeverity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

const source = 'Foundry Identity';

/** The findings of a document, each with a link to the page that explains it. */
export function diagnosticsOf(
  document: vscode.TextDocument,
  live: LiveFacts,
  extensionUri: vscode.Uri,
): vscode.Diagnostic[] {
  const page = vscode.Uri.joinPath(extensionUri, 'docs', 'byok.md');
  return check(document, live).findings.map((finding) => {
    const diagnostic = new vscode.Diagnostic(
      rangeIn(document, finding.span),
      byokMessage(finding),
      severities[byokSeverities[finding.code]],
    );
    diagnostic.source = source;
    diagnostic.code = { value: finding.code, target: page.with({ fragment: finding.code }) };
    return diagnostic;
  });
}

/** The changes that make right what is found in a range. */
export function codeActionsOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return check(document)
    .findings.filter(({ span }) => rangeIn(document, span).intersection(range) !== undefined)
    .flatMap((finding) => quickFix(document, finding, shown));
}

function quickFix(
  document: vscode.TextDocument,
  { code, fix }: ByokFinding,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  if (fix === null) return [];
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { newText, ...span } of fix.edits) {
    action.edit.replace(document.uri, rangeIn(document, span), newText);
  }
  action.isPreferred = true;
  action.diagnostics = shown.filter(
    (one) => one.source === source && typeof one.code === 'object' && one.code.value === code,
  );
  return [action];
}

/** What the endpoint under the pointer needs of a caller that signs in with Entra. */
export function hoverOf(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | null {
  const offset = document.offsetAt(position);
  const provider = check(document).providers.find(
    ({ url }) => url !== null && url.start <= offset && offset <= url.end,
  );
  const needs = provider === undefined ? null : needsOf(provider);
  if (!provider?.url || needs === null) return null;
  return new vscode.Hover(
    new vscode.MarkdownString(needsMarkdown(needs)),
    rangeIn(document, provider.url),
  );
}

/** Hover and fixes need nothing live: what only Azure knows has no fix in the file. */
function check(document: vscode.TextDocument, live?: LiveFacts): ByokCheck {
  return checkByokFile(document.uri.path, document.getText(), live);
}

function rangeIn(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
