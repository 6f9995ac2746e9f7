import type * as vscode from 'vscode';
import type { TreeContents } from './model/contents.ts';
import {
  describeAge,
  describeBadge,
  describeFilter,
  viewStateOf,
  type ViewState,
} from './model/view-summary.ts';
import { hoverOf, treeItemOf } from './tree-item.ts';

/** What the view needs of the modules that are loaded when it is first shown. */
export interface ViewParts {
  treeItemOf: typeof treeItemOf;
  hoverOf: typeof hoverOf;
  describeView: typeof describeView;
}

export interface ViewSummary {
  badge: vscode.ViewBadge | undefined;
  description: string;
  /** Empty where a welcome says everything. */
  message: string;
}

export { hoverOf, treeItemOf };

/** What surrounds the nodes: the badge, the lines of text, and what `when` clauses look at. */
export function describeView(
  contents: TreeContents,
  signIn: string,
): {
  summary: ViewSummary;
  contextKeys: Record<string, ViewState | boolean>;
} {
  const { preferences, tallies, tenants, reading } = contents;
  const state = viewStateOf(contents);
  const { total } = tallies;
  const age = describeAge(tenants, Date.now());
  const line = [describeFilter(preferences), shortened(signIn), age].filter(Boolean).join(' · ');
  return {
    summary: {
      badge:
        state === 'tree' && total.problems > 0
          ? { value: total.problems, tooltip: describeBadge(total) }
          : undefined,
      // Shown only where the view stands among others; alone it has the line above the tree.
      description: age,
      message: state === 'tree' ? line : '',
    },
    contextKeys: {
      'foundryIdentity.view': state,
      'foundryIdentity.reading': reading,
      'foundryIdentity.filtered': preferences.filter !== '',
      'foundryIdentity.onlyProblems': preferences.onlyProblems,
      'foundryIdentity.flat': preferences.grouping === 'flat',
    },
  };
}

/** A tenant without a name is shown by its id, of which the beginning is enough to recognise it. */
function shortened(text: string): string {
  return text.replace(/\b([\da-f]{8})-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, '$1…');
}
