import type { Asked } from '../../core/facts/diagnosis-facts.ts';
import type { NamedAgent } from '../diagnose/feature.ts';
import type { Connection } from '../origin/connect.ts';
import type { Origin } from '../origin/origin.ts';

/** Which agent is meant, and the way to where it is. What is not named is asked for on that way. */
export interface MeantAgent {
  origin: Origin;
  asked: Asked;
  connect: () => Promise<Connection>;
}

/** An agent that somebody pointed at: nothing of it is open. */
export function pointedAt(origin: Origin, { projectId, name, connection }: NamedAgent): MeantAgent {
  return { origin, asked: { project: projectId, agent: name }, connect: async () => connection };
}
