import { Command, Option } from 'commander';
import { toLogOutput, type LogOutput, type SessionList } from '../core/session-log/log-output.ts';
import { resolveLog } from '../core/session-log/resolve.ts';
import {
  logKinds,
  type AgentSession,
  type LogEnd,
  type LogKind,
} from '../core/facts/session-log.ts';
import {
  loggedAgent,
  longestTail,
  mostRecentSession,
  namedSession,
  type SessionLog,
} from '../core/session-log/session-log.ts';
import {
  renderLogHead,
  renderLogLine,
  renderLogMeaning,
  renderSessions,
} from '../core/session-log/text.ts';
import { noSessionSentence } from '../core/session-log/words.ts';
import { renderResolution } from '../core/resolution/next-step-text.ts';
import type { Resolution } from '../core/resolution/resolve.ts';
import type { ConnectionRequest } from '../gather/index.ts';
import { addAgentOptions, askedOf, wholeNumber, type AgentOptions } from './agent-options.ts';
import { CancelledError, logExitCodes } from './exit-codes.ts';
import { formatOption } from './format-option.ts';
import { gatherFrom } from './gather-from.ts';
import { addSourceOptions, sourceWords, type Source } from './source.ts';

interface LogsOptions extends AgentOptions, Source {
  session?: string;
  list?: true;
  kind: LogKind;
  tail: number;
  follow?: true;
  format: keyof typeof formats;
}

/** What prints a log: as it comes, and what is left to say at its end. */
interface Printer {
  list: (sessions: AgentSession[]) => string;
  /** Null where everything is printed at the end. */
  head: typeof renderLogHead | null;
  line: typeof renderLogLine;
  end: (log: SessionLog, resolution: Resolution | null, source: string[]) => string;
}

const formats = {
  text: {
    list: renderSessions,
    head: renderLogHead,
    line: (line) => `  ${renderLogLine(line)}\n`,
    end: (log, resolution, source) =>
      renderLogMeaning(log, resolution?.who) +
      (resolution === null ? '' : renderResolution(resolution, source)),
  },
  json: {
    list: toJson,
    head: null,
    line: () => '',
    end: (...read) => toJson(toLogOutput(...read)),
  },
} as const satisfies Record<string, Printer>;

/** `foundry-identity logs`: the log of a hosted agent's session, and what its lines mean. */
export function logsCommand(exitWith: (code: number) => void): Command {
  const command = new Command('logs').description(
    'read the log of a hosted agent’s session; exit code 0 no refusal in it, 1 a refusal, 2 not or not wholly read',
  );
  addAgentOptions(command);
  addSourceOptions(command);
  return command
    .option('--session <id>', 'the session; else the one that was used last')
    .addOption(new Option('--list', 'list the sessions instead').conflicts(['session', 'follow']))
    .addOption(
      new Option('--kind <kind>', 'what the agent printed, or what the platform did with it')
        .choices(logKinds)
        .default('console'),
    )
    .option(
      '--tail <number>',
      `how many of its last lines, at most ${longestTail}`,
      wholeNumber(1, longestTail),
      100,
    )
    .option('--follow', 'go on with new lines until Ctrl+C')
    .addOption(formatOption(Object.keys(formats), 'how it is printed; json at the end only'))
    .action(async (options: LogsOptions) => {
      exitWith(logExitCodes[await gatherFrom(options, (connection) => read(options, connection))]);
    });
}

/** How far a log was read for each of its ends. */
const exitOfEnd: Record<LogEnd, keyof typeof logExitCodes> = {
  complete: 'quiet',
  stopped: 'quiet',
  'time-over': 'incomplete',
  'too-long': 'incomplete',
  'broken-off': 'incomplete',
};

async function read(
  options: LogsOptions,
  connection: ConnectionRequest,
): Promise<keyof typeof logExitCodes> {
  const { findAgent, listSessions, readSessionLog } = await import('../gather/index.ts');
  const { kind, tail, follow = false } = options;
  const print: Printer = formats[options.format];
  const found = await findAgent({ asked: askedOf(options), ...connection });
  if (found.status === 'unknown') return giveUp(found.detail);
  const { agent, project } = found.value;
  const of = loggedAgent(agent, project);
  if (of === null) return giveUp(`ARM lists no Foundry endpoint of the project ${project.name}.`);

  const sessions = await listSessions({ ...connection, of });
  if (options.list) {
    if (sessions.status === 'unknown') return giveUp(sessions.detail);
    process.stdout.write(print.list(sessions.value));
    return 'quiet';
  }
  const listed = sessions.status === 'known' ? sessions.value : [];
  const session =
    options.session === undefined
      ? mostRecentSession(listed)
      : (listed.find(({ id }) => id === options.session) ?? namedSession(options.session));
  if (session === null) {
    return giveUp(sessions.status === 'unknown' ? sessions.detail : noSessionSentence);
  }
  if (print.head) {
    process.stdout.write(`${print.head({ ...of, session, kind })}\n`);
  }
  const unread = new AbortController();
  // Who reads the output, such as `head`, may have enough of a log that is followed.
  process.stdout.once('error', () => unread.abort(new CancelledError()));
  const { signal = unread.signal } = connection;
  const log = await readSessionLog({
    ...{ ...connection, of, session, kind, tail, follow },
    signal: AbortSignal.any([signal, unread.signal]),
    onLine: (line) => process.stdout.write(print.line(line)),
  });
  if (log.status === 'unknown') return giveUp(log.detail);
  const resolution = resolveLog(log.value, found.value);
  process.stdout.write(print.end(log.value, resolution, sourceWords(options)));
  return log.value.symptoms.length > 0 ? 'refusal' : exitOfEnd[log.value.end];
}

/** Says why there is nothing to show. */
function giveUp(why: string): 'incomplete' {
  console.error(why);
  return 'incomplete';
}

function toJson(value: LogOutput | SessionList): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
