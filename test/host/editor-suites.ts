import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { CheckResult } from './check-result.ts';
import { repository } from './paths.ts';
import { copySampleWorkspace } from './sample-workspace.ts';

/** Which VS Code runs the suites: the server that npm alone provides, or a downloaded desktop. */
export type Editor = 'server' | 'desktop';

const suites = join(repository, 'test/editor/suite');
const bundles = join(repository, 'dist-test/editor');

/**
 * Runs the suites under test/editor/suite inside a real VS Code, on a copy of the sample workspace,
 * and returns each test's result. `extensionPath` holds the extension; it must be built.
 */
export async function runEditorSuites(
  editor: Editor,
  extensionPath = repository,
): Promise<CheckResult[]> {
  const executable = await executables[editor]();
  if (typeof executable !== 'string') {
    return [executable];
  }
  await bundleSuites();
  await using workspace = await copySampleWorkspace();
  const resultFile = join(bundles, 'results.jsonl');
  await writeFile(resultFile, '');
  const ending = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extensionPath,
    extensionTestsPath: join(bundles, 'index.mjs'),
    launchArgs: [workspace.path, '--disable-extensions'],
    extensionTestsEnv: {
      FOUNDRY_IDENTITY_TEST_RESULTS: resultFile,
      // The executable's wrapper must find the Node that runs this script, not an older one.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return conclude(await readResults(resultFile), ending);
}

/** The executable to start, or why there is none. */
const executables: Record<Editor, () => Promise<string | CheckResult>> = {
  async server() {
    const wrapper = process.platform === 'win32' ? 'vscode-executable.cmd' : 'vscode-executable';
    return fileURLToPath(new URL(wrapper, import.meta.url));
  },
  async desktop() {
    try {
      return await downloadAndUnzipVSCode({ version: 'stable', reporter: new SilentReporter() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        name: 'desktop VS Code',
        state: 'skipped',
        detail: `Desktop VS Code cannot be downloaded here (${reason}). "npm run test:editor" runs the same suites in a VS Code from npm.`,
      };
    }
  },
};

/** Mocha and other packages stay outside the bundles: Node finds them in node_modules. */
async function bundleSuites(): Promise<void> {
  await rm(bundles, { recursive: true, force: true });
  await build({
    entryPoints: [`${suites}/index.ts`, `${suites}/**/*.test.ts`],
    outbase: suites,
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function readResults(file: string): Promise<CheckResult[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as CheckResult);
}

/** A run that ended badly without naming a failed test, or that ran none, is itself a failure. */
function conclude(results: CheckResult[], ending: unknown): CheckResult[] {
  const explained = results.some(({ state }) => state === 'failed');
  if (ending !== undefined && !explained) {
    const detail = `VS Code ended early: ${ending instanceof Error ? ending.message : JSON.stringify(ending)}`;
    return [...results, { name: 'editor suites', state: 'failed', detail }];
  }
  if (results.length === 0) {
    return [{ name: 'editor suites', state: 'failed', detail: 'No test ran.' }];
  }
  return results;
}
