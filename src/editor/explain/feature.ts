import type { AnswerDocuments } from '../answer-documents.ts';
import type { ExplainCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature, NamedAgent } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';
import type { Origin } from '../origin/origin.ts';
import type { QuestionsFeature } from '../questions/feature.ts';

/** What an explanation leads to, and what it is shown with. */
export interface ExplainContext {
  log: Log;
  connect: Connect;
  documents: AnswerDocuments;
  diagnose: Pick<DiagnoseFeature, 'diagnoseAgent' | 'lastDiagnosis'>;
  questions: Pick<QuestionsFeature, 'canIn'>;
}

/** Where a text is known to be from: an agent, in the tenant that it was found in. */
export interface TextSource {
  origin: Origin;
  agent: NamedAgent;
}

export interface ExplainFeature {
  commands: Pick<CommandTable, ExplainCommandId>;
  /** Explains what an agent said: its tenant is asked who the ids in it are, and it is what is diagnosed. */
  explainOf(source: TextSource, text: string): Promise<void>;
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
    async explainOf(source, text) {
      const { explainInEditor } = await import('./explain-in-editor.ts');
      await explainInEditor(text, context, source);
    },
  };
}
