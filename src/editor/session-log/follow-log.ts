import { resolveLog } from '../../core/session-log/resolve.ts';
import { longestTail } from '../../core/session-log/session-log.ts';
import { renderLogHead, renderLogLine, renderLogMeaning } from '../../core/session-log/text.ts';
import { withErrorBoundary } from '../commands/register.ts';
import { UserError } from '../commands/user-error.ts';
import type { ChosenLog } from './choose-session.ts';
import type { SessionLogContext } from './feature.ts';
import type { FoundSessions } from './find-sessions.ts';
import { openLogTerminal, type LogTerminal } from './log-terminal.ts';
import { createRefusalTeller } from './tell-refusal.ts';
import { kindNames } from './words.ts';

/**
 * Follows a log in a terminal until the user ends it or it ends by itself, and says what a refusal in
 * it means as soon as it stands there.
 */
export async function followLog(
  found: FoundSessions,
  chosen: ChosenLog,
  context: SessionLogContext,
): Promise<void> {
  const { kind, session } = chosen;
  const terminal = openLogTerminal(`${kindNames[kind]} log of ${found.of.agent}`);
  terminal.write(`${renderLogHead({ ...found.of, session, kind })}Ctrl+C ends it.\n\n`);
  // Not awaited: the command has opened the terminal, and that ends the reading.
  void withErrorBoundary(
    'Show Agent Log',
    () => follow(terminal, found, chosen, context).finally(() => terminal.end()),
    context.log,
  );
}

async function follow(
  terminal: LogTerminal,
  found: FoundSessions,
  { session, kind }: ChosenLog,
  context: SessionLogContext,
): Promise<void> {
  const { of, agent } = found;
  const teller = createRefusalTeller(found, context);
  const { readSessionLog } = await import('../../gather/index.ts');
  const log = await readSessionLog({
    ...agent.connection,
    ...{ of, session, kind },
    signal: terminal.signal,
    tail: longestTail,
    follow: true,
    onLine: (line) => {
      terminal.write(`${renderLogLine(line)}\n`);
      teller.tell([line]);
    },
  });
  if (log.status === 'unknown') throw new UserError(log.detail, ['show-log']);
  const { end, lines } = log.value;
  context.log.info(`The ${kind} log of session ${session.id}: ${end} after ${lines.length} lines.`);
  terminal.write(renderLogMeaning(log.value, resolveLog(log.value, found.facts)?.who));
}
