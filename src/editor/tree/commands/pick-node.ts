import * as vscode from 'vscode';
import { UserError } from '../../commands/user-error.ts';
import { actionsOf, type NodeAction } from '../model/actions.ts';
import { flatRows } from '../model/flat-list.ts';
import type { TreeNode } from '../model/nodes.ts';
import { present } from '../model/presentation.ts';
import type { OpenTree } from '../open-tree.ts';
import type { NodeCommandContext } from './context.ts';

/** How many rows a list to pick from has at most; whoever looks for another one types its name. */
const longestList = 2_000;

const questions: Record<NodeAction, string> = {
  diagnose: 'Choose the agent to diagnose',
  verify: 'Choose the agent to invoke',
  watch: 'Choose the agent to watch',
  'agent-log': 'Choose the agent whose log to show',
  'copy-fix': 'Choose whose gap to close',
  'copy-id': 'Choose whose id to copy',
  'open-in-portal': 'Choose what to open in the portal',
  'show-assignments': 'Choose whose role assignments to show',
  compare: 'Choose who is compared',
  'reveal-bicep': 'Choose whose declaration to look for',
  refresh: 'Choose what to read again',
  retry: 'Choose what to read again',
};

const nothingFits = 'There is nothing in the side bar that this could be done with.';

/** Why an action fits nothing that the side bar shows, where that can be said better. */
const whyNothingFits: Partial<Record<NodeAction, string>> = {
  'copy-fix': 'No identity in the side bar has a gap that a role assignment would close.',
  'open-in-portal': 'The cloud that the side bar shows names no portal.',
  retry: 'Everything in the side bar was read: there is nothing to try again.',
};

/**
 * The node that a command is about: the one it was called on, else the selected one where the action
 * fits it, else one that is picked from a list. Throws a CancellationError where none is picked.
 */
export async function nodeFor(
  action: NodeAction,
  argument: unknown,
  { tree, selection }: Pick<NodeCommandContext, 'tree' | 'selection'>,
): Promise<TreeNode> {
  if (isNode(argument)) return argument;
  const contents = tree.contents();
  if (selection && actionsOf(selection, contents).includes(action)) return selection;
  return pickNode(
    questions[action],
    tree,
    (node) => actionsOf(node, contents).includes(action),
    whyNothingFits[action],
  );
}

/** Asks for one of the agents and identities that fit, those with problems first. */
export async function pickNode(
  placeHolder: string,
  tree: OpenTree,
  fits: (node: TreeNode) => boolean,
  whyNone = nothingFits,
): Promise<TreeNode> {
  const contents = tree.contents();
  const rows = flatRows(contents);
  const nodes = rows.filter(fits).slice(0, longestList);
  if (nodes.length === 0) {
    if (rows.length > 0) throw new UserError(whyNone);
    throw new UserError('The side bar shows nothing yet: open it, and let it read.', [
      'show-side-bar',
    ]);
  }
  const items = nodes.map((node) => {
    const { label, description } = present(node, contents);
    return { node, label: withoutIcons(label), description: withoutIcons(description) };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen.node;
}

/** Lists draw `$(name)` as an icon; a backslash keeps it what it is, a part of somebody's name. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** Whether a command's argument is one of the tree's nodes. */
export function isNode(argument: unknown): argument is TreeNode {
  return (
    typeof argument === 'object' && argument !== null && 'kind' in argument && 'id' in argument
  );
}
