import * as vscode from 'vscode';
import type { Location } from '../../../bicep/grants/role-grant.ts';
import { locationIn } from '../ranges.ts';
import type { BicepService } from '../service.ts';
import type { LinkTo } from './grants-page.ts';
import { page, type Html } from './html.ts';

/** Panels by their view type: showing the same kind again renews the one that is open. */
export type Pages = Map<string, vscode.WebviewPanel>;

/** Shows a page beside the editor; it keeps the focus of somebody who calls it by a key. */
export function showPage(
  pages: Pages,
  extensionUri: vscode.Uri,
  { type, title, body }: { type: 'grants' | 'drift'; title: string; body: Html },
): void {
  const viewType = `foundryIdentity.${type}`;
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const panel =
    pages.get(viewType) ??
    vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
      enableScripts: false,
      // Links may open a file at a place, and nothing else.
      enableCommandUris: ['vscode.open'],
      localResourceRoots: [media],
    });
  if (!pages.has(viewType)) {
    pages.set(viewType, panel);
    panel.onDidDispose(() => pages.delete(viewType));
    panel.iconPath = {
      light: vscode.Uri.joinPath(media, 'report-light.svg'),
      dark: vscode.Uri.joinPath(media, 'report-dark.svg'),
    };
  }
  panel.title = title;
  panel.webview.html = page(title, body, {
    cspSource: panel.webview.cspSource,
    styleUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'tables.css')).toString(),
  });
  panel.reveal();
}

/** Links that open places of the workspace's files. */
export function linksInto(service: BicepService): LinkTo {
  return (location: Location) => {
    const place = locationIn(service, location);
    if (place === undefined) return null;
    const { start } = place.range;
    const selection = { start, end: start };
    const query = JSON.stringify([place.uri.toString(), { selection }]);
    return {
      href: `command:vscode.open?${encodeURIComponent(query)}`,
      label: `${vscode.workspace.asRelativePath(place.uri)}:${start.line + 1}`,
    };
  };
}
