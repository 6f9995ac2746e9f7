import * as vscode from 'vscode';
import type { LogLine } from '../../core/facts/session-log.ts';
import { findSymptomsIn } from '../../core/symptoms/explain.ts';
import { symptomClasses, type SymptomClass } from '../../core/symptoms/symptom.ts';
import { symptomWords } from '../../core/symptoms/words.ts';
import { withErrorBoundary } from '../commands/register.ts';
import type { SessionLogContext } from './feature.ts';
import type { FoundSessions } from './find-sessions.ts';

/** Says in a message what a refusal in a log means. */
export interface RefusalTeller {
  /** Takes the lines that came since the last call. */
  tell(lines: LogLine[]): void;
}

/**
 * One refusal comes as many lines, and the short forms of it follow the full one: only a refusal that
 * says more than all before it is told.
 */
export function createRefusalTeller(
  found: FoundSessions,
  context: Pick<SessionLogContext, 'agents' | 'explain' | 'log'>,
): RefusalTeller {
  const refusals: string[] = [];
  let best: number = symptomClasses.length;
  return {
    tell(lines) {
      const told = best;
      for (const { text } of lines) {
        const [symptom] = findSymptomsIn(text);
        if (symptom === undefined) continue;
        refusals.push(text);
        best = Math.min(best, symptomClasses.indexOf(symptom.class));
      }
      const refusal = symptomClasses[best];
      if (best === told || refusal === undefined) return;
      // Not awaited: the log goes on, whatever becomes of the message.
      void withErrorBoundary(
        'Show Agent Log',
        () => offer(refusal, () => refusals.join('\n'), found, context),
        context.log,
      );
    },
  };
}

async function offer(
  refusal: SymptomClass,
  text: () => string,
  { origin, agent }: FoundSessions,
  { agents, explain }: Pick<SessionLogContext, 'agents' | 'explain'>,
): Promise<void> {
  const actions = new Map([
    ['Diagnose', () => agents.diagnose(origin, agent)],
    ['Explain', () => explain.explainOf({ origin, agent }, text())],
  ]);
  const chosen = await vscode.window.showWarningMessage(
    `The log of agent ${agent.name} shows a refusal: ${symptomWords[refusal].title}.`,
    ...actions.keys(),
  );
  if (chosen !== undefined) await actions.get(chosen)?.();
}
