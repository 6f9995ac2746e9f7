import * as vscode from 'vscode';
import * as z from 'zod';
import { scopeName } from '../../core/arm/scope.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { SavedDiagnosis } from '../diagnose/saved-diagnosis.ts';
import type { Connect } from '../origin/connect.ts';
import { describeOrigin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import type { MeantAgent } from './meant-agent.ts';

/** What a key binding, a button or another extension may name. */
const Argument = z.object({
  agent: z.string().optional(),
  project: z.string().optional(),
  /** True where the agent of the last report is meant, without asking. */
  fromReport: z.boolean().optional(),
});

/**
 * The agent that a command's argument means: the one it names, or the one of the last report, or one
 * that the user is about to choose. Throws a CancellationError where the user leaves.
 */
export async function whichAgent(
  title: string,
  argument: unknown,
  { diagnose, connect }: { diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>; connect: Connect },
): Promise<MeantAgent> {
  const { agent, project, fromReport } = Argument.safeParse(argument).data ?? {};
  const configured = originOfSettings();
  const elsewhere: MeantAgent = {
    origin: configured,
    asked: { ...(agent !== undefined && { agent }), ...(project !== undefined && { project }) },
    connect: () => connect(configured),
  };
  const last = agent === undefined ? await diagnose.lastDiagnosis() : undefined;
  const reported = last && reportedAgent(last, connect);
  if (reported === undefined) return elsewhere;
  return fromReport ? reported : choose(title, reported, elsewhere);
}

/** The agent of a report; undefined where the report did not find one. */
function reportedAgent(
  { origin, tenantId, report }: SavedDiagnosis,
  connect: Connect,
): MeantAgent | undefined {
  const { agent, project } = report.subject;
  if (agent === null || project === null) return undefined;
  return {
    origin,
    asked: { agent: agent.name, project: project.id },
    connect: () => connect(origin, { repeat: true, lastTenant: tenantId }),
  };
}

async function choose(
  title: string,
  reported: MeantAgent,
  elsewhere: MeantAgent,
): Promise<MeantAgent> {
  const { agent = '', project = '' } = reported.asked;
  const items = [
    {
      label: agent,
      description: 'the agent of the last report',
      detail: `Project ${scopeName(project)}, ${describeOrigin(reported.origin)}`,
      meant: reported,
    },
    { label: 'Another agent…', alwaysShow: true, meant: elsewhere },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Choose the agent',
    ignoreFocusOut: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.meant;
}
