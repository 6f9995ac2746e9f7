import * as vscode from 'vscode';
import { redact } from '../core/redact.ts';
import type { Step } from '../core/report/report.ts';

/** The extension's log channel. All text is redacted on its way in. */
export interface Log {
  info(text: string): void;
  error(error: unknown): void;
  show(): void;
}

/** Opens the channel "Foundry Identity"; its first line names what a bug report has to name. */
export function createLog(context: vscode.ExtensionContext): Log {
  const channel = vscode.window.createOutputChannel('Foundry Identity', { log: true });
  context.subscriptions.push(channel);
  const { version } = context.extension.packageJSON as { version: string };
  const host = `${vscode.env.appName} ${vscode.version} (${vscode.env.appHost})`;
  channel.info(
    `Foundry Identity Doctor ${version}, ${host}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
  );
  return {
    info: (text) => channel.info(redact(text)),
    error: (error) =>
      channel.error(
        redact(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      ),
    show: () => channel.show(true),
  };
}

/** One line for each request that was made. */
export function logReads(reads: Omit<Step['reads'][number], 'az'>[], log: Log): void {
  for (const { method, url, status, durationMs } of reads) {
    log.info(`  ${method} ${url} ${status ?? 'no answer'}, ${Math.round(durationMs)} ms`);
  }
}
