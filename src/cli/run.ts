import { Command, CommanderError } from 'commander';
import { redact } from '../core/redact.ts';
import manifest from '../../package.json' with { type: 'json' };
import { byokCommand } from './byok-command.ts';
import { diagnoseCommand } from './diagnose-command.ts';
import { emulatorCommand } from './emulator-command.ts';
import { FileError } from '../gather/read-file.ts';
import { CancelledError, exitCodes, UsageError } from './exit-codes.ts';
import { examplesOf } from './examples.ts';
import { explainCommand } from './explain-command.ts';
import { inventoryCommand } from './inventory-command.ts';
import { lintCommand } from './lint-command.ts';
import { logsCommand } from './logs-command.ts';
import { questionCommands } from './question-commands.ts';
import { requirementsCommand } from './requirements-command.ts';
import { samplesCommand } from './samples-command.ts';
import { verifyCommand } from './verify-command.ts';
import { watchCommand } from './watch-command.ts';
import { whoAmICommand } from './whoami-command.ts';

/** Runs the command line and returns the exit code. Nothing it throws gets past it. */
export async function run(argv: string[]): Promise<number> {
  let exitCode: number = exitCodes.success;
  const exitWith = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('foundry-identity')
    .description('Finds out why a Microsoft Foundry agent gets a 401, and says what mends it.')
    .option('--verbose', 'show the details of a fault of this program')
    .version(manifest.version, '--version', 'print the version')
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride();
  const commands = [
    diagnoseCommand(exitWith),
    ...questionCommands(exitWith),
    explainCommand(exitWith),
    verifyCommand(exitWith),
    watchCommand(exitWith),
    logsCommand(exitWith),
    lintCommand(exitWith),
    byokCommand(exitWith),
    inventoryCommand(exitWith),
    emulatorCommand(),
    whoAmICommand(),
    samplesCommand(),
    requirementsCommand(),
  ];
  for (const command of commands) {
    program.addCommand(
      command.copyInheritedSettings(program).addHelpText('after', examplesOf(command.name())),
    );
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return sayFailure(error, argv.includes('--verbose'));
  }
}

/** Says on stderr what went wrong, and returns the exit code for it. */
function sayFailure(error: unknown, verbose: boolean): number {
  // Commander has printed its own message already; asking for help is not an error.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.success : exitCodes.wrongUsage;
  }
  if (error instanceof CancelledError) {
    console.error(error.message);
    return exitCodes.cancelled;
  }
  if (error instanceof UsageError || error instanceof FileError) {
    console.error(redact(error.message));
    return exitCodes.wrongUsage;
  }
  console.error(
    'foundry-identity failed through a fault of its own. Run it again with --verbose and report what it prints; CONTRIBUTING.md says where.',
  );
  if (verbose) console.error(redact(describeFault(error)));
  return exitCodes.ownFault;
}

function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${describeFault(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
