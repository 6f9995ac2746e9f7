import type { VerdictState } from '../rbac/verdict.ts';
import { stateSigns } from '../report/vocabulary.ts';
import type { CoverageMark } from './coverage.ts';

/** The words of the side bar for a verdict: what it means for the coverage of a scope. */
export const coverageWords: Record<VerdictState, string> = {
  allowed: 'covered',
  'not-granted': 'gap',
  denied: 'denied',
  conditional: 'conditional',
  propagating: 'propagating',
  'eligible-only': 'eligible only',
  'platform-managed': 'platform-managed',
  unknown: 'unknown',
};

const placeWords: Record<CoverageMark['at'], string> = {
  account: 'account',
  project: 'project',
  target: 'target account',
};

/** A mark in words, as in "account: gap". */
export function describeMark({ at, state }: Pick<CoverageMark, 'at' | 'state'>): string {
  return `${placeWords[at]}: ${coverageWords[state]}`;
}

/** Marks in a row: "✗ account: gap · ✓ project: covered". What is not needed gets a dash. */
export function marksInBrief(marks: CoverageMark[]): string {
  return marks.map((mark) => `${signOf(mark)} ${describeMark(mark)}`).join(' · ');
}

function signOf(mark: CoverageMark): string {
  return isNeedless(mark) ? '–' : stateSigns[mark.state];
}

/** Whether no call needs what the mark says is not there. */
export function isNeedless({ required, state }: CoverageMark): boolean {
  return required === 'no' && state !== 'allowed';
}
