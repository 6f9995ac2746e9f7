import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { CheckResult } from '../../test/host/check-result.ts';
import { repository } from '../../test/host/paths.ts';
import { runProgram } from './programs.ts';
import type { StepOutcome } from './step.ts';

/** The part of Vitest's JSON report that is read here. */
interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs one project of vitest.config.ts and counts its tests. */
export async function runVitest(project: string): Promise<StepOutcome> {
  const scratch = await mkdtemp(join(tmpdir(), 'foundry-identity-vitest-'));
  try {
    const reportFile = join(scratch, 'report.json');
    const { exitCode, output } = await runProgram(
      'vitest',
      [
        'run',
        ...['--project', project],
        ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${reportFile}`],
      ],
      { FOUNDRY_IDENTITY_CLI: 'dist/cli.js' },
    );
    const report = JSON.parse(await readFile(reportFile, 'utf8')) as VitestReport;
    const results = report.testResults.flatMap(fileResults);
    if (exitCode !== 0 && !results.some(({ state }) => state === 'failed')) {
      results.push({ name: `vitest --project ${project}`, state: 'failed' });
    }
    return { results, output };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function fileResults(file: VitestReport['testResults'][number]): CheckResult[] {
  const path = relative(repository, file.name);
  const results = file.assertionResults.map(({ fullName, status }): CheckResult => ({
    name: `${path}: ${fullName}`,
    state: states[status] ?? 'skipped',
  }));
  // A file that could not be loaded fails without a single test.
  return file.status === 'failed' && !results.some(({ state }) => state === 'failed')
    ? [...results, { name: path, state: 'failed' }]
    : results;
}

/** Vitest calls a test that did not run pending, skipped, todo or disabled. */
const states: Readonly<Record<string, CheckResult['state']>> = {
  passed: 'passed',
  failed: 'failed',
};
