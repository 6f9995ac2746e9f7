import type * as vscode from 'vscode';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { QuestionCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { QuestionPlace } from './put-question.ts';
import type { Given, QuestionKind } from './question.ts';
import { createQuestionMemory } from './remembered.ts';

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

  const ask = async (
    kind: QuestionKind,
    argument: unknown,
    place?: QuestionPlace,
  ): Promise<void> => {
    const [{ putQuestion }, { showAnswer }] = await Promise.all([
      import('./put-question.ts'),
      import('./show-answer.ts'),
    ]);
    await showAnswer(
      await putQuestion(kind, argument, { diagnose, connect, memory, log, place }),
      documents,
    );
  };

  return {
    commands: {
      'foundryIdentity.can': (argument) => ask('can', argument),
      'foundryIdentity.list': (argument) => ask('list', argument),
      'foundryIdentity.compare': (argument) => ask('compare', argument),
    },
    canIn: (place, given) => ask('can', given, place),
    compareIn: (place, given) => ask('compare', given, place),
  };
}
