import * as vscode from 'vscode';

/** Minutes, as the manifest says, too. */
const longest = 1_440;

/** Refreshes every so many minutes as the setting says; zero means never. */
export function startAutoRefresh(refresh: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    clearInterval(timer);
    const settings = vscode.workspace.getConfiguration('foundryIdentity');
    const minutes = settings.get<unknown>('autoRefreshMinutes');
    // A timer takes no more than 24 days, and what is longer would fire without a pause.
    const meant = typeof minutes === 'number' && minutes > 0 && minutes <= longest;
    if (meant) timer = setInterval(refresh, minutes * 60_000);
  };
  start();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('foundryIdentity.autoRefreshMinutes')) start();
    }),
    { dispose: () => clearInterval(timer) },
  );
}
