import { Option, type Command } from 'commander';
import { nonEmpty } from './agent-options.ts';

/** Which Azure a command asks: a sample, a tenant file, or the one that a cloud file describes. */
export interface Source {
  sample?: string | true;
  tenant?: string;
  cloud?: string;
}

/**
 * The options that name a source, of which a command line takes one. `others` are further options of
 * the command, by attribute name, that none of them goes with.
 */
export function sourceOptions(others: string[] = []): Option[] {
  const options = [
    new Option('--sample [name]', 'ask a sample tenant; default byok-401'),
    new Option('--tenant <file>', 'ask a tenant file in the embedded Azure').argParser(nonEmpty),
    new Option('--cloud <file>', 'endpoints of a sovereign or private cloud').argParser(nonEmpty),
  ];
  const names = [...options.map((option) => option.attributeName()), ...others];
  return options.map((option) =>
    option.conflicts(names.filter((name) => name !== option.attributeName())),
  );
}

/** Adds them to a command. */
export function addSourceOptions(command: Command, others: string[] = []): Command {
  for (const option of sourceOptions(others)) command.addOption(option);
  return command;
}

/** The words of a command line that name the same source again. */
export function sourceWords({ sample, tenant, cloud }: Source): string[] {
  return [
    ...(sample === undefined ? [] : ['--sample', ...(sample === true ? [] : [sample])]),
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
    ...(cloud === undefined ? [] : ['--cloud', cloud]),
  ];
}
