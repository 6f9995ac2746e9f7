import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { installVsCodeServer } from './vscode-server-package.ts';

export interface VsCodeServerOptions {
  /** Absolute path of the folder to open. */
  readonly workspace: string;
  /** Absolute path of the extension's folder. It must be built. */
  readonly extensionPath: string;
  /**
   * Absolute path of a module that exports `run()`; the extension host calls it and ends. It makes
   * VS Code an extension development host, which shows no notifications.
   */
  readonly extensionTestsPath?: string;
  /** Absolute paths of the folders of further extensions. They are installed ones, too. */
  readonly moreExtensions?: readonly string[];
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** The loopback port; a free one when none is named. */
  readonly port?: number;
  /** Added to the user settings that keep VS Code quiet. */
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Settings of the scope `machine`, which a window on a server takes from the server only. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
}

export interface VsCodeServer extends AsyncDisposable {
  /** Opens the workbench on the workspace, with the extension loaded. Valid on this machine only. */
  readonly url: string;
  /** Resolves when the server has ended, by stop() or on its own. */
  readonly ended: Promise<unknown>;
  /** What the server printed so far: the place to look when the workbench does not come up. */
  log(): string;
  /** Ends the server and its extension hosts, and removes its data. */
  stop(): Promise<void>;
}

/** Settings without which VS Code fills the window with its own offers or asks the network. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Starts a VS Code server on a free loopback port, with fresh data and a random access token, and
 * returns when it accepts connections. Rejects with the server's own output when it ends before.
 */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const program = await installVsCodeServer();
  const data = await mkdtemp(join(tmpdir(), 'foundry-identity-vscode-'));
  await writeSettings(data, 'User', { ...quietSettings, ...options.userSettings });
  await writeSettings(data, 'Machine', { ...options.machineSettings });
  await mkdir(extensionsFolder(data));
  const tested = options.extensionTestsPath === undefined ? [options.extensionPath] : [];
  for (const path of [...tested, ...(options.moreExtensions ?? [])]) {
    await linkExtension(data, path);
  }

  const token = randomBytes(16).toString('hex');
  const child = spawn(
    process.execPath,
    [
      join(program, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
      ...['--server-data-dir', data],
      '--accept-server-license-terms',
      '--disable-telemetry',
      '--disable-workspace-trust',
      // A built VS Code reads the tests to run from the URL only with this switch.
      ...(options.extensionTestsPath === undefined ? [] : ['--enable-smoke-test-driver']),
    ],
    {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that stop() also reaches the extension hosts.
      detached: process.platform !== 'win32',
    },
  );
  const endWithThisProcess = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  process.once('exit', endWithThisProcess);

  const output: string[] = [];
  let port: number;
  try {
    port = await listeningPort(child, output);
  } catch (error) {
    process.removeListener('exit', endWithThisProcess);
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  const stop = async (): Promise<void> => {
    process.removeListener('exit', endWithThisProcess);
    await end(child);
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return {
    url: workbenchUrl(port, token, options),
    ended: once(child, 'close'),
    log: () => output.join('\n'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function writeSettings(
  data: string,
  kind: 'User' | 'Machine',
  settings: object,
): Promise<void> {
  const folder = join(data, 'data', kind);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

const extensionsFolder = (data: string): string => join(data, 'extensions');

/** Makes the extension an installed one: VS Code takes stock of this folder when it first starts. */
async function linkExtension(data: string, extensionPath: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(extensionPath, 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
    version: string;
  };
  const folder = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await symlink(extensionPath, join(extensionsFolder(data), folder), 'junction');
}

/** Collects both output streams and resolves with the port that the server names in them. */
async function listeningPort(child: ChildProcess, output: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream! }).on('line', (line) => {
        output.push(line);
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (port !== undefined) {
          resolve(Number(port));
        }
      });
    }
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(`The VS Code server ended before it listened:\n${output.join('\n')}`));
    });
  });
}

function workbenchUrl(port: number, token: string, options: VsCodeServerOptions): string {
  const origin = `127.0.0.1:${port}`;
  const remote = (path: string): string =>
    `vscode-remote://${origin}${pathToFileURL(path).pathname}`;
  const query = new URLSearchParams({
    tkn: token,
    folder: pathToFileURL(options.workspace).pathname,
  });
  if (options.extensionTestsPath !== undefined) {
    const payload = [
      ['extensionDevelopmentPath', remote(options.extensionPath)],
      ['extensionTestsPath', remote(options.extensionTestsPath)],
    ];
    query.set('payload', JSON.stringify(payload));
  }
  return `http://${origin}/?${query.toString()}`;
}

/** Asks the process group to end, and insists after five seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const closed = once(child, 'close');
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => {
    signalGroup(child, 'SIGKILL');
  }, 5_000);
  await closed;
  clearTimeout(insist);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || process.platform === 'win32') {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody is left in the group: that is what the signal was for.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}
