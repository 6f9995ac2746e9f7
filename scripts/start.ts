/**
 * `npm start`: shows the product on its sample, first in the terminal, then (unless `-- --no-editor`)
 * in a VS Code that it serves on loopback. No Azure subscription is needed: an embedded Azure answers.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { repository } from '../test/host/paths.ts';
import { copySampleWorkspace } from '../test/host/sample-workspace.ts';
import { installVsCodeServer } from '../test/host/vscode-server-package.ts';
import { startVsCodeServer } from '../test/host/vscode-server.ts';

const sample = 'byok-401';

/** Exit codes of a diagnosis that ran to its end: healthy, a problem, could not decide. */
const diagnosed = [0, 1, 2];

const { values } = parseArgs({
  options: {
    'no-editor': { type: 'boolean', default: false },
    port: { type: 'string' },
  },
});

await run('scripts/build.ts', [], [0]);
await run('dist/cli.js', ['diagnose', '--sample', sample], diagnosed);
if (!values['no-editor']) {
  await serveEditor(values.port === undefined ? {} : { port: Number(values.port) });
}

/** Runs a script of this repository in the foreground; ends this program when it goes wrong. */
async function run(script: string, args: string[], expected: readonly number[]): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], { cwd: repository, stdio: 'inherit' });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode === null || !expected.includes(exitCode)) {
    process.exit(exitCode ?? 1);
  }
}

/** Serves VS Code on a copy of the sample workspace until Ctrl-C. */
async function serveEditor(where: { port?: number }): Promise<void> {
  await installVsCodeServer();
  // Listening starts before the server does, so that an early Ctrl-C leaves no server behind.
  const asked = Promise.race(
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => once(process, signal)),
  );
  await using workspace = await copySampleWorkspace();
  await using server = await startVsCodeServer({
    workspace: workspace.path,
    extensionPath: repository,
    env: { FOUNDRY_IDENTITY_SAMPLE: sample },
    ...where,
  });
  console.log(`
VS Code with the extension, on a sample workspace with an embedded Azure behind it:

  ${server.url}

Open it in a browser on this machine, press F1 and run "Foundry Identity: Diagnose BYOK 401".
Ctrl-C ends it.`);

  const endedByItself = await Promise.race([
    asked.then(() => false),
    server.ended.then(() => true),
  ]);
  if (endedByItself) {
    console.error(`The VS Code server ended unexpectedly:\n${server.log()}`);
    process.exitCode = 1;
  }
}
