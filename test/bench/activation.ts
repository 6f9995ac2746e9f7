import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runInHost } from '../host/extension-host.ts';
import { repository } from '../host/paths.ts';
import type { Figure } from './figure.ts';

/** Time to activate the built extension in a real VS Code, its files loaded for the first time. */
export async function benchActivation(): Promise<Figure[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'foundry-identity-bench-'));
  try {
    const suite = join(scratch, 'suite.mjs');
    await build({
      entryPoints: [join(repository, 'test/bench/activation-suite.ts')],
      outfile: suite,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['vscode'],
      logLevel: 'warning',
    });
    const file = join(scratch, 'activation.txt');
    // Nothing in an empty folder activates the extension before the suite does.
    const workspace = join(scratch, 'empty');
    await mkdir(workspace);
    const { exitCode, log } = await runInHost({
      workspace,
      extensionPath: repository,
      extensionTestsPath: suite,
      env: { FOUNDRY_IDENTITY_BENCH_FILE: file },
      timeout: 120_000,
    });
    if (exitCode !== 0) throw new Error(log.join('\n'));
    return [{ name: 'activation', value: Number(await readFile(file, 'utf8')), unit: 'ms' }];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
