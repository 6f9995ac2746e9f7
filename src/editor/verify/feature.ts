import type { AnswerDocuments } from '../answer-documents.ts';
import type { VerifyCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import { UserError } from '../commands/user-error.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';

/** What verifying and watching share with the diagnosis. */
export interface VerifyContext {
  diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>;
  connect: Connect;
  documents: AnswerDocuments;
  log: Log;
}

export interface VerifyFeature {
  commands: Pick<CommandTable, VerifyCommandId>;
}

/** Proof that a fix works: one call of the agent, or a watch until it answers. */
export function activateVerify(context: VerifyContext): VerifyFeature {
  let watching = false;
  return {
    commands: {
      'foundryIdentity.verifyAgent': async (argument) => {
        const { verifyInEditor } = await import('./verify-in-editor.ts');
        await verifyInEditor(argument, context);
      },
      'foundryIdentity.watchFix': async (argument) => {
        if (watching) throw new UserError('A watch is running already. Cancel it first.');
        watching = true;
        try {
          const { watchInEditor } = await import('./watch-in-editor.ts');
          await watchInEditor(argument, context);
        } finally {
          watching = false;
        }
      },
    },
  };
}
