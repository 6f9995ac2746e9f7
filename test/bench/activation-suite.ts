import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

/** Runs inside VS Code: activates the extension once and writes down how long it took, in ms. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(
    'foundry-identity-doctor.foundry-identity-doctor',
  );
  const file = process.env['FOUNDRY_IDENTITY_BENCH_FILE'];
  if (extension === undefined || file === undefined)
    throw new Error('There is nothing to measure.');
  if (extension.isActive) throw new Error('The extension was active before it was measured.');
  const started = performance.now();
  await extension.activate();
  await writeFile(file, String(performance.now() - started));
}
