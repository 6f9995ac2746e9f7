import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../test/host/check-result.ts';
import { repository } from '../../test/host/paths.ts';
import { runProgram } from './programs.ts';
import type { StepOutcome } from './step.ts';

/** The same switches as `npm run package`. */
const packageSwitches = [
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
];

/** Without one of these the installed extension or its command line does not work. */
const required = [
  'package.json',
  'README.md',
  'LICENSE',
  'dist/extension.js',
  'dist/cli.js',
  'dist/webview/report.js',
  'docs/rules/README.md',
];

/** Everything else that may be in the package; above all no sources, tests and source maps. */
const allowed =
  /^(CHANGELOG\.md|docs\/[\w\/-]+\.md|dist\/.*\.(js|css|json|ttf|woff2)|media\/.*|schemas\/.*\.json|l10n\/.*|package\.nls.*\.json)$/;

/** Builds the extension as released and packs it into a VSIX file. */
export function packageInto(file: string): ReturnType<typeof runProgram> {
  return runProgram('vsce', ['package', ...packageSwitches, '--out', file]);
}

/** Builds the VSIX as users get it and looks at what is in it. */
export async function checkVsix(): Promise<StepOutcome> {
  const scratch = await mkdtemp(join(tmpdir(), 'foundry-identity-vsix-'));
  try {
    const file = join(scratch, 'extension.vsix');
    const packaging = await packageInto(file);
    if (packaging.exitCode !== 0) {
      return { results: [{ name: 'vsce package', state: 'failed' }], output: packaging.output };
    }
    const listing = await runProgram('vsce', ['ls', '--no-dependencies']);
    const files = listing.output.split('\n').filter((line) => line !== '');
    const size = `${Math.round((await stat(file)).size / 1000)} kB, of which pictures ${Math.round((await pictureBytes(files)) / 1000)} kB`;
    return {
      results: [
        { name: 'vsce package', state: 'passed', detail: size },
        judge(
          'the package holds what it needs',
          required.filter((path) => !files.includes(path)),
        ),
        judge(
          'the package holds nothing else',
          files.filter((path) => !required.includes(path) && !allowed.test(path)),
        ),
      ],
      output: listing.output,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function judge(name: string, offenders: readonly string[]): CheckResult {
  return offenders.length === 0
    ? { name, state: 'passed' }
    : { name, state: 'failed', detail: offenders.join('\n') };
}

async function pictureBytes(files: readonly string[]): Promise<number> {
  const sizes = files
    .filter((path) => /\.(png|gif|svg)$/.test(path))
    .map(async (path) => (await stat(join(repository, path))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
