import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnose.ts';
import { renderMarkdown } from '../../../../src/core/report/markdown.ts';
import { renderText } from '../../../../src/core/report/text.ts';
import {
  access,
  accountId,
  agent,
  assignment,
  denial,
  facts,
  formerId,
  instanceId,
  known,
  logWith,
  now,
  version,
  withAccess,
} from '../sample-facts.ts';
import { dayOfDenials } from './some-denials.ts';

const searched = (mostRows = 200) => ({
  ...{ way: 'component' as const, scope: '/c', packedQuery: 'q', passedOver: [] },
  window: { from: '2026-11-20T12:00:00Z', to: now, mostRows },
});

describe('what a report says of denials', () => {
  it('has a lane for who was refused, with the versions and the grant that explain it', () => {
    const grant = assignment(accountId, { createdOn: '2026-11-21T11:30:00Z' });
    const rows = [denial('2026-11-21T11:20:59Z', instanceId.toUpperCase())];
    const { denials } = diagnose(
      facts({
        agent: known(agent(version({ createdAt: '2026-11-21T11:10:00Z' }))),
        access: withAccess([grant]),
        telemetry: { ...logWith(rows), searched: searched() },
      }),
    );
    expect(denials).toMatchObject({
      window: { from: '2026-11-20T12:00:00Z', to: now },
      isCutOff: false,
      seenAt: '2026-11-21T11:59:00Z',
      lanes: [{ principalId: instanceId, role: 'agent-instance', versions: ['3'] }],
    });
    expect(denials?.lanes[0]?.minutes).toMatchObject([
      { minute: '2026-11-21T11:20Z', count: 1, sources: ['exceptions'] },
    ]);
    expect(denials?.lanes[0]?.events.map(({ kind, at }) => [kind, at])).toEqual([
      ['version', '2026-11-21T11:10:00Z'],
      ['grant', '2026-11-21T11:30:00Z'],
      ['settled', '2026-11-21T11:40:00.000Z'],
    ]);
  });

  it('sets a former identity that fails beside the one that calls now', () => {
    const former = version({
      version: '2',
      instanceIdentity: { principalId: formerId, clientId: null },
    });
    const rows = [denial('2026-11-21T11:20:00Z', formerId)];
    const { denials } = diagnose(
      facts({ agent: known(agent(version(), [former])), telemetry: logWith(rows) }),
    );
    expect(denials?.lanes).toMatchObject([
      { principalId: formerId, role: 'former-agent-instance', versions: ['2'] },
      { principalId: instanceId, role: 'agent-instance', versions: ['3'], minutes: [] },
    ]);
  });

  it('says nothing that the facts do not know', () => {
    const rows = [denial('2026-11-21T11:59:30Z', instanceId)];
    const { denials } = diagnose(
      facts({
        agent: known(agent(version({ createdAt: null }))),
        access: withAccess([assignment(accountId, { createdOn: null })]),
        telemetry: logWith(rows),
      }),
    );
    // The last row of the log is of the same minute: it may be the denied call itself.
    expect(denials).toMatchObject({ window: null, isCutOff: false, seenAt: null });
    expect(denials?.lanes[0]?.events).toEqual([]);
    expect(diagnose(facts()).denials).toBeUndefined();
  });

  it('takes no row of another version for a sign of the one that serves', () => {
    const log = logWith([denial('2026-11-21T11:20:00Z', instanceId)]);
    const rowsOf = (of: string, lastAt: string) => ({
      ...{ agentId: null, version: of, rows: 1, lastAt, succeededAt: null },
    });
    const seenAt = (...groups: ReturnType<typeof rowsOf>[]) => {
      const traffic = known({ rows: groups.length, lastAt: '2026-11-21T11:59:00Z', groups });
      return diagnose(facts({ telemetry: { ...log, traffic } })).denials?.seenAt;
    };
    const other = rowsOf('2', '2026-11-21T11:59:00Z');
    expect(seenAt(other, rowsOf('3', '2026-11-21T11:20:00Z'))).toBeNull();
    expect(seenAt(other, rowsOf('3', '2026-11-21T11:40:00Z'))).toBe('2026-11-21T11:40:00Z');
  });

  it('says so where only the newest rows were read', () => {
    const rows = [denial('2026-11-21T11:20:00Z', instanceId)];
    const telemetry = { ...logWith(rows), searched: searched(1) };
    const report = diagnose(facts({ telemetry }));
    expect(report.denials?.isCutOff).toBe(true);
    expect(renderText(report, { color: false })).toMatch(/older\s+denials/);
  });

  it('stays readable with a day of denials of three identities', () => {
    const report = { ...diagnose(facts({ access: [access(instanceId, [])] })), ...dayOfDenials() };
    const part = (text: string, end: RegExp) =>
      text.slice(text.indexOf('Denials in the log')).split(end)[0]?.split('\n') ?? [];
    const text = part(renderText(report, { color: false }), /\n\nThe query/);
    expect(text.length).toBeLessThan(70);
    expect(
      text.filter((line) => /^ {4}[▁▂▃▄▅▆▇█·╵]/.test(line)).every(({ length }) => length <= 80),
    ).toBe(true);
    expect(text).toContain('    1430 earlier minutes, then:');
    const markdown = part(renderMarkdown(report), /\n\n## The query/);
    expect(markdown.length).toBeLessThan(110);
  });
});
