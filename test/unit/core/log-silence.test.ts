import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type {
  DiagnosisFacts,
  TelemetryFacts,
  TrafficGroup,
} from '../../../src/core/facts/diagnosis-facts.ts';
import { renderMarkdown } from '../../../src/core/report/markdown.ts';
import { ReportSchema } from '../../../src/core/report/report.ts';
import { renderText } from '../../../src/core/report/text.ts';
import { openCase } from '../../../src/core/rules/case.ts';
import { logSilence } from '../../../src/core/rules/log-silence.ts';
import {
  accountId,
  agent,
  assignment,
  denial,
  facts,
  instanceId,
  known,
  logWith,
  throughProject,
  unknown,
  version,
  withAccess,
} from './sample-facts.ts';

/** A log of which a part could not be read. */
const lacking = (change: Partial<TelemetryFacts>): Partial<DiagnosisFacts> => ({
  telemetry: { ...logWith([]), ...change },
});

const base = facts();

/** The agent of the sample, its serving version made some minutes before the diagnosis. */
function madeMinutesAgo(minutes: number): DiagnosisFacts['agent'] {
  if (base.agent.status === 'unknown') return base.agent;
  const createdAt = new Date(Date.parse(base.at) - minutes * 60_000).toISOString();
  return known({ ...base.agent.value, serving: { ...base.agent.value.serving, createdAt } });
}

/** A log whose rows name their authors. */
function grouped(groups: (Partial<TrafficGroup> & { lastAt: string })[]): Partial<DiagnosisFacts> {
  const whole = groups.map((group) => ({
    ...{ agentId: null, version: null, rows: 3, succeededAt: null },
    ...group,
  }));
  const lastAt =
    groups
      .map((group) => group.lastAt)
      .sort()
      .at(-1) ?? null;
  return lacking({ traffic: known({ rows: 3 * groups.length, lastAt, groups: whole }) });
}

function grantedMinutesAgo(minutes: number): DiagnosisFacts['access'] {
  const createdOn = new Date(Date.parse(base.at) - minutes * 60_000).toISOString();
  return withAccess([assignment(accountId, { createdOn })]);
}

/** A session of the serving version that was last used so long ago. */
function calledMinutesAgo(minutes: number): Partial<DiagnosisFacts> {
  const lastAccessedAt = new Date(Date.parse(base.at) - minutes * 60_000).toISOString();
  const session = { id: 's', version: '3', status: 'idle', createdAt: null, lastAccessedAt };
  return { sessionLog: { sessions: known([{ ...session, expiresAt: null }]), tail: known(null) } };
}

const searched = { way: 'component' as const, scope: '/c', packedQuery: 'q', passedOver: [] };

/** A log that answered in part. */
function inPart(rows: ReturnType<typeof denial>[]): TelemetryFacts {
  return { ...logWith(rows), searched: { ...searched, partial: 'one shard is away' } };
}

const cases: [string, Partial<DiagnosisFacts>, string | undefined][] = [
  ['rows and no denial', {}, undefined],
  [
    'no connection',
    lacking({ component: known(null), symptoms: unknown('not-read') }),
    'no-connection',
  ],
  [
    'a component that is gone',
    lacking({ component: unknown('not-found'), symptoms: unknown('not-found') }),
    'no-component',
  ],
  ['no table', lacking({ symptoms: unknown('not-found') }), 'no-table'],
  ['no access', lacking({ symptoms: unknown('refused') }), 'no-access'],
  ['a part only', lacking({ traffic: unknown('incomplete') }), 'partial'],
  ['a service that is away', lacking({ symptoms: unknown('unreachable') }), 'no-answer'],
  ['no rows', { telemetry: logWith([], 0) }, 'no-rows'],
  [
    'no rows of a new version',
    { telemetry: logWith([], 0), agent: madeMinutesAgo(4) },
    'too-early',
  ],
  [
    'rows of earlier versions alone',
    {
      ...lacking({ traffic: known({ rows: 9, lastAt: '2026-11-21T11:00:00Z' }) }),
      agent: madeMinutesAgo(4),
    },
    'too-early',
  ],
  ['rows of a new version', { agent: madeMinutesAgo(4) }, undefined],
  [
    'rows of other versions alone',
    grouped([{ version: '2', lastAt: '2026-11-21T11:59:00Z' }]),
    'no-rows',
  ],
  [
    'rows that name a version made since, whatever the clocks say',
    { ...grouped([{ version: '3', lastAt: '2026-11-21T11:50:00Z' }]), agent: madeMinutesAgo(4) },
    undefined,
  ],
  [
    'rows of nobody since the version was made',
    { ...grouped([{ lastAt: '2026-11-21T11:58:00Z' }]), agent: madeMinutesAgo(4) },
    undefined,
  ],
  [
    'rows of nobody before the version was made',
    { ...grouped([{ lastAt: '2026-11-21T11:50:00Z' }]), agent: madeMinutesAgo(4) },
    'too-early',
  ],
  [
    'no rows of a new version, and newer ones of another',
    { ...grouped([{ version: '2', lastAt: '2026-11-21T11:58:00Z' }]), agent: madeMinutesAgo(4) },
    'no-rows',
  ],
  [
    'no rows of a version that is not so new',
    { telemetry: logWith([], 0), agent: madeMinutesAgo(6) },
    'no-rows',
  ],
  [
    'no rows, and a grant of just now',
    { telemetry: logWith([], 0), access: grantedMinutesAgo(3) },
    'too-early',
  ],
  [
    'no rows since an old grant',
    { telemetry: logWith([], 0), access: grantedMinutesAgo(9) },
    'no-rows',
  ],
  ['rows, and a grant of just now', { access: grantedMinutesAgo(3) }, undefined],
  [
    'no rows, and a call of just now',
    { telemetry: logWith([], 0), ...calledMinutesAgo(3) },
    'too-early',
  ],
  ['no rows since an old call', { telemetry: logWith([], 0), ...calledMinutesAgo(9) }, 'no-rows'],
  ['rows, of which some are missing', { telemetry: inPart([]) }, 'partial'],
  [
    'a component that hides while its logs answer',
    lacking({ component: unknown('refused') }),
    undefined,
  ],
];

