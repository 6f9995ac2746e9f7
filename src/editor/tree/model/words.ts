import type { UnknownReason } from '../../../core/facts/fact.ts';
import { describeMark } from '../../../core/inventory/words.ts';
import type { CoverageMark } from '../../../core/inventory/coverage.ts';
import { stateSigns } from '../../../core/report/vocabulary.ts';
import type { Tally } from './tally.ts';

/** The sentences of the tree. */

export function count(number: number, noun: string): string {
  const shown = number.toLocaleString('en-US');
  return number === 1 ? `1 ${noun}` : `${shown} ${noun.replace(/y$/, 'ie')}s`;
}

/** Marks for a row: "✗ account: gap · ✓ project: covered". What is not needed gets a dash. */
export function marksInBrief(marks: CoverageMark[]): string {
  return marks.map((mark) => `${signOf(mark)} ${describeMark(mark)}`).join(' · ');
}

/** Marks for somebody who hears them. */
export function marksSpoken(marks: CoverageMark[]): string {
  return marks
    .map((mark) => `${describeMark(mark)}${isNeedless(mark) ? ', not needed' : ''}`)
    .join('. ');
}

function signOf(mark: CoverageMark): string {
  return isNeedless(mark) ? '–' : stateSigns[mark.state];
}

/** Whether no call needs what the mark says is not there. */
export function isNeedless({ required, state }: CoverageMark): boolean {
  return required === 'no' && state !== 'allowed';
}

/** What a branch asks of a person, shortest first: "2 problems", "1 open question", "". */
export function tallyInBrief({ problems, open, unread }: Tally): string {
  return [
    problems > 0 && count(problems, 'problem'),
    open > 0 && `${open.toLocaleString('en-US')} open`,
    unread > 0 && `${unread.toLocaleString('en-US')} unread`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What a branch asks of a person, for somebody who hears it. */
export function tallySpoken({ problems, open, unread, identities, pending }: Tally): string {
  const parts = [
    problems > 0 && `${count(problems, 'identity')} with a problem`,
    open > 0 && `${count(open, 'identity')} with an open question`,
    unread > 0 && `${count(unread, 'part')} could not be read`,
    pending && 'still reading',
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(', ');
  return identities > 0 ? 'nothing to mend' : '';
}

/** Why a read failed, in the words of a row; the tooltip has the whole sentence. */
export const reasonWords: Record<UnknownReason, string> = {
  'not-signed-in': 'not signed in',
  refused: 'refused',
  'not-found': 'not found',
  throttled: 'throttled',
  unreachable: 'not reachable',
  'cut-off': 'cut off',
  malformed: 'not understood',
  incomplete: 'incomplete',
  'server-error': 'failed in Azure',
  cancelled: 'cancelled',
  'not-read': 'not read',
};

/** Why hub-based projects carry no marks. */
export const classicNote =
  'Hub-based (classic): its agents live in Azure Machine Learning workspaces and have no identities of their own, so there is nothing to check here.';
