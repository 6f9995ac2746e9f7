import type { Reply } from '../http/reply.ts';

/** An invocation that was accepted with 202 and is looked at until it has ended. */
export interface AcceptedInvocation {
  id: string;
  /** ARM id of the project, lower case, and the agent's name. */
  project: string;
  agent: string;
  sessionId: string;
  /** How often it has been looked at. */
  looks: number;
  /** What it ends in, made anew for each look. */
  result: () => Reply;
}

export interface InvocationStore {
  accept(invocation: Omit<AcceptedInvocation, 'looks'>): void;
  /** The invocation, with this look counted; undefined where there is none. */
  look(project: string, agent: string, id: string): AcceptedInvocation | undefined;
}

export function createInvocationStore(): InvocationStore {
  const invocations = new Map<string, AcceptedInvocation>();
  return {
    accept: (invocation) => void invocations.set(invocation.id, { ...invocation, looks: 0 }),
    look(project, agent, id) {
      const found = invocations.get(id);
      if (found?.project !== project || found.agent !== agent) return undefined;
      found.looks += 1;
      return found;
    },
  };
}
