import type { NamedAgent } from '../diagnose/feature.ts';
import type { Origin } from '../origin/origin.ts';

type AgentAction = (origin: Origin, agent: NamedAgent) => Promise<void>;

/**
 * What can be done with an agent that one feature has found, in the tenant that it was found in. A
 * feature hands an agent on to another through these, so that nobody is asked for it a second time.
 */
export interface AgentActions {
  diagnose: AgentAction;
  verify: AgentAction;
  watch: AgentAction;
  /** Of the session, where one is meant; else of one that the user chooses. */
  showLog: (origin: Origin, agent: NamedAgent, session?: string) => Promise<void>;
}
