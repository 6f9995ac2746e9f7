import type * as vscode from 'vscode';
import type { AgentActions } from '../../agent/actions.ts';
import type { AnswerDocuments } from '../../answer-documents.ts';
import type { Origin } from '../../origin/origin.ts';
import type { QuestionsFeature } from '../../questions/feature.ts';
import type { TreeNode } from '../model/nodes.ts';
import type { OpenTree } from '../open-tree.ts';

/** What the commands on nodes work with. */
export interface NodeCommandContext {
  tree: OpenTree;
  /** Where the tree looks. */
  origin: Origin;
  selection: TreeNode | undefined;
  /** What is remembered for the user in all windows. */
  memory: vscode.Memento;
  agents: AgentActions;
  questions: Pick<QuestionsFeature, 'compareIn'>;
  documents: AnswerDocuments;
}
