import * as vscode from 'vscode';
import type { BicepFinding, Severity } from '../../bicep/rules/finding.ts';
import { isAzureYaml } from '../../azd/evidence.ts';
import { pathOf } from './paths.ts';
import { locationIn, rangeIn } from './ranges.ts';
import { isBicepDocument } from './selector.ts';
import type { BicepService } from './service.ts';
import { concernsBicep, isEnabled } from './settings.ts';

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What stands in the column "source", and which diagnostics are ours. */
export const diagnosticSource = 'Foundry Identity';

/** Keeps the findings of open documents on show. */
export function showDiagnostics(
  service: BicepService,
  extensionUri: vscode.Uri,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('foundry-identity');
  const show = (document: vscode.TextDocument): void => {
    const path = pathOf(document.uri);
    if (!isBicepDocument(document) && !isAzureYaml(path)) return;
    const findings = isEnabled('diagnostics', document.uri) ? service.findings(path) : [];
    collection.set(
      document.uri,
      findings.map((finding) => diagnosticOf(finding, document, service, extensionUri)),
    );
  };
  const showAll = (): void => vscode.workspace.textDocuments.forEach(show);
  showAll();
  return vscode.Disposable.from(
    collection,
    service.onDidChange(showAll),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (concernsBicep(change)) showAll();
    }),
  );
}

function diagnosticOf(
  { rule, severity, location, message, related }: BicepFinding,
  document: vscode.TextDocument,
  service: BicepService,
  extensionUri: vscode.Uri,
): vscode.Diagnostic {
  const range = rangeIn(document, location.span);
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = {
    value: rule,
    target: vscode.Uri.joinPath(extensionUri, 'docs', 'rules', `${rule}.md`),
  };
  diagnostic.relatedInformation = related.flatMap((one) => {
    const place = locationIn(service, one.location);
    return place === undefined ? [] : [new vscode.DiagnosticRelatedInformation(place, one.message)];
  });
  return diagnostic;
}
