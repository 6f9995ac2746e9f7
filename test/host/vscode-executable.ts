/**
 * Stands in for the executable of desktop VS Code where only npm is at hand. It takes the same
 * switches, runs the tests in the extension host of a VS Code server, and exits with their code.
 * `runTests` of @vscode/test-electron starts it through the wrapper beside it.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runInHost } from './extension-host.ts';
import { sampleWorkspace } from './paths.ts';

const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
  },
  allowPositionals: true,
  // Desktop VS Code takes many more switches (--no-sandbox and the like); none of them applies here.
  strict: false,
});

function required(name: 'extensionDevelopmentPath' | 'extensionTestsPath'): string {
  const value = values[name];
  if (typeof value !== 'string') {
    console.error(`--${name}=PATH is missing.`);
    process.exit(64);
  }
  return resolve(value);
}

// Ending through process.exit() lets the VS Code server be ended, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(1));
}

const run = await runInHost({
  extensionPath: required('extensionDevelopmentPath'),
  extensionTestsPath: required('extensionTestsPath'),
  workspace: resolve(positionals[0] ?? sampleWorkspace),
  timeout: 300_000,
});
if (run.exitCode !== 0) {
  // The rejection of run() comes last; the errors before it are VS Code's own, about what it lacks.
  console.error(run.log.findLast((entry) => entry.startsWith('[error]')));
}
process.exit(run.exitCode);
