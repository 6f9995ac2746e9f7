import type { VerdictState } from '../rbac/verdict.ts';
import { scopeName } from '../arm/scope.ts';
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

/** What is known of the use of a user-assigned identity: nothing that was read shows any. */
export const useWords = {
  attached: {
    brief: 'attached, not known to be used',
    sentence: 'It is attached, and nothing that was read shows that anything runs as it.',
  },
  unattached: {
    brief: 'attached to no account or project, not known to be used',
    sentence:
      'It is attached to no account and no project, and nothing that was read shows that anything runs as it.',
  },
};

/** A mark at one of several accounts, named: "contoso: covered". */
export function describeMarkAt({ scope, state }: Pick<CoverageMark, 'scope' | 'state'>): string {
  return `${scopeName(scope)}: ${coverageWords[state]}`;
}

/** Accounts that a row names before it only counts them. */
const mostNamed = 3;

/** Marks at many accounts in a row: those that show something by name, the others by number. */
export function marksAtAccountsInBrief(marks: CoverageMark[]): string {
  const speaking = marks.filter(({ state }) => state !== 'not-granted');
  const named = speaking.slice(0, mostNamed);
  const more = speaking.length - named.length;
  const without = marks.length - speaking.length;
  return [
    ...named.map((mark) => `${signOf(mark)} ${describeMarkAt(mark)}`),
    ...(more > 0 ? [`${more} more`] : []),
    ...(without > 0 ? [`– no role at ${without} ${without === 1 ? 'account' : 'accounts'}`] : []),
  ].join(' · ');
}
