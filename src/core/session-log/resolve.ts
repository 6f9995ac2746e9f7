import type { Account, Agent, Project } from '../facts/azure.ts';
import type { Caller } from '../facts/diagnosis-facts.ts';
import type { Fact } from '../facts/fact.ts';
import { resolveExplanation, type Resolution } from '../resolution/resolve.ts';
import type { PrincipalFacts } from '../resolution/who.ts';
import type { SessionLog } from './session-log.ts';
import { explanationOf } from './text.ts';
import { unknownWhoSentence } from './words.ts';

/** An agent with where it is. Its log can be read by who may not read its account. */
export interface FoundAgent {
  caller: Fact<Caller>;
  account: Fact<Account>;
  project: Project;
  agent: Agent;
}

/**
 * Whose refusals a log shows, as far as its own agent tells, and what to ask next; null where it
 * shows none.
 */
export function resolveLog(log: SessionLog, found: FoundAgent): Resolution | null {
  const explanation = explanationOf(log);
  return explanation && resolveExplanation(explanation, principalFactsOf(found));
}

function principalFactsOf({ caller, account, project, agent }: FoundAgent): PrincipalFacts {
  return {
    caller,
    resources:
      account.status === 'unknown'
        ? account
        : {
            ...account,
            value: { accounts: [account.value], projects: [project], userAssignedIdentities: [] },
          },
    agents: [{ project, agent }],
    ...{ applications: [], directory: {}, orphans: [], limits: [unknownWhoSentence] },
  };
}
