import type { GrantSight } from './grant-sight.ts';
import type { WatchReason } from './watch-state.ts';

/** What a watch comes to. */
export type WatchOutcome = 'fixed' | 'still-propagating' | 'not-that' | 'undecided';

export const outcomeOfReason: Record<WatchReason, WatchOutcome> = {
  answered: 'fixed',
  granted: 'fixed',
  propagating: 'still-propagating',
  'not-granted': 'not-that',
  blocked: 'not-that',
  'denied-although-granted': 'not-that',
  'other-denial': 'not-that',
  'other-failure': 'not-that',
  'caller-refused': 'not-that',
  conditional: 'undecided',
  unreadable: 'undecided',
  'unclear-answer': 'undecided',
  'no-answer': 'undecided',
  'nothing-to-watch': 'undecided',
};

/** The sentence for every end. */
export const reasonSentences: Record<WatchReason, string> = {
  answered: 'FIXED: the agent called its model and got an answer.',
  granted:
    'FIXED: the role is assigned, and old enough to work everywhere. Nobody called the agent; verify it to be sure.',
  propagating:
    'STILL PROPAGATING: the role is assigned, and may not work everywhere yet. Watch on, or verify the agent later.',
  'not-granted': 'NOT GRANTED: until now nobody has assigned the role.',
  blocked: 'NOT THAT: a deny assignment stands in the way, and no role wins over it.',
  'denied-although-granted':
    'NOT THAT: the role is assigned and old enough to work, and the agent is denied all the same. Diagnose it again: the denial may name another action, scope or identity.',
  'other-denial': 'NOT THAT: the agent is denied for a reason that no role mends.',
  'other-failure': 'NOT THAT: the agent fails for another reason now.',
  'caller-refused':
    'NOT THAT: the endpoint refuses you, so that the agent itself could not be tried. You need a role to call agents of the project.',
  conditional:
    'UNDECIDED: a condition decides about the role, and only a call of the agent can tell.',
  unreadable: 'UNDECIDED: the role assignments could not be read.',
  'unclear-answer':
    'UNDECIDED: the agent answers in a form that this program does not know. Verify it, and read the frames.',
  'no-answer': 'UNDECIDED: the agent gave no whole answer.',
  'nothing-to-watch':
    'UNDECIDED: nothing is missing in ARM, so that there is no assignment to watch for. Only a call of the agent can tell.',
};

/** What a watch sees of the assignments, in a few words. */
export const sightWords: Record<GrantSight['kind'], string> = {
  blocked: 'denied by a deny assignment',
  missing: 'not assigned yet',
  unreadable: 'assignments not readable',
  conditional: 'assigned with a condition',
  propagating: 'assigned, spreading',
  granted: 'nothing missing',
};

/** A duration as a clock shows it: `1:05`, and `1:00:05` from an hour on. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${two(minutes)}:${rest}`;
}
