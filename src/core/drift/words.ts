import type { Drift } from './compare-assignments.ts';

interface DriftWords {
  /** Heading over all of its kind. */
  title: string;
  /** What it means and what to do about it, in a sentence or two. */
  meaning: string;
}

/** What is said of each kind of difference, in the order in which they are shown. */
export const driftWords: Record<Drift<unknown>['kind'], DriftWords> = {
  'other-name': {
    title: 'There under another name',
    meaning:
      'The principal holds the role at this scope by an assignment of another name: the next deployment fails with RoleAssignmentExists. Remove the live one, or give the declared one its name.',
  },
  'name-taken': {
    title: 'The name belongs to another assignment',
    meaning:
      'An assignment for another principal, role or scope has the declared name: the next deployment fails with RoleAssignmentUpdateNotPermitted. It is often left over from an identity that was made anew.',
  },
  absent: {
    title: 'Declared and not there',
    meaning: 'Not deployed yet, taken away since, or switched off by a condition.',
  },
  orphan: {
    title: 'For a principal that the directory does not show',
    meaning:
      'The principal was deleted, or you may not see it. An assignment to a deleted one grants nothing.',
  },
  undeclared: {
    title: 'There and not declared',
    meaning:
      'At a scope of this deployment, made by hand, by a script or by another deployment. It is gone when the resource is made anew.',
  },
  'not-compared': {
    title: 'Not compared',
    meaning: 'A value is open, so that nobody can tell which live assignment it would be.',
  },
  'in-step': { title: 'In step', meaning: 'Declared and there.' },
};
