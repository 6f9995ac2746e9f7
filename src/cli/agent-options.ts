import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { Asked } from '../core/facts/diagnosis-facts.ts';

/** The options that name an agent and where it is. */
const agentOptions = [
  new Option('--agent <name>', 'agent, by name'),
  new Option('--subscription <name>', 'subscription, by name or id'),
  new Option('--account <name>', 'Foundry account, by name or ARM id'),
  new Option('--project <name>', 'project, by name, ARM id or endpoint'),
].map((option) => option.argParser(nonEmpty));

/** Reads a name. An empty one is what a variable of a script leaves that was never set. */
export function nonEmpty(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}

/** Their attribute names, for what conflicts with all of them. */
export const agentOptionNames = ['agent', 'subscription', 'account', 'project'] as const;

export type AgentOptions = Pick<Asked, (typeof agentOptionNames)[number]>;

export function addAgentOptions(command: Command): Command {
  for (const option of agentOptions) command.addOption(option);
  return command;
}

/** What the options name, without those that were left out. */
export function askedOf(options: AgentOptions): Asked {
  return Object.fromEntries(
    agentOptionNames.flatMap((name) => {
      const value = options[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Reads an option that is a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Name a whole number from ${least} to ${most}.`);
  };
}

/** Reads an option that is a time in seconds, and gives it in milliseconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return value * 1_000;
  throw new InvalidArgumentError('Name a number of seconds, at most a day.');
}
