import { Command, Option } from 'commander';
import { createFrameReader } from '../core/stream/frames.ts';
import { judgeCaptured } from '../core/verify/attempt.ts';
import { mostCalls, usualRepetition } from '../core/verify/repeat.ts';
import { renderVerification } from '../core/verify/text.ts';
import { toVerification, type Verification } from '../core/verify/verification.ts';
import { outcomeSentences } from '../core/verify/words.ts';
import type { VerifyEvent } from '../gather/index.ts';
import {
  addAgentOptions,
  agentOptionNames,
  seconds,
  wholeNumber,
  type AgentOptions,
} from './agent-options.ts';
import { askConsent } from './consent.ts';
import { UsageError, verificationExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import {
  addInvocationOptions,
  findInvocable,
  type InvocationOptions,
} from './invocation-options.ts';
import { readNamedOrStandardInput } from './read-input.ts';
import { addSourceOptions, type Source } from './source.ts';

const formats = {
  text: renderVerification,
  json: (verification: Verification) => `${JSON.stringify(verification, null, 2)}\n`,
} as const satisfies Record<string, (verification: Verification) => string>;

interface VerifyOptions extends AgentOptions, InvocationOptions, Source {
  from?: string;
  retries?: number;
  pause: number;
  format: keyof typeof formats;
}

/** `foundry-identity verify`: invokes an agent and says what its whole answer was. */
export function verifyCommand(exitWith: (code: number) => void): Command {
  const command = new Command('verify').description(
    'invoke an agent, which calls its model, and read its whole answer; exit code 0 answered, 1 denied or failed, 2 unclear',
  );
  addAgentOptions(command);
  addSourceOptions(command, ['from']);
  addInvocationOptions(
    command,
    'agree that the agent is invoked, which calls its model and may cost',
  );
  return command
    .addOption(
      new Option(
        '--from <file>',
        'read a captured stream instead, without any network; - reads standard input',
      ).conflicts([...['sample', 'tenant', 'cloud', 'yes', 'retries'], ...agentOptionNames]),
    )
    .option(
      '--retries <number>',
      'call again this often while it is denied; else 5 times, and only where something is new',
      wholeNumber(0, mostCalls - 1),
    )
    .addOption(
      new Option('--pause <seconds>', 'between two calls')
        .argParser(seconds)
        .default(usualRepetition.pauseMs, String(usualRepetition.pauseMs / 1_000)),
    )
    .addOption(formatOption(Object.keys(formats), 'how the answer is printed'))
    .action(async (options: VerifyOptions) => {
      const verification =
        options.from === undefined ? await invoke(options) : await readCaptured(options.from);
      if (verification === null) {
        exitWith(verificationExitCodes['no-answer']);
        return;
      }
      process.stdout.write(formats[options.format](verification));
      exitWith(verificationExitCodes[verification.outcome]);
    });
}

async function readCaptured(file: string): Promise<Verification> {
  const reader = createFrameReader();
  reader.feed(await readNamedOrStandardInput(file, 'stream', 'Paste the stream'));
  reader.end();
  const frames = reader.frames();
  if (frames.length === 0) throw new UsageError('The captured stream is empty.');
  return toVerification(null, null, [judgeCaptured(frames, new Date().toISOString())]);
}

/** Null where the agent could not be found, which stderr says. */
async function invoke(options: VerifyOptions): Promise<Verification | null> {
  const { agent } = options;
  if (agent === undefined) throw new UsageError('Name the agent to invoke: --agent <name>.');
  const most = options.retries === undefined ? usualRepetition.calls : options.retries + 1;
  await askConsent(agent, most, options.yes === true);
  return gatherFrom(options, async (connection) => {
    const found = await findInvocable(options, connection, 'freshness');
    if (found === null) return null;
    const { permitInvoke, verifyAgent } = await import('../gather/index.ts');
    const { subject, freshness } = found.invocable;
    const calls = options.retries === undefined && freshness === null ? 1 : most;
    return verifyAgent({
      ...connection,
      ...{ subject, freshness, input: options.input },
      permission: permitInvoke(subject, calls),
      repetition: { calls, pauseMs: options.pause },
      ...(process.stderr.isTTY && { onEvent: sayEvent }),
    });
  });
}

/** One line on stderr for what a watching human wants to know. */
function sayEvent(event: VerifyEvent): void {
  switch (event.kind) {
    case 'call':
      console.error(`call ${event.number} of at most ${event.of}`);
      break;
    case 'frame':
      console.error(`  ${event.name}`);
      break;
    case 'ended':
      console.error(`  ${outcomeSentences[event.attempt.outcome].title}`);
      break;
    case 'pause':
      console.error(`again in ${event.ms / 1_000} s; Ctrl+C ends it`);
      break;
  }
}
