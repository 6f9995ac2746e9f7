import * as vscode from 'vscode';
import { isAzureYaml } from '../../azd/evidence.ts';
import { suppressionEdit } from '../../bicep/lint/suppressions.ts';
import type { BicepFinding, BicepFix } from '../../bicep/rules/finding.ts';
import type { RuleId } from '../../bicep/rules/rule-ids.ts';
import { fixAllKind } from './code-action-kinds.ts';
import { diagnosticSource } from './diagnostics.ts';
import { pathOf } from './paths.ts';
import { rangeIn, rangeOf } from './ranges.ts';
import type { BicepService } from './service.ts';
import { isEnabled } from './settings.ts';

/** Fixes and suppressions for what is found in a range, and the fix of all that has one. */
export function codeActionsOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only }: vscode.CodeActionContext,
  service: BicepService,
): vscode.CodeAction[] {
  if (!isEnabled('diagnostics', document.uri)) return [];
  const path = pathOf(document.uri);
  const isCommented = service.file(path) !== undefined || isAzureYaml(path);
  const findings = service.findings(path);
  if (
    only !== undefined &&
    fixAllKind.intersects(only) &&
    !only.intersects(vscode.CodeActionKind.QuickFix)
  ) {
    return fixAll(findings, service);
  }
  const here = findings.filter(
    ({ location }) => rangeIn(document, location.span).intersection(range) !== undefined,
  );
  return here.flatMap((finding) => {
    const shown = diagnostics.filter(
      ({ source, code, message }) =>
        source === diagnosticSource &&
        typeof code === 'object' &&
        code.value === finding.rule &&
        message === finding.message,
    );
    return [
      ...finding.fixes.map((fix) => quickFix(fix, service)),
      ...(isCommented ? [suppression(document, finding)] : []),
    ].map((action) => Object.assign(action, { diagnostics: shown }));
  });
}

/** The edits of a fix, in whatever files they are. */
export function workspaceEditOf({ edits }: BicepFix, service: BicepService): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { file, edits: inFile } of edits) {
    const uri = service.uriOf(file);
    const text = service.file(file)?.text ?? service.evidenceText(file);
    if (uri === undefined || text === undefined) continue;
    for (const { newText, ...span } of inFile) edit.replace(uri, rangeOf(text, span), newText);
  }
  return edit;
}

function quickFix(fix: BicepFix, service: BicepService): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = workspaceEditOf(fix, service);
  action.isPreferred = fix.preferred;
  return action;
}

/** A comment above the line that says why the finding does not count; the reason is typed in. */
function suppression(
  document: vscode.TextDocument,
  { rule, location }: BicepFinding,
): vscode.CodeAction {
  const placeholder = 'the reason';
  const mark = isAzureYaml(pathOf(document.uri)) ? '#' : '//';
  const commented = { text: document.getText(), mark } as const;
  const { start, newText } = suppressionEdit(commented, location.span.start, rule, placeholder);
  const [before = '', after = ''] = newText.split(placeholder);
  const snippet = new vscode.SnippetString()
    .appendText(before)
    .appendPlaceholder(placeholder)
    .appendText(after);
  const insert = vscode.SnippetTextEdit.insert(document.positionAt(start), snippet);
  // The indentation is the line's own, so that VS Code must not add its own.
  insert.keepWhitespace = true;
  const action = new vscode.CodeAction(
    `Suppress ${rule} here, with a reason`,
    vscode.CodeActionKind.QuickFix,
  );
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, [insert]);
  return action;
}

/** Two insertions of an account's assignment would both declare the account. */
const oneAtATime: RuleId[] = ['project-scope-only'];

/** One edit with every preferred fix that does not touch a place another one touches. */
function fixAll(findings: BicepFinding[], service: BicepService): vscode.CodeAction[] {
  const chosen: BicepFix[] = [];
  for (const { rule, fixes } of findings) {
    if (oneAtATime.includes(rule)) continue;
    const fix = fixes.find(({ preferred }) => preferred);
    if (fix !== undefined && !chosen.some((other) => touch(other, fix))) chosen.push(fix);
  }
  if (chosen.length === 0) return [];
  const action = new vscode.CodeAction('Fix all of Foundry Identity', fixAllKind);
  action.edit = workspaceEditOf(
    { title: '', preferred: true, edits: chosen.flatMap(({ edits }) => edits) },
    service,
  );
  return [action];
}

function touch(a: BicepFix, b: BicepFix): boolean {
  return a.edits.some((first) =>
    b.edits.some(
      (second) =>
        first.file === second.file &&
        first.edits.some((one) =>
          second.edits.some((two) => one.start <= two.end && two.start <= one.end),
        ),
    ),
  );
}
