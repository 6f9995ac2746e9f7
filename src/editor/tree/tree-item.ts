import * as vscode from 'vscode';
import type { TreeContents } from './model/contents.ts';
import type { NodeKind, TreeNode } from './model/nodes.ts';
import { present, type NodeIcon, type Presentation } from './model/presentation.ts';
import { tooltipOf } from './model/tooltips.ts';
import { decorationUri } from './decorations.ts';

const collapsibleStates: Record<Presentation['branch'], vscode.TreeItemCollapsibleState> = {
  leaf: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
};

/** What a click or Enter does on nodes that only stand for something to do. */
const clicks: Partial<Record<NodeKind, { command: string; title: string }>> = {
  more: { command: 'foundryIdentity.showMore', title: 'Show More' },
  error: { command: 'foundryIdentity.retryNode', title: 'Retry' },
};

/** A node in VS Code's terms, but for its hover, which is made when somebody asks for it. */
export function treeItemOf(node: TreeNode, contents: TreeContents): vscode.TreeItem {
  const { label, description, icon, spoken, branch, problems, contextValue } = present(
    node,
    contents,
  );
  const item = new vscode.TreeItem(label, collapsibleStates[branch]);
  item.id = node.id;
  item.description = description;
  item.iconPath = themeIcon(icon);
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: spoken };
  if (problems > 0) item.resourceUri = decorationUri(problems);
  const click = clicks[node.kind];
  if (click) item.command = { ...click, arguments: [node] };
  return item;
}

/** The hover. Its text is escaped already; neither commands nor HTML in it would be run. */
export function hoverOf(node: TreeNode, contents: TreeContents): vscode.MarkdownString {
  const hover = new vscode.MarkdownString(tooltipOf(node, contents), false);
  hover.isTrusted = false;
  hover.supportHtml = false;
  return hover;
}

function themeIcon({ id, color }: NodeIcon): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === null ? undefined : new vscode.ThemeColor(color));
}
