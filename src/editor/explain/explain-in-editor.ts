import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { stepTitles } from '../../core/report/vocabulary.ts';
import {
  explainText,
  renderExplanation,
  type Explanation,
} from '../../core/symptoms/explanation.ts';
import { renderLimits } from '../../core/resolution/next-step-text.ts';
import { principalsIn, resolveExplanation, type NextStep } from '../../core/resolution/resolve.ts';
import { symptomWords } from '../../core/symptoms/words.ts';
import { documentName } from '../answer-documents.ts';
import { withCancellableProgress } from '../cancellable-progress.ts';
import { UserError } from '../commands/user-error.ts';
import { describeOrigin, type Origin } from '../origin/origin.ts';
import { originOfSettings } from '../origin/settings.ts';
import { pickOrigin } from '../questions/pick-origin.ts';
import type { QuestionPlace } from '../questions/put-question.ts';
import { title } from './error-text.ts';
import type { ExplainContext, TextSource } from './feature.ts';

/** A button of the message below an explanation. */
interface Action {
  label: string;
  run: () => Promise<unknown>;
}

/** Symptoms whose cause a diagnosis finds, although the text names nobody. */
const diagnosable = ['provider-401', 'permission-denied', 'transient-auth'];

/**
 * Opens what a text means as a document, and offers where that leads. Azure is asked only when the
 * user wants to know whom the ids in it stand for: where the text is from, as far as that is known.
 */
export async function explainInEditor(
  text: string,
  context: ExplainContext,
  source?: TextSource,
): Promise<void> {
  const explanation = explainText(text);
  const kind = explanation.symptom?.class ?? 'unknown';
  context.log.info(`An error was explained: ${kind}.`);
  const shown = renderExplanation(explanation);
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16);
  await context.documents.show(nameOf(explanation), key, shown);
  await offer(explanation, [
    ...(principalsIn(explanation).length > 0
      ? [{ label: 'Look Up Who It Is', run: () => lookUp(explanation, key, context, source) }]
      : []),
    ...(diagnosable.includes(kind) ? [diagnosing(context, source)] : []),
    copying(shown),
  ]);
}

/** Where it is known who said it, nobody is asked for the agent once more. */
function diagnosing({ diagnose }: ExplainContext, source: TextSource | undefined): Action {
  if (source === undefined) {
    return {
      label: 'Diagnose BYOK 401',
      run: async () => vscode.commands.executeCommand('foundryIdentity.diagnose'),
    };
  }
  const { origin, agent } = source;
  return { label: `Diagnose ${agent.name}`, run: () => diagnose.diagnoseAgent(origin, agent) };
}

/** Asks Azure who the principals of the text are, and offers what that makes possible. */
async function lookUp(
  explanation: Explanation,
  key: string,
  context: ExplainContext,
  source: TextSource | undefined,
): Promise<void> {
  const { connect, diagnose, documents } = context;
  const reported = async (): Promise<Origin | undefined> =>
    (await diagnose.lastDiagnosis())?.origin;
  const origin = source?.origin ?? (await pickOrigin(originOfSettings(), await reported(), title));
  const progress = `Looking up who an error names (${describeOrigin(origin)})`;
  const { facts, connection } = await withCancellableProgress(progress, async ({ signal, say }) => {
    say('connecting');
    const [{ identifyPrincipals }, connected] = await Promise.all([
      import('../../gather/index.ts'),
      source?.agent.connection ?? connect(origin),
    ]);
    const read = await identifyPrincipals({
      ...connected,
      explanation,
      signal,
      onProgress: ({ step }) => say(stepTitles[step]),
    });
    return { facts: read, connection: connected };
  });
  if (facts.caller.status === 'unknown') throw new UserError(facts.caller.detail, ['sign-in']);
  const resolution = resolveExplanation(explanation, facts);
  const shown = renderExplanation(explanation, resolution.who) + renderLimits(resolution);
  await documents.show(nameOf(explanation), key, shown);
  const actions = resolution.next.map((step) => actionOf(step, { origin, connection }, context));
  await offer(explanation, [...actions, copying(shown)], Object.values(resolution.who)[0]);
}

function actionOf(
  step: NextStep,
  place: QuestionPlace,
  { diagnose, questions }: ExplainContext,
): Action {
  switch (step.kind) {
    case 'diagnose': {
      const { account, project, agent } = step;
      const { subscriptionId, id: accountId } = account;
      const named = { subscriptionId, accountId, projectId: project.id, name: agent };
      const { origin, connection } = place;
      return {
        label: `Diagnose ${agent}`,
        run: () => diagnose.diagnoseAgent(origin, { ...named, connection }),
      };
    }
    case 'can': {
      const { principal, action, scope } = step;
      return {
        label: 'Ask What Is Missing',
        run: () => questions.canIn(place, { principal, action, ...(scope !== null && { scope }) }),
      };
    }
  }
}

function copying(text: string): Action {
  return {
    label: 'Copy Explanation',
    run: async () => {
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage('Copied to the clipboard', 4_000);
    },
  };
}

/** Shows a message with the actions as buttons, and runs the one that is pressed. */
async function offer(explanation: Explanation, actions: Action[], who?: string): Promise<void> {
  const { symptom } = explanation;
  const means =
    symptom === null ? 'No known refusal stands in this text.' : `${titleOf(explanation)}.`;
  const chosen = await vscode.window.showInformationMessage(
    who === undefined ? means : `${means} Who: ${who}.`,
    ...actions.map(({ label }) => label),
  );
  await actions.find(({ label }) => label === chosen)?.run();
}

function titleOf({ symptom }: Explanation): string {
  return symptom === null ? 'Unknown error' : symptomWords[symptom.class].title;
}

function nameOf(explanation: Explanation): string {
  return documentName(titleOf(explanation), 'txt');
}
