import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from '../host/paths.ts';

export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Variables that would sign the command line in as somebody, or make it colourful. */
const cleared = { AZURE_CLIENT_ID: undefined, FORCE_COLOR: undefined, NO_COLOR: undefined };

/** The sources; `npm test` names the built program, which starts in a third of the time. */
const program = process.env['FOUNDRY_IDENTITY_CLI'] ?? 'src/cli/main.ts';

/** Starts the command line as a process of its own. */
export function startCli(
  args: string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = process.cwd(),
): ChildProcess {
  return spawn(process.execPath, [join(repository, program), ...args], {
    cwd,
    env: { ...process.env, ...cleared, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export async function runCli(args: string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return result(startCli(args, env));
}

/** What a started command line prints and how it ends. */
export async function result(child: ChildProcess): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}
