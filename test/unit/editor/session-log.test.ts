import { expect, it } from 'vitest';
import type { AgentSession } from '../../../src/core/facts/session-log.ts';
import { withoutControls } from '../../../src/core/text/terminal-controls.ts';
import { describeSession, describeUse } from '../../../src/editor/session-log/words.ts';

const session: AgentSession = {
  id: 'sess_1',
  version: '3',
  status: 'idle',
  createdAt: '2026-11-20T12:00:00Z',
  lastAccessedAt: '2026-11-21T12:00:00Z',
  expiresAt: null,
};
const used = Date.parse('2026-11-21T12:00:00Z');

it.each([
  [0, 'last used less than a minute ago'],
  [59_999, 'last used less than a minute ago'],
  [60_000, 'last used 1 minute ago'],
  [3_599_999, 'last used 59 minutes ago'],
  [7_200_000, 'last used 2 hours ago'],
  [86_400_000, 'last used yesterday'],
  [40 * 86_400_000, 'last used 40 days ago'],
])('says %d ms after the last use that it was %s', (elapsed, words) => {
  expect(describeUse(session, used + elapsed)).toBe(words);
});

it('puts nothing into the future where the clocks differ', () => {
  expect(describeUse(session, used - 90_000)).toBe('last used less than a minute ago');
});

it('says what it knows of a session, and no more', () => {
  expect(describeSession(session)).toBe('version 3 · idle');
  expect(describeSession({ ...session, version: null })).toBe('idle');
  expect(describeUse({ ...session, lastAccessedAt: null }, used)).toBe('created yesterday');
  expect(describeUse({ ...session, lastAccessedAt: null, createdAt: null }, used)).toBe('');
});

it('lets no line of a log steer the terminal, and keeps its words', () => {
  const hostile = '\u001b]52;c;cm0gLXJm\u0007a\u001b[31mred\u001b[0m\tb\nc\r\u0008\u009b2J';
  expect(withoutControls(hostile)).toBe('ared\tb\nc');
});
