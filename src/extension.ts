import * as vscode from 'vscode';
import type { AgentActions } from './editor/agent/actions.ts';
import { createAnswerDocuments } from './editor/answer-documents.ts';
import { activateBicep } from './editor/bicep/feature.ts';
import { activateByok } from './editor/byok/feature.ts';
import { registerCommands } from './editor/commands/register.ts';
import { activateDiagnose, type DiagnoseFeature } from './editor/diagnose/feature.ts';
import { activateExplain } from './editor/explain/feature.ts';
import { createLog, type Log } from './editor/log.ts';
import { createSampleTenant } from './editor/origin/sample-tenant.ts';
import { activateQuestions } from './editor/questions/feature.ts';
import { activateSessionLog } from './editor/session-log/feature.ts';
import { activateSettingsCheck } from './editor/settings/feature.ts';
import { activateSignIn } from './editor/sign-in/feature.ts';
import { activateTree } from './editor/tree/feature.ts';
import { activateVerify } from './editor/verify/feature.ts';

/** What other extensions and the tests can ask of this one. */
export type FoundryIdentityApi = Pick<DiagnoseFeature, 'lastReport'>;

/** What deactivation has to end. */
let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): FoundryIdentityApi {
  const log = createLog(context);
  try {
    return activateFeatures(context, log);
  } catch (error) {
    // VS Code itself is silent about an extension that fails to start.
    log.error(error);
    void vscode.window.showErrorMessage(
      'Foundry Identity Doctor could not start. The output channel "Foundry Identity" says why.',
    );
    throw error;
  }
}

function activateFeatures(context: vscode.ExtensionContext, log: Log): FoundryIdentityApi {
  const sampleTenant = createSampleTenant(log);
  const documents = createAnswerDocuments();
  const signIn = activateSignIn(context, log, sampleTenant, documents);
  const { connect } = signIn;
  const diagnose = activateDiagnose(context, log, { connect, sampleTenant });
  const questions = activateQuestions(context, diagnose, connect, documents, log);
  // Features lead to each other, so what stands behind an action is looked up when it is taken.
  const agents: AgentActions = {
    diagnose: (...agent) => diagnose.diagnoseAgent(...agent),
    verify: (...agent) => verify.verify(...agent),
    watch: (...agent) => verify.watch(...agent),
    showLog: (...agent) => sessionLog.showLog(...agent),
  };
  const verify = activateVerify({ diagnose, connect, documents, log, agents });
  const tree = activateTree(context, log, { signIn, agents, questions, documents, sampleTenant });
  const explain = activateExplain({ log, connect, documents, diagnose, questions });
  const sessionLog = activateSessionLog({ diagnose, explain, connect, documents, log, agents });
  const bicep = activateBicep(context, connect, log);
  activateByok(context, tree, log);
  const commands = registerCommands(
    {
      ...diagnose.commands,
      ...questions.commands,
      ...signIn.commands,
      ...tree.commands,
      ...explain.commands,
      ...bicep.commands,
      ...verify.commands,
      ...sessionLog.commands,
      'foundryIdentity.showLog': () => log.show(),
    },
    log,
  );
  activateSettingsCheck(context, log);
  context.subscriptions.push(documents, commands);
  stop = () => sampleTenant.stop();
  return { lastReport: () => diagnose.lastReport() };
}

export async function deactivate(): Promise<void> {
  await stop?.();
}
