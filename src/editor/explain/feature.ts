import type { AnswerDocuments } from '../answer-documents.ts';
import type { ExplainCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { QuestionsFeature } from '../questions/feature.ts';

/** What an explanation leads to, and what it is shown with. */
export interface ExplainContext {
  log: Log;
  connect: Connect;
  documents: AnswerDocuments;
  diagnose: Pick<DiagnoseFeature, 'diagnoseAgent' | 'lastDiagnosis'>;
  questions: Pick<QuestionsFeature, 'canIn'>;
}

/** Ties the explanation of errors together: where the text is, what it means, where that leads. */
export function activateExplain(context: ExplainContext): {
  commands: Pick<CommandTable, ExplainCommandId>;
} {
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
  };
}
