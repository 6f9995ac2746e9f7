import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { redact } from '../../core/redact.ts';
import { panelHtml } from './panel-html.ts';
import { panelCommands, type FromPanel, type PanelState, type ToPanel } from './protocol.ts';

/** The view type, which the manifest's activation event names too. */
const viewType = 'foundryIdentity.report';

export interface ReportPanel extends vscode.Disposable {
  /** Shows a state, opening the panel where it is closed, without taking the focus. */
  show(state: PanelState): void;
  /** Changes the state where the panel is open; does nothing where it is not. */
  update(state: PanelState): void;
  /** Brings the panel to the front and gives it the focus. */
  focus(): void;
  close(): void;
  /** Says in the panel that what the key stands for was copied. */
  confirmCopied(key: string): void;
}

/**
 * The report panel: one for the window. `restore` gives the state of a panel that VS Code brings
 * back after a reload.
 */
export function createReportPanel(
  extensionUri: vscode.Uri,
  restore: () => Promise<PanelState>,
): ReportPanel {
  let panel: vscode.WebviewPanel | undefined;
  let state: PanelState = { kind: 'empty' };

  const post = (message: ToPanel): void => {
    // A hidden panel takes no messages; it asks for its state when it is shown again.
    void panel?.webview.postMessage(message);
  };

  const adopt = (adopted: vscode.WebviewPanel): void => {
    panel = adopted;
    adopted.webview.options = webviewOptions(extensionUri);
    adopted.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media/report-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media/report-dark.svg'),
    };
    adopted.onDidDispose(() => {
      panel = undefined;
    });
    adopted.webview.onDidReceiveMessage((message: FromPanel) => receive(message));
    adopted.webview.html = documentFor(adopted.webview, extensionUri);
  };

  const receive = async (message: FromPanel): Promise<void> => {
    if (message.type === 'ready') {
      post({ type: 'state', state });
    } else if (message.type === 'copy') {
      await vscode.env.clipboard.writeText(redact(message.text));
      post({ type: 'copied', key: message.key });
    } else if (panelCommands.includes(message.command)) {
      // What a button of a report is about is settled: nobody asks for it again.
      await vscode.commands.executeCommand(`foundryIdentity.${message.command}`, {
        fromReport: true,
      });
    }
  };

  const update = (next: PanelState): void => {
    state = next;
    post({ type: 'state', state });
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(restored) {
      state = await restore();
      adopt(restored);
    },
  });

  return {
    show(next) {
      update(next);
      if (panel !== undefined) return;
      const where = { viewColumn: vscode.ViewColumn.Active, preserveFocus: true };
      adopt(
        vscode.window.createWebviewPanel(
          viewType,
          'Foundry Identity Report',
          where,
          webviewOptions(extensionUri),
        ),
      );
    },
    update,
    focus() {
      panel?.reveal();
    },
    close() {
      panel?.dispose();
    },
    confirmCopied: (key) => post({ type: 'copied', key }),
    dispose() {
      serializer.dispose();
      panel?.dispose();
    },
  };
}

function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  const localResourceRoots = ['dist/webview', 'media'].map((folder) =>
    vscode.Uri.joinPath(extensionUri, folder),
  );
  return { enableScripts: true, localResourceRoots };
}

function documentFor(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const uriOf = (path: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, path)).toString();
  return panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    scriptUri: uriOf('dist/webview/report.js'),
    styleUri: uriOf('media/report.css'),
  });
}
