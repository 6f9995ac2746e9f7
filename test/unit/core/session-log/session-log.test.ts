import { describe, expect, it } from 'vitest';
import { resolveLog } from '../../../../src/core/session-log/resolve.ts';
import type { AgentSession, LogLine } from '../../../../src/core/facts/session-log.ts';
import {
  loggedAgent,
  mostRecentSession,
  namedSession,
  toSessionLog,
} from '../../../../src/core/session-log/session-log.ts';
import { renderSessionLog, renderSessions } from '../../../../src/core/session-log/text.ts';
import { account, agent, denial, instanceId, known, project, unknown } from '../sample-facts.ts';

const session = (id: string, change: Partial<AgentSession> = {}): AgentSession => ({
  ...namedSession(id),
  ...change,
});

const line = (text: string, at: string | null = null): LogLine => ({ at, stream: 'stderr', text });

const of = loggedAgent(agent(), project)!;
const log = (...lines: LogLine[]) =>
  toSessionLog(of, { session: session('s'), kind: 'console', lines, end: 'complete' });

describe('the session that was used last', () => {
  const old = session('old', { version: '2', lastAccessedAt: '2026-11-21T11:00:00.000Z' });
  const newest = session('new', { version: '3', createdAt: '2026-11-21T11:30:00.000Z' });
  const open = session('open', { lastAccessedAt: '2026-11-21T10:00:00.000Z' });

  it('is that of any version, or of the one that is named', () => {
    expect(mostRecentSession([old, newest, open])?.id).toBe('new');
    expect(mostRecentSession([newest, old], '2')?.id).toBe('old');
  });

  it('may leave its version open, and is none where only others are there', () => {
    expect(mostRecentSession([old, open], '3')?.id).toBe('open');
    expect(mostRecentSession([old], '3')).toBeNull();
    expect(mostRecentSession([])).toBeNull();
  });
});

describe('what a log means', () => {
  const refused = denial('2026-11-21T11:00:00Z', instanceId).text;

  it('is each refusal once, with how often and since when', () => {
    const { symptoms } = log(
      line('starting'),
      line(refused, '2026-11-21T11:00:00.000Z'),
      line(refused, '2026-11-21T11:05:00.000Z'),
      line('429 Too Many Requests: rate_limit_exceeded'),
    );
    expect(symptoms[0]).toMatchObject({
      ...{ class: 'missing-data-action', principal: instanceId, count: 2 },
      firstAt: '2026-11-21T11:00:00.000Z',
      lastAt: '2026-11-21T11:05:00.000Z',
    });
  });

  it('is said in words: whose it is, and what to ask next', () => {
    const read = log(line(refused));
    const found = {
      caller: unknown('not-signed-in'),
      account: known(account()),
      ...{ project, agent: agent() },
    };
    const resolution = resolveLog(read, found);
    const text = renderSessionLog(read, resolution?.who);
    expect(text).toContain('A data action is missing');
    expect(text).toContain(`the identity of agent concierge, version 3 (${instanceId})`);
    expect(resolution?.next.map(({ kind }) => kind)).toEqual(['diagnose', 'can']);
  });

  it('is nothing where no line is a refusal, which is said to prove little', () => {
    const quiet = log(line('assistant.message: answered the guest'));
    expect(quiet.symptoms).toEqual([]);
    expect(renderSessionLog(quiet)).toContain('That proves little');
    expect(renderSessionLog(log())).toContain('The log holds nothing.');
  });

  it('says that there may be more', () => {
    expect(renderSessionLog({ ...log(), end: 'broken-off' })).toContain('there may be more');
  });
});

it('an agent without a session is told how one comes to be', () => {
  expect(renderSessions([])).toMatch(/begins with an invoke.*verify/s);
});
