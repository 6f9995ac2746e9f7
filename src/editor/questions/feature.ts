import type * as vscode from 'vscode';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { QuestionCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { AnsweredQuestion } from './answer.ts';
import type { QuestionPlace } from './put-question.ts';
import type { Given, QuestionKind } from './question.ts';
import { createQuestionMemory } from './remembered.ts';
import { createShownQuestions } from './shown-questions.ts';

export interface QuestionsFeature {
  commands: Pick<CommandTable, QuestionCommandId>;
  /** Asks in one tenant whether somebody may do something; asks for what `given` leaves open. */
  canIn(where: QuestionPlace, given: Given): Promise<void>;
  /** Compares somebody with another in one tenant; asks for what `given` leaves open. */
  compareIn(where: QuestionPlace, given: Given): Promise<void>;
}

/** Ties the questions about single principals together: who asks, where it looks, what shows it. */
export function activateQuestions(
  context: vscode.ExtensionContext,
  diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>,
  connect: Connect,
  documents: AnswerDocuments,
  log: Log,
): QuestionsFeature {
  const memory = createQuestionMemory(context.workspaceState);

  const shown = createShownQuestions();
  context.subscriptions.push(shown);

  const show = async (answered: AnsweredQuestion): Promise<void> => {
    const { showAnswer } = await import('./show-answer.ts');
    shown.keep(await showAnswer(answered.answer, documents), answered);
  };

  const ask = async (
    kind: QuestionKind,
    argument: unknown,
    place?: QuestionPlace,
  ): Promise<void> => {
    const [{ putQuestion }, { offerFix }] = await Promise.all([
      import('./put-question.ts'),
      import('./offer-fix.ts'),
    ]);
    const answered = await putQuestion(kind, argument, { diagnose, connect, memory, log, place });
    await show(answered);
    // Not awaited by the command: it has done its work, whatever becomes of the message.
    void offerFix(answered.answer);
  };

  return {
    commands: {
      'foundryIdentity.can': (argument) => ask('can', argument),
      'foundryIdentity.list': (argument) => ask('list', argument),
      'foundryIdentity.compare': (argument) => ask('compare', argument),
      'foundryIdentity.askWitness': async (argument) => {
        const { withWitness } = await import('./go-on.ts');
        await show(await withWitness(shown.of(argument), log));
      },
      'foundryIdentity.compareOnAction': async (argument) => {
        const { onOneAction } = await import('./go-on.ts');
        await show(await onOneAction(shown.of(argument), memory));
      },
    },
    canIn: (place, given) => ask('can', given, place),
    compareIn: (place, given) => ask('compare', given, place),
  };
}