describe('a log with', () => {
  it.each(cases)('%s', (_name, change, kind) => {
    const opened = openCase(facts(change));
    expect(opened === null ? 'no case' : logSilence(opened)?.kind).toBe(kind);
  });

  it('each silence has words of its own', () => {
    const granted = { access: withAccess([assignment(accountId)]) };
    const told = cases
      .filter(([, , kind]) => kind !== undefined)
      .map(([, change]) => diagnose(facts({ ...granted, ...change })).findings)
      .map((findings) => findings.find(({ code }) => code === 'unconfirmed-by-telemetry'));
    expect(told).not.toContain(undefined);
    const kinds = new Set(cases.map(([, , kind]) => kind).filter(Boolean));
    const beginnings = told.map((finding) => finding?.explanation.slice(0, 60));
    expect(new Set(beginnings).size).toBeGreaterThanOrEqual(kinds.size);
  });

  it('says why it is too early, how long rows take and what the newest one is', () => {
    const given = facts({
      ...grouped([{ version: '2', lastAt: '2026-11-21T11:50:00Z' }]),
      access: grantedMinutesAgo(3),
    });
    const [finding] = diagnose(given).findings.slice(-1);
    for (const words of [
      'granted at 2026-11-21T11:57',
      '5 minutes',
      'data-ingestion-time',
      '11:50:00Z',
    ]) {
      expect(finding?.explanation).toContain(words);
    }
  });

  it('says that the connection may be why no row comes', () => {
    const connection = { name: 'x', level: 'project' as const, isDefault: true, authType: 'AAD' };
    const explained = (authType: string) =>
      diagnose(
        facts({
          access: withAccess([assignment(accountId)]),
          telemetry: {
            ...logWith([], 0),
            searched: { ...searched, connection: { ...connection, authType } },
          },
        }),
      ).findings[0]?.explanation;
    expect(explained('AAD')).toContain('authenticates with AAD');
    expect(explained('ApiKey')).not.toContain('authenticates');
  });

  it('does not call roles right that are missing', () => {
    const codes = diagnose(facts({ telemetry: logWith([], 0) })).findings.map(({ code }) => code);
    expect(codes).toEqual(['account-role-missing']);
  });
});

describe('a log that answered in part', () => {
  const viaProject = { agent: known(agent(version(throughProject))) };
  const codesOf = (change: Partial<DiagnosisFacts>) => {
    const { outcome, findings } = diagnose(facts(change));
    return [outcome, ...findings.map(({ code }) => code)];
  };

  it('shows a denial all the same', () => {
    const telemetry = inPart([denial('2026-11-21T11:50:00Z', instanceId)]);
    expect(diagnose(facts({ ...viaProject, telemetry })).findings[0]).toMatchObject({
      code: 'account-role-missing',
      confidence: 'confirmed',
    });
  });

  it('shows no health: nothing follows from what was not found', () => {
    expect(codesOf({ ...viaProject, telemetry: inPart([]) })).toEqual([
      'inconclusive',
      'no-telemetry',
    ]);
    expect(codesOf({ access: grantedMinutesAgo(3), telemetry: inPart([]) })).toEqual([
      'inconclusive',
      'grant-propagating',
      'unconfirmed-by-telemetry',
    ]);
    const young = known(agent(version({ createdAt: '2026-11-21T11:30:00Z' })));
    const telemetry = inPart([denial('2026-11-21T11:32:00Z', instanceId)]);
    const granted = { access: withAccess([assignment(accountId)]) };
    expect(codesOf({ ...granted, agent: young, telemetry })).toContain('denial-unexplained');
  });

  it('is said in every form of the report, as is what failed and what was not searched', () => {
    const telemetry = inPart([]);
    const given = facts({
      telemetry: {
        ...telemetry,
        searched: {
          ...searched,
          partial: 'one shard is away',
          passedOver: ['Asked by the component: refused.'],
          connection: { name: 'own', level: 'project', isDefault: true, authType: 'ApiKey' },
          others: [{ name: 'team', level: 'account', isDefault: false, authType: 'ApiKey' }],
        },
      },
    });
    const report = ReportSchema.parse(diagnose(given));
    expect(report.log?.gap).toEqual({ kind: 'part', why: 'one shard is away' });
    for (const text of [renderText(report, { color: false }), renderMarkdown(report)]) {
      const words = text.replace(/\s+/g, ' ');
      for (const said of [
        'A part of the log is missing: one shard is away',
        'Asked by the component: refused',
        'connection own',
        'team (of the account)',
      ]) {
        expect(words.split(said)).toHaveLength(2);
      }
    }
  });

  it('is not said of a whole one', () => {
    const whole = diagnose(facts({ telemetry: { ...logWith([]), searched } }));
    expect(whole.log?.gap).toBeNull();
    expect(renderText(whole, { color: false })).not.toContain('missing:');
    const refused = { ...logWith([]), searched, symptoms: unknown('refused', 'No right.') };
    expect(diagnose(facts({ telemetry: refused })).log?.gap).toEqual({
      kind: 'all',
      why: 'No right.',
    });
  });
});
