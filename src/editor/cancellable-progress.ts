import * as vscode from 'vscode';

/** A task that a notification stands for. */
export interface CancellableTask {
  /** Aborted with a CancellationError. */
  signal: AbortSignal;
  cancel: () => void;
  /** Shows what the task does now. */
  say: (message: string) => void;
}

/** Runs a task under a notification that shows how it goes and can cancel it. */
export async function withCancellableProgress<T>(
  title: string,
  run: (task: CancellableTask) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (notification, token) => {
      const controller = new AbortController();
      const cancel = (): void => controller.abort(new vscode.CancellationError());
      token.onCancellationRequested(cancel);
      return run({
        signal: controller.signal,
        cancel,
        say: (message) => notification.report({ message }),
      });
    },
  );
}
