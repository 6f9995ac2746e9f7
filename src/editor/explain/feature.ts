import type { AnswerDocuments } from '../answer-documents.ts';
import type { ExplainCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { QuestionsFeature } from '../questions/feature.ts';
import type { QuestionPlace } from '../questions/put-question.ts';

/** What an explanation leads to, and what it is shown with. */
export interface ExplainContext {
  log: Log;
  connect: Connect;
  documents: AnswerDocuments;
  diagnose: Pick<DiagnoseFeature, 'diagnoseAgent' | 'lastDiagnosis'>;
  questions: Pick<QuestionsFeature, 'canIn'>;
}

export interface ExplainFeature {
  commands: Pick<CommandTable, ExplainCommandId>;
  /** Explains a text that was read in one tenant, which is asked who the ids in it are. */
  explainIn(place: QuestionPlace, text: string): Promise<void>;
}

/** Ties the explanation of errors together: where the text is, what it means, where that leads. */
export function activateExplain(context: ExplainContext): ExplainFeature {
  return {
    commands: {
      'foundryIdentity.explainError': async (argument) => {
        const [{ findErrorText }, { explainInEditor }] = await Promise.all([
          import('./error-text.ts'),
          import('./explain-in-editor.ts'),
        ]);
        await explainInEditor(await findErrorText(argument), context);
      },
    },
    async explainIn(place, text) {
      const { explainInEditor } = await import('./explain-in-editor.ts');
      await explainInEditor(text, context, place);
    },
  };
}
