import type { AgentActions } from '../agent/actions.ts';
import { pointedAt, type MeantAgent } from '../agent/meant-agent.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { VerifyCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import { UserError } from '../commands/user-error.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';

/** What verifying and watching need to find an agent, to show what came of it, and to go on. */
export interface VerifyContext {
  diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>;
  connect: Connect;
  documents: AnswerDocuments;
  log: Log;
  /** Where the answer of an agent leads. */
  agents: Pick<AgentActions, 'diagnose' | 'watch' | 'showLog'>;
}

export interface VerifyFeature extends Pick<AgentActions, 'verify' | 'watch'> {
  commands: Pick<CommandTable, VerifyCommandId>;
}

/** Proof that a fix works: one call of the agent, or a watch until it answers. */
export function activateVerify(context: VerifyContext): VerifyFeature {
  const verify = async (meant: MeantAgent): Promise<void> => {
    const { verifyInEditor } = await import('./verify-in-editor.ts');
    await verifyInEditor(meant, context);
  };

  let watching = false;
  const watch = async (find: () => Promise<MeantAgent>): Promise<void> => {
    if (watching) throw new UserError('A watch is running already. Cancel it first.');
    watching = true;
    try {
      const { watchInEditor } = await import('./watch-in-editor.ts');
      await watchInEditor(await find(), context);
    } finally {
      watching = false;
    }
  };

  return {
    commands: {
      'foundryIdentity.verifyAgent': async (argument) => {
        const { whichAgent } = await import('../agent/which-agent.ts');
        await verify(await whichAgent('Verify an Agent', argument, context));
      },
      'foundryIdentity.watchFix': (argument) =>
        watch(async () => {
          const { whichAgent } = await import('../agent/which-agent.ts');
          return whichAgent('Watch for the Fix', argument, context);
        }),
    },
    verify: (origin, agent) => verify(pointedAt(origin, agent)),
    watch: (origin, agent) => watch(async () => pointedAt(origin, agent)),
  };
}
