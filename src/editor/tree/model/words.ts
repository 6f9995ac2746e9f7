import type { UnknownReason } from '../../../core/facts/fact.ts';
import { describeMark, isNeedless } from '../../../core/inventory/words.ts';
import type { InventoryIdentity } from '../../../core/inventory/identities.ts';
import type { CoverageMark } from '../../../core/inventory/coverage.ts';
import type { Tally } from './tally.ts';

/** The sentences of the tree. */

export function count(number: number, noun: string): string {
  const shown = number.toLocaleString('en-US');
  return number === 1 ? `1 ${noun}` : `${shown} ${noun.replace(/y$/, 'ie')}s`;
}

/** Marks for somebody who hears them. */
export function marksSpoken(marks: CoverageMark[]): string {
  return marks
    .map((mark) => `${describeMark(mark)}${isNeedless(mark) ? ', not needed' : ''}`)
    .join('. ');
}

/** What a branch asks of a person beside the problems, whose number stands in its badge. */
export function tallyInBrief({ open, unread }: Tally): string {
  return [
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

/** How an identity is called under what it belongs to. User-assigned ones have names of their own. */
export const shortIdentityWords: Record<InventoryIdentity['role'], string> = {
  'agent-instance': 'Agent identity',
  'agent-blueprint': 'Blueprint',
  'project-identity': 'Project identity',
  'account-identity': 'Account identity',
  'user-assigned': 'User-assigned identity',
  'published-agent': 'Published agent',
  'project-agent': 'Shared agent identity',
};

/** Why hub-based projects carry no marks. */
export const classicNote =
  'Hub-based (classic): its agents live in Azure Machine Learning workspaces and have no identities of their own, so there is nothing to check here.';
