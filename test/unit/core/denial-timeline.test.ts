import { describe, expect, it } from 'vitest';
import { openCase } from '../../../src/core/rules/case.ts';
import { denialTimeline } from '../../../src/core/rules/denial-timeline.ts';
import { agent, blueprintId, denial, facts, instanceId, logWith } from './sample-facts.ts';

const nameless = (at: string, agentId: string | null) => ({
  at,
  table: 'traces',
  text: 'Authentication failed with provider at https://x.openai.azure.com (HTTP 401).',
  agentId,
});

function timelineOf(rows: ReturnType<typeof denial>[] | ReturnType<typeof nameless>[]) {
  const telemetry = logWith(rows as ReturnType<typeof denial>[]);
  const opened = openCase(facts({ telemetry }));
  return opened === null ? [] : denialTimeline(opened);
}

describe('the timeline of denials', () => {
  it('counts by minute and by the identity that a message names', () => {
    const rows = [
      denial('2026-11-21T11:00:59Z', instanceId),
      denial('2026-11-21T11:00:01Z', instanceId.toUpperCase()),
      denial('2026-11-21T11:00:30Z', blueprintId),
      denial('2026-11-21T11:01:00Z', instanceId),
    ];
    const found = timelineOf(rows).map(({ minute, principalId, count }) => [
      minute,
      principalId,
      count,
    ]);
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ['2026-11-21T11:00Z', instanceId, 2],
        ['2026-11-21T11:00Z', blueprintId, 1],
        ['2026-11-21T11:01Z', instanceId, 1],
      ]),
    );
  });

  it('joins a message that names nobody by the object id or the version of its row', () => {
    const { name, serving } = agent();
    const at = '2026-11-21T11:00:00Z';
    expect(timelineOf([nameless(at, instanceId)])).toMatchObject([
      { principalId: instanceId, joinedBy: 'agent-id', version: serving.version },
    ]);
    expect(timelineOf([nameless(at, `${name}:${serving.version}`)])).toMatchObject([
      { principalId: instanceId, joinedBy: 'version', version: serving.version },
    ]);
    expect(timelineOf([nameless(at, `${name}:999`)])).toMatchObject([
      { principalId: null, joinedBy: 'version', version: '999' },
    ]);
    expect(timelineOf([nameless(at, 'another:1'), nameless(at, null)])).toMatchObject([
      { principalId: null, joinedBy: 'none', count: 2 },
    ]);
  });

  it('is silent about refusals that are not about a role, and about rows without a time', () => {
    const audience = { ...nameless('2026-11-21T11:00:00Z', null), text: 'audience is incorrect' };
    expect(timelineOf([audience, nameless('', null)])).toEqual([]);
  });
});
