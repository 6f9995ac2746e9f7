#!/usr/bin/env node
import { fitProse } from '../core/text/prose.ts';
import { exitCodes } from './exit-codes.ts';
import { run } from './run.ts';
import { guard } from './safe-output.ts';

guard(process.stdout);
guard(process.stderr, true);

// Some terminals do not tell their width, which is 0 then.
if (process.stdout.isTTY && process.stdout.columns > 0) fitProse(process.stdout.columns);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may close the pipe before the report ends; that is no fault of anybody's.
  if (error.code === 'EPIPE') return;
  console.error(`The output could not be written (${error.code ?? error.message}).`);
  process.exit(exitCodes.outputFailed);
});

const exitCode = await run(process.argv.slice(2));
process.exitCode = exitCode;
// A request that cannot be cancelled, such as a sign-in that hangs, would keep the process waiting.
if (exitCode === exitCodes.cancelled) process.exit();
