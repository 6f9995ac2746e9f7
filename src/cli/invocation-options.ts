import type { Command } from 'commander';
import type { DiagnosisFacts } from '../core/facts/diagnosis-facts.ts';
import { invocableOf, type Invocable } from '../core/verify/subject.ts';
import type { ConnectionRequest, Extent } from '../gather/index.ts';
import { askedOf, type AgentOptions } from './agent-options.ts';

/** What a command that calls an agent is told, beside who the agent is. */
export interface InvocationOptions {
  yes?: true;
  input: string;
}

/** `consent` says what `--yes` agrees to. */
export function addInvocationOptions(command: Command, consent: string): Command {
  return command
    .option('--yes', consent)
    .option('--input <text>', 'what to say to the agent', 'hello');
}

type Found = Exclude<Invocable, { status: 'missing' }>;

/**
 * The agent that the options name, ready to be called, with the facts that the extent takes; null where
 * there is none, which stderr says.
 */
export async function findInvocable(
  options: AgentOptions,
  connection: ConnectionRequest,
  extent: Extent,
): Promise<{ invocable: Found; facts: DiagnosisFacts } | null> {
  const { gatherFacts } = await import('../gather/index.ts');
  const facts = await gatherFacts({ asked: askedOf(options), extent, ...connection });
  const invocable = invocableOf(facts);
  if (invocable.status !== 'missing') return { invocable, facts };
  console.error(invocable.detail);
  return null;
}
