import type { AgentActions } from '../agent/actions.ts';
import { pointedAt, type MeantAgent } from '../agent/meant-agent.ts';
import type { AnswerDocuments } from '../answer-documents.ts';
import type { SessionLogCommandId } from '../commands/command-ids.ts';
import type { CommandTable } from '../commands/register.ts';
import type { DiagnoseFeature } from '../diagnose/feature.ts';
import type { ExplainFeature } from '../explain/feature.ts';
import type { Log } from '../log.ts';
import type { Connect } from '../origin/connect.ts';

/** What showing an agent's log needs to find it, and where what stands in it leads. */
export interface SessionLogContext {
  diagnose: Pick<DiagnoseFeature, 'lastDiagnosis'>;
  explain: Pick<ExplainFeature, 'explainOf'>;
  connect: Connect;
  documents: AnswerDocuments;
  log: Log;
  agents: Pick<AgentActions, 'diagnose' | 'verify'>;
}

export interface SessionLogFeature extends Pick<AgentActions, 'showLog'> {
  commands: Pick<CommandTable, SessionLogCommandId>;
}

/** The log of a hosted agent's own container, session by session. */
export function activateSessionLog(context: SessionLogContext): SessionLogFeature {
  const show = async (meant: MeantAgent, session: string | null): Promise<void> => {
    const { showSessionLog } = await import('./show-session-log.ts');
    await showSessionLog(meant, session, context);
  };
  return {
    commands: {
      'foundryIdentity.showAgentLog': async (argument) => {
        const { whichAgent } = await import('../agent/which-agent.ts');
        await show(await whichAgent('Show Agent Log', argument, context), null);
      },
    },
    showLog: (origin, agent, session) => show(pointedAt(origin, agent), session ?? null),
  };
}
