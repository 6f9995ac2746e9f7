import * as vscode from 'vscode';
import * as z from 'zod';
import type { Asked, DiagnosisFacts } from '../../core/facts/diagnosis-facts.ts';
import { stepTitles } from '../../core/report/vocabulary.ts';
import { invocableOf, type Invocable } from '../../core/verify/subject.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import { createChooser } from '../diagnose/choose.ts';
import type { SavedDiagnosis } from '../diagnose/saved-diagnosis.ts';
import { logReads } from '../log.ts';
import type { Connection } from '../origin/connect.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import { originOfSettings, targetAccountOfSettings } from '../origin/settings.ts';
import type { VerifyContext } from './feature.ts';

/** An agent that can be called, with what is known about it and the way to it. */
export interface FoundAgent {
  invocable: Extract<Invocable, { status: 'found' }>;
  facts: DiagnosisFacts;
  connection: Connection;
}

/** What a key binding, a button or another extension may name. */
const Argument = z.object({
  agent: z.string().optional(),
  project: z.string().optional(),
  /** True where the agent of the last report is meant, without asking. */
  fromReport: z.boolean().optional(),
});

/**
 * Finds the agent that is meant: the one of the argument, or of the last report, or one that the user
 * chooses. Throws a UserError where it cannot be called, and a CancellationError where the user leaves.
 */
export async function findAgent(
  what: string,
  argument: unknown,
  { diagnose, connect, log }: VerifyContext,
): Promise<FoundAgent> {
  const named = Argument.safeParse(argument).data ?? {};
  const { origin, asked } = await whichAgent(what, named, await diagnose.lastDiagnosis());
  const title = `${what} (${describeOrigin(origin)})`;
  return withCancellableProgress(title, async ({ signal, cancel, say }) => {
    log.info(`${title} begins.`);
    say('connecting');
    const [{ gatherFacts }, connection] = await Promise.all([
      import('../../gather/index.ts'),
      connect(origin),
    ]);
    const facts = await gatherFacts({
      ...connection,
      asked: { ...targetAccountOfSettings(), ...asked },
      signal,
      onProgress: ({ step }) => say(stepTitles[step]),
      choose: createChooser({ title, choices: {}, repeat: false, onCancel: cancel, signal }),
    });
    signal.throwIfAborted();
    logReads(facts.reads, log);
    const invocable = invocableOf(facts);
    if (invocable.status === 'missing') throw new UserError(invocable.detail, ['show-log']);
    return { invocable, facts, connection };
  });
}

async function whichAgent(
  title: string,
  { agent, project, fromReport }: z.infer<typeof Argument>,
  last: SavedDiagnosis | undefined,
): Promise<{ origin: Origin; asked: Asked }> {
  const elsewhere = {
    origin: originOfSettings(),
    asked: { ...(agent !== undefined && { agent }), ...(project !== undefined && { project }) },
  };
  const subject = last?.report.subject;
  if (agent !== undefined || last === undefined || !subject?.agent || !subject.project) {
    return elsewhere;
  }
  const reported = {
    origin: last.origin,
    asked: { agent: subject.agent.name, project: subject.project.id },
  };
  if (fromReport) return reported;
  const items = [
    {
      label: subject.agent.name,
      description: 'the agent of the last report',
      detail: `Project ${subject.project.name}, ${describeOrigin(last.origin)}`,
      which: reported,
    },
    { label: 'Another agent…', alwaysShow: true, which: elsewhere },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Choose the agent',
    ignoreFocusOut: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.which;
}
