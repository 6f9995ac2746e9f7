import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { DiagnosisFacts, TelemetryFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import { openCase } from '../../../src/core/rules/case.ts';
import { logSilence } from '../../../src/core/rules/log-silence.ts';
import {
  assignment,
  accountId,
  facts,
  known,
  logWith,
  unknown,
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
    expect(new Set(told.map((finding) => finding?.explanation.slice(0, 60))).size).toBe(kinds.size);
  });
});
