import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { repository } from '../paths.ts';

const source = fileURLToPath(new URL('.', import.meta.url));

/** Builds the extension of the test account and returns its folder. */
export async function buildTestAccount(): Promise<string> {
  const folder = join(repository, 'dist-test/test-account');
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(source, 'extension.ts')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  return folder;
}
