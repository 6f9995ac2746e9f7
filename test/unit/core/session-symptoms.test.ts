import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { DiagnosisFacts } from '../../../src/core/facts/diagnosis-facts.ts';
import { openCase } from '../../../src/core/rules/case.ts';
import type { LogLine, SessionLogFacts } from '../../../src/core/facts/session-log.ts';
import { namedSession } from '../../../src/core/session-log/session-log.ts';
import {
  access,
  agent,
  denial,
  facts,
  instanceId,
  known,
  logWith,
  throughProject,
  unknown,
  version,
} from './sample-facts.ts';

const session = { ...namedSession('sess_1'), version: '3' };

function ownLog(...lines: LogLine[]): SessionLogFacts {
  const tail = { session, kind: 'console', lines, end: 'complete' } as const;
  return { sessions: known([session]), tail: known(tail) };
}

const refused = (at: string | null): LogLine => ({
  ...{ at, stream: 'stderr' },
  text: denial('', instanceId).text,
});

/** Whether the agent gets in shows only in a log: its calls go through the project endpoint. */
const undecided = (change: Partial<DiagnosisFacts> = {}): DiagnosisFacts =>
  facts({
    agent: known(agent(version(throughProject))),
    access: [access(instanceId, [])],
    telemetry: {
      ...{ query: '', component: known(null) },
      ...{ symptoms: unknown('not-read'), traffic: unknown('not-read') },
    },
    ...change,
  });

describe('the agent’s own log in a diagnosis', () => {
  it('gives a verdict where nothing else is logged', () => {
    expect(diagnose(undecided()).outcome).toBe('inconclusive');
    const report = diagnose(undecided({ sessionLog: ownLog(refused('2026-11-21T11:00:00Z')) }));
    expect(report.outcome).toBe('problem');
    const [main] = report.findings;
    expect(main).toMatchObject({ code: 'account-role-missing', confidence: 'confirmed' });
    expect(main?.evidence.join('\n')).toContain('log of session sess_1: “');
    expect(main?.withFix).toContain('would be granted');
  });

  it('decides nothing by its silence', () => {
    const answered: LogLine = { at: null, stream: 'stdout', text: 'assistant.message: hello' };
    const report = diagnose(undecided({ sessionLog: ownLog(answered) }));
    expect(report).toMatchObject({ outcome: 'inconclusive', findings: [{ code: 'no-telemetry' }] });
    expect(report.findings[0]?.evidence.join('\n')).toContain('sess_1 shows no refusal');
  });

  it('that may not be read is unknown, and no failure of the run', () => {
    const sessions = known([session]);
    const report = diagnose(undecided({ sessionLog: { sessions, tail: unknown('refused') } }));
    expect(report.outcome).toBe('inconclusive');
    expect(report.findings[0]?.evidence).toContain('Not read: refused.');
  });

  it('counts a denial once that App Insights holds as well, and each of its own', () => {
    const at = (minute: number) => `2026-11-21T11:${String(minute).padStart(2, '0')}:00.000Z`;
    const telemetry = logWith([denial(at(0), instanceId), denial(at(10), instanceId)]);
    const countOf = (...lines: LogLine[]) =>
      openCase(facts({ telemetry, sessionLog: ownLog(...lines) }))?.symptoms.length;
    expect(countOf(refused(at(0)), refused(at(10)))).toBe(2);
    // App Insights sampled the second of two calls within a minute away.
    expect(countOf(refused(at(0)), refused(at(0)))).toBe(3);
    expect(countOf(refused(at(30)))).toBe(3);
  });

  it('takes a line without a time for one of the line before it', () => {
    const sessionLog = ownLog(
      { at: '2026-11-21T11:20:00.000Z', stream: 'stdout', text: 'calling' },
      refused(null),
    );
    expect(openCase(undecided({ sessionLog }))?.symptoms[0]?.at).toBe('2026-11-21T11:20:00.000Z');
  });
});
