import { Command, Option } from 'commander';
import { mostCalls } from '../core/verify/repeat.ts';
import { usualPlan, usualWatchCalls } from '../core/watch/schedule.ts';
import { watchedNeeds } from '../core/watch/watched-needs.ts';
import { describeLook, renderWatch, type WatchReport } from '../core/watch/watch-report.ts';
import { clockWords } from '../core/watch/words.ts';
import type { WatchEvent } from '../gather/index.ts';
import { addAgentOptions, seconds, wholeNumber, type AgentOptions } from './agent-options.ts';
import { askConsent } from './consent.ts';
import { UsageError, watchExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import {
  addInvocationOptions,
  findInvocable,
  type InvocationOptions,
} from './invocation-options.ts';
import { startOfLine } from './safe-output.ts';
import { addSourceOptions, type Source } from './source.ts';

const formats = {
  text: renderWatch,
  json: (report: WatchReport) => `${JSON.stringify(report, null, 2)}\n`,
} as const satisfies Record<string, (report: WatchReport) => string>;

interface WatchOptions extends AgentOptions, InvocationOptions, Source {
  invoke?: true;
  calls: number;
  pause: number;
  for: number;
  format: keyof typeof formats;
}

/** `foundry-identity watch`: waits until a fix works, and says when it does or that it will not. */
export function watchCommand(exitWith: (code: number) => void): Command {
  const command = new Command('watch').description(
    'after a fix, wait until it works; exit code 0 fixed, 1 not that, 2 still propagating or undecided',
  );
  addAgentOptions(command);
  addSourceOptions(command);
  addInvocationOptions(command, 'agree to the calls of --invoke, which use the model and may cost');
  return command
    .option('--invoke', 'call the agent as well, once its role is assigned')
    .option(
      '--calls <number>',
      'the most calls of the agent',
      wholeNumber(1, mostCalls),
      usualWatchCalls,
    )
    .addOption(
      new Option('--pause <seconds>', 'before the second look; later pauses grow')
        .argParser(seconds)
        .default(usualPlan.firstPause, String(usualPlan.firstPause / 1_000)),
    )
    .addOption(
      new Option('--for <seconds>', 'give up after this time')
        .argParser(seconds)
        .default(usualPlan.longest, String(usualPlan.longest / 1_000)),
    )
    .addOption(formatOption(Object.keys(formats), 'how the end is printed'))
    .action(async (options: WatchOptions) => {
      const report = await watch(options);
      if (report === null) {
        exitWith(watchExitCodes.undecided);
        return;
      }
      process.stdout.write(formats[options.format](report));
      exitWith(watchExitCodes[report.outcome]);
    });
}

/** Null where the agent could not be found, which stderr says. */
async function watch(options: WatchOptions): Promise<WatchReport | null> {
  const { agent } = options;
  if (agent === undefined) throw new UsageError('Name the agent to watch: --agent <name>.');
  if (options.invoke) await askConsent(agent, options.calls, options.yes === true);
  return gatherFrom(options, async (connection) => {
    const found = await findInvocable(options, connection, 'needs');
    if (found === null) return null;
    const { permitInvoke, watchForFix } = await import('../gather/index.ts');
    const { subject } = found.invocable;
    // Each look reads the same few things: its steps are of no interest to anybody.
    const quiet = { ...connection };
    delete quiet.onProgress;
    return watchForFix({
      ...quiet,
      ...{ subject, input: options.input, needs: watchedNeeds(found.facts) },
      permission: options.invoke ? permitInvoke(subject, options.calls) : null,
      plan: {
        ...{ firstPause: options.pause, longest: options.for, calls: options.calls },
        longestPause: usualPlan.longestPause,
      },
      onEvent: process.stderr.isTTY ? showOnTerminal : sayLooks,
    });
  });
}

/** A line for each look, for logs. */
function sayLooks(event: WatchEvent): void {
  if (event.kind === 'looked') console.error(describeLook(event.look));
}

/** The same, with a clock under it that a human sees go on. */
function showOnTerminal(event: WatchEvent): void {
  if (event.kind === 'waiting') {
    const next = clockWords(event.nextIn);
    process.stderr.write(
      `${startOfLine}${clockWords(event.elapsed)}  next look in ${next}; Ctrl+C ends it`,
    );
  } else {
    process.stderr.write(startOfLine);
    sayLooks(event);
  }
}
