import * as vscode from 'vscode';
import type { Report } from '../../core/report/report.ts';
import type { DiagnoseCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import { UserError } from '../commands/user-error.ts';
import type { Log } from '../log.ts';
import type { Connect, Connection } from '../origin/connect.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import type { SampleTenant } from '../origin/sample-tenant.ts';
import { originOfSettings } from '../origin/settings.ts';
import type { Choices } from './choose.ts';
import { exportReport, toMarkdown } from './export-report.ts';
import { createReportPanel } from './panel.ts';
import { pickSample } from './pick-sample.ts';
import { wholeReport, type PanelState } from './protocol.ts';
import { runDiagnosis } from './run-diagnosis.ts';
import { createDiagnosisStore, type SavedDiagnosis } from './saved-diagnosis.ts';

export interface DiagnoseFeature {
  commands: Pick<CommandTable, DiagnoseCommandId>;
  /** Diagnoses an agent that somebody pointed at, without asking anything. */
  diagnoseAgent(origin: Origin, agent: NamedAgent): Promise<void>;
  /** The last diagnosis of this workspace, from an earlier window too. */
  lastDiagnosis(): Promise<SavedDiagnosis | undefined>;
  /** The report of the last diagnosis. */
  lastReport(): Promise<Report | undefined>;
}

/** An agent with everything that a diagnosis would ask for. */
export interface NamedAgent {
  subscriptionId: string;
  /** ARM id. */
  accountId: string;
  /** ARM id. */
  projectId: string;
  name: string;
  connection: Connection;
}

/** Ties the diagnosis together: what is asked, where it looks, and what shows the answer. */
export function activateDiagnose(
  context: vscode.ExtensionContext,
  log: Log,
  { connect, sampleTenant }: { connect: Connect; sampleTenant: SampleTenant },
): DiagnoseFeature {
  const store = createDiagnosisStore(context.workspaceState);
  const panel = createReportPanel(context.extensionUri, async () => stateOf(await store.last()));
  context.subscriptions.push(panel);

  let running = false;

  const diagnoseAt = async (origin: Origin, repeat: boolean, agent?: NamedAgent): Promise<void> => {
    if (running) throw new UserError('A diagnosis is running already. Cancel it first.');
    running = true;
    try {
      await diagnoseAlone(origin, repeat, agent);
    } finally {
      running = false;
    }
  };

  const diagnoseAlone = async (
    origin: Origin,
    repeat: boolean,
    agent?: NamedAgent,
  ): Promise<void> => {
    const source = describeOrigin(origin);
    const choices = agent ? choicesOf(agent) : store.choices(origin);
    panel.show({ kind: 'running', source, progress: [] });
    try {
      const report = await runDiagnosis(
        {
          origin,
          choices,
          repeat,
          asked: agent ? { project: agent.projectId, agent: agent.name } : {},
          onProgress: (progress) => panel.update({ kind: 'running', source, progress }),
        },
        agent ? async () => agent.connection : connect,
        log,
      );
      await Promise.all([
        store.save({ origin, tenantId: choices.tenant, report }),
        store.saveChoices(origin, choices),
      ]);
      panel.show({ kind: 'report', source, report });
      panel.focus();
    } catch (error) {
      // The panel goes back to what it showed before, or away where that was nothing.
      const before = await store.last();
      if (before === undefined) panel.close();
      panel.update(stateOf(before));
      throw error;
    }
  };

  const last = async (): Promise<SavedDiagnosis> => {
    const saved = await store.last();
    if (saved === undefined) throw new UserError('There is no report yet.', ['diagnose']);
    return saved;
  };

  return {
    commands: {
      'foundryIdentity.diagnose': () => diagnoseAt(originOfSettings(), false),
      'foundryIdentity.diagnoseAgain': async () => diagnoseAt((await last()).origin, true),
      'foundryIdentity.diagnoseSample': async () =>
        diagnoseAt(
          { kind: 'sample', name: await pickSample(sampleTenant, 'Diagnose a sample tenant') },
          false,
        ),
      'foundryIdentity.stopSample': () => sampleTenant.stop(),
      'foundryIdentity.showLastReport': async () => {
        panel.show(stateOf(await last()));
        panel.focus();
      },
      'foundryIdentity.copyReport': async () => {
        const { report } = await last();
        await vscode.env.clipboard.writeText(await toMarkdown(report));
        panel.confirmCopied(wholeReport);
        vscode.window.setStatusBarMessage('Foundry identity report copied as Markdown', 4_000);
      },
      'foundryIdentity.exportReport': async () => exportReport((await last()).report),
    },
    diagnoseAgent: (origin, agent) => diagnoseAt(origin, false, agent),
    lastDiagnosis: () => store.last(),
    lastReport: async () => (await store.last())?.report,
  };
}

/** What would have been chosen, so that "Diagnose Again" asks nothing either. */
function choicesOf({ subscriptionId, accountId, projectId, name }: NamedAgent): Choices {
  return { subscription: subscriptionId, account: accountId, project: projectId, agent: name };
}

function stateOf(saved: SavedDiagnosis | undefined): PanelState {
  if (saved === undefined) return { kind: 'empty' };
  return { kind: 'report', source: describeOrigin(saved.origin), report: saved.report };
}
