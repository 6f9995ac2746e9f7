import { EventEmitter, once } from 'node:events';
import { launchBrowser } from './browser.ts';
import { startVsCodeServer, type VsCodeServerOptions } from './vscode-server.ts';

export interface HostRun {
  /** 0 when `run()` resolved, 1 when it rejected. */
  readonly exitCode: number;
  /** What the workbench and the extension host wrote to the console. */
  readonly log: readonly string[];
}

export interface HostRunOptions extends VsCodeServerOptions {
  readonly extensionTestsPath: string;
  /** How long the tests may take, in milliseconds. */
  readonly timeout: number;
}

/**
 * Runs the `run()` of a test module inside a real extension host, as desktop VS Code does with
 * `--extensionTestsPath`: starts a VS Code server and a browser, waits for the exit code and ends
 * both. Rejects with the logs when no exit code comes in time.
 */
export async function runInHost(options: HostRunOptions): Promise<HostRun> {
  await using server = await startVsCodeServer(options);
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const log: string[] = [];
  const ending = new EventEmitter<{ exit: [code: number]; error: [error: Error] }>();
  // The web workbench calls these two functions while it runs extension tests; the names are its own.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    log.push(`[${type}] ${args.map(asText).join(' ')}`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => ending.emit('exit', code));
  page.once('crash', () => ending.emit('error', new Error('The browser page crashed.')));
  try {
    const [exit] = await Promise.all([
      once(ending, 'exit', { signal: AbortSignal.timeout(options.timeout) }),
      page.goto(server.url),
    ]);
    return { exitCode: Number(exit[0]), log };
  } catch (cause) {
    const message = ['The tests did not come to an end.', ...log, server.log()].join('\n');
    throw new Error(message, { cause });
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
