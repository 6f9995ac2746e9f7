import { runProcess, type ProcessResult } from '../../test/host/run-process.ts';
import { repository } from '../../test/host/paths.ts';
import type { StepOutcome } from './step.ts';

/** The programs of the packages this repository uses, each started by this very Node. */
const programs = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  knip: 'node_modules/knip/bin/knip.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  vsce: 'node_modules/@vscode/vsce/vsce',
  build: 'scripts/build.ts',
  cli: 'dist/cli.js',
} as const;

export type Program = keyof typeof programs;

/** Runs one of them in the repository and collects what it prints. */
export async function runProgram(
  program: Program,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessResult> {
  return runProcess(process.execPath, [programs[program], ...args], {
    cwd: repository,
    env: { ...process.env, ...env },
  });
}

/** A check that passes when the program's exit code is 0. */
export async function checkProgram(
  program: Program,
  args: readonly string[],
): Promise<StepOutcome> {
  const { exitCode, output } = await runProgram(program, args);
  const name = [program, ...args].join(' ');
  return { results: [{ name, state: exitCode === 0 ? 'passed' : 'failed' }], output };
}
