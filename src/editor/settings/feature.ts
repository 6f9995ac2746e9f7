import * as vscode from 'vscode';
import { withErrorBoundary } from '../commands/register.ts';
import type { Log } from '../log.ts';
import { settingProblem, type SettingSchema } from './setting-problem.ts';

const section = 'foundryIdentity';

/**
 * Says which setting has a value that cannot be meant, once for each value. VS Code itself marks it
 * only for whoever looks at the file, and hands it out as it is.
 */
export function activateSettingsCheck(context: vscode.ExtensionContext, log: Log): void {
  const { contributes } = context.extension.packageJSON as {
    contributes: { configuration: { properties: Record<string, SettingSchema> } };
  };
  const { properties } = contributes.configuration;
  const told = new Set<string>();
  const check = (): void => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [name, schema] of Object.entries(properties)) {
      const problem = settingProblem(name, configuration.get(name), schema);
      if (problem === null || told.has(problem)) continue;
      told.add(problem);
      log.info(problem);
      void withErrorBoundary(name, () => tell(name, problem), log);
    }
  };
  check();
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) check();
    }),
  );
}

async function tell(name: string, problem: string): Promise<void> {
  const open = 'Open Setting';
  const chosen = await vscode.window.showWarningMessage(problem, open);
  if (chosen === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${name}`);
  }
}
