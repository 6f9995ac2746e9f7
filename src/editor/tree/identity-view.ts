import * as vscode from 'vscode';
import type { TenantInventory } from './model/inventory-state.ts';
import type { TreeNode } from './model/nodes.ts';
import type { OpenTree } from './open-tree.ts';
import { viewId } from './view-id.ts';
import type { ViewParts } from './view-parts.ts';

/** The shortest time between two redraws, in milliseconds: pages come faster than people read. */
const redrawPause = 400;

export interface IdentityView extends vscode.Disposable {
  /** The tree that is shown, opened where nobody has looked at it yet. */
  tree(): Promise<OpenTree>;
  selection(): TreeNode | undefined;
  /** What was read of each tenant by now; nothing before somebody looked. */
  inventories(): TenantInventory[];
  /** Something else is shown: more was read, or it was forgotten. */
  onDidChange: vscode.Event<unknown>;
  /** Forgets everything that was read, and reads it again where somebody looks. */
  reset(): void;
  /** Reads everything again while it stays shown. Does nothing while nobody looks. */
  refresh(): void;
  reveal(): Promise<void>;
  /** Brings it in view where it is not, for a command whose effect would show nowhere else. */
  ensureVisible(): Promise<void>;
}

export interface IdentityViewOptions {
  open(onChange: () => void): Promise<OpenTree>;
  /** Who is signed in, for the line above the tree. */
  describeSignIn(): string;
  onError: (error: unknown) => void;
}

/**
 * The view in the side bar. What is behind it is loaded when it is first shown, read while it is
 * visible, and left alone while it is not.
 */
export function createIdentityView(options: IdentityViewOptions): IdentityView {
  const changed = new vscode.EventEmitter<void>();
  let opening: Promise<OpenTree> | undefined;
  let opened: { tree: OpenTree; parts: ViewParts } | undefined;
  let redraw: NodeJS.Timeout | undefined;
  let progress: (() => void) | undefined;

  const draw = (): void => {
    redraw = undefined;
    changed.fire();
    void decorate().catch(options.onError);
  };
  const onChange = (): void => {
    redraw ??= setTimeout(draw, redrawPause);
  };

  const tree = (): Promise<OpenTree> => {
    opening ??= (async () => {
      const [parts, open] = await Promise.all([import('./view-parts.ts'), options.open(onChange)]);
      opened = { tree: open, parts };
      if (view.visible) open.resume();
      return open;
    })();
    return opening;
  };

  const view = vscode.window.createTreeView<TreeNode>(viewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      async getChildren(node) {
        return (await tree()).children(node);
      },
      getTreeItem(node) {
        if (opened === undefined) throw new Error('A node was shown before the tree was opened.');
        return opened.parts.treeItemOf(node, opened.tree.contents());
      },
      resolveTreeItem(item, node) {
        if (opened) item.tooltip = opened.parts.hoverOf(node, opened.tree.contents());
        return item;
      },
    },
  });

  /** Everything about the view that is not a node. */
  const decorate = async (): Promise<void> => {
    if (opened === undefined) return;
    const { summary, contextKeys } = opened.parts.describeView(
      opened.tree.contents(),
      options.describeSignIn(),
    );
    view.badge = summary.badge;
    view.description = summary.description;
    view.message = summary.message;
    showProgress(opened.tree.contents().reading && view.visible);
    await Promise.all(
      Object.entries(contextKeys).map(([key, value]) =>
        vscode.commands.executeCommand('setContext', key, value),
      ),
    );
  };

  const showProgress = (running: boolean): void => {
    if (running === (progress !== undefined)) return;
    progress?.();
    progress = undefined;
    if (!running) return;
    const done = new Promise<void>((resolve) => {
      progress = resolve;
    });
    void vscode.window.withProgress({ location: { viewId } }, () => done);
  };

  const reveal = async (): Promise<void> => {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  };

  const onVisibility = async (visible: boolean): Promise<void> => {
    if (!visible) opened?.tree.pause();
    else (await tree()).resume();
  };
  // The age that the view names grows while nothing else changes.
  const clock = setInterval(() => {
    if (view.visible) void decorate().catch(options.onError);
  }, 30_000);

  const parts = [
    changed,
    view,
    view.onDidChangeVisibility(({ visible }) => {
      void onVisibility(visible).catch(options.onError);
    }),
    view.onDidExpandElement(({ element }) => {
      opened?.tree.open(element);
    }),
  ];
  return {
    tree,
    selection: () => view.selection[0],
    inventories: () => opened?.tree.contents().tenants ?? [],
    onDidChange: changed.event,
    reset() {
      opened?.tree.dispose();
      opened = undefined;
      opening = undefined;
      changed.fire();
    },
    refresh() {
      if (view.visible) opened?.tree.refresh({ what: 'everything' });
    },
    reveal,
    ensureVisible: async () => {
      if (!view.visible) await reveal();
    },
    dispose() {
      clearTimeout(redraw);
      clearInterval(clock);
      showProgress(false);
      opened?.tree.dispose();
      vscode.Disposable.from(...parts).dispose();
    },
  };
}
