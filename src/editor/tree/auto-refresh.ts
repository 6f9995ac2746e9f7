import * as vscode from 'vscode';

/** Refreshes every so many minutes as the setting says; zero means never. */
export function startAutoRefresh(refresh: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    clearInterval(timer);
    const settings = vscode.workspace.getConfiguration('foundryIdentity');
    const minutes = settings.get<number>('autoRefreshMinutes') ?? 0;
    if (minutes > 0) timer = setInterval(refresh, minutes * 60_000);
  };
  start();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('foundryIdentity.autoRefreshMinutes')) start();
    }),
    { dispose: () => clearInterval(timer) },
  );
}
