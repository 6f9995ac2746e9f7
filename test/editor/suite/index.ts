/** The entry that VS Code's extension host calls: runs every `*.test.mjs` beside it under Mocha. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';
import { ResultFile } from './result-file.ts';

/** Resolves when every test passed or was skipped, and rejects otherwise, as VS Code expects. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: ResultFile });
  const folder = new URL('.', import.meta.url);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.mjs')) {
      mocha.addFile(fileURLToPath(new URL(file, folder)));
    }
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}
