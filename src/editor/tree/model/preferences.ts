/** How somebody wants to see the tree. It outlives a window. */
export interface TreePreferences {
  /** A part of a name or of an id, as typed; empty where everything is shown. */
  filter: string;
  onlyProblems: boolean;
  grouping: 'subscription' | 'flat';
}

export const defaultPreferences: TreePreferences = {
  filter: '',
  onlyProblems: false,
  grouping: 'subscription',
};
