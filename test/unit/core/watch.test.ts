import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symptomClasses, type SymptomClass } from '../../../src/core/symptoms/symptom.ts';
import type { Attempt } from '../../../src/core/verify/attempt.ts';
import type { GrantSight } from '../../../src/core/watch/grant-sight.ts';
import { pauseAfter, usualPlan } from '../../../src/core/watch/schedule.ts';
import {
  advance,
  shouldCall,
  startWatch,
  type WatchSight,
} from '../../../src/core/watch/watch-state.ts';
import { clockWords } from '../../../src/core/watch/words.ts';

const startedAt = Date.parse('2026-01-01T00:00:00.000Z');
const minutes = (count: number): number => count * 60_000;
const timeAt = (elapsed: number): string => new Date(startedAt + elapsed).toISOString();

function grant(kind: GrantSight['kind'], settles?: number): GrantSight {
  return { kind, note: `is ${kind}`, settlesAt: settles === undefined ? null : timeAt(settles) };
}

function answer(
  outcome: Attempt['outcome'],
  { because = [], status = 200 }: { because?: SymptomClass[]; status?: number } = {},
): Attempt {
  const symptoms = because.map((kind) => ({
    class: kind,
    ...{ principal: null, action: null, operation: null, scope: null, tokenTenant: null },
    ...{ resourceTenant: null, host: null, name: null, audiences: [], cutOff: false },
    quote: `says ${kind}`,
  }));
  return {
    ...{ startedAt: timeAt(0), durationMs: 1, sessionId: null, invocationId: null },
    ...{ outcome, status, symptoms, frames: [], detail: null },
  };
}

/** Plays sights in turn, the last one for ever, and says when and why the watch ends. */
function play(
  sights: [WatchSight, ...WatchSight[]],
  { calls = 0, hasNeeds = true } = {},
): { reason: string; elapsed: number; looks: number } {
  let state = startWatch({ ...usualPlan, calls }, hasNeeds);
  for (let elapsed = 0; ;) {
    const sight = sights[state.looks] ?? sights.at(-1) ?? sights[0];
    const step = advance(state, sight, { elapsed, startedAt });
    if (step.kind === 'end') return { reason: step.end.reason, elapsed, looks: step.state.looks };
    state = step.state;
    elapsed += step.ms;
  }
}

const seen = (kind: GrantSight['kind'], attempt: Attempt | null = null): WatchSight => ({
  grant: grant(kind),
  attempt,
});
const denied = answer('silent-denial', { because: ['missing-data-action', 'provider-401'] });

it('says nothing of denials that an answer has settled', () => {
  const attempt = answer('recovered', { because: ['missing-data-action'] });
  const step = advance(startWatch({ ...usualPlan, calls: 1 }, true), seen('granted', attempt), {
    ...{ elapsed: 0, startedAt },
  });
  expect(step).toMatchObject({ kind: 'end', end: { reason: 'answered', detail: '' } });
});

describe('a watch of the assignments alone', () => {
  it('is fixed once the grant has settled, and not before', () => {
    const spreading = { grant: grant('propagating', minutes(4)), attempt: null };
    const { reason } = play([seen('missing'), spreading, spreading, seen('granted')]);
    expect(reason).toBe('granted');
  });

  it.each([
    ['missing', 'not-granted'],
    ['unreadable', 'unreadable'],
    ['propagating', 'propagating'],
  ] as const)('waits to the end for %s, and says %s', (kind, reason) => {
    expect(play([seen(kind)])).toMatchObject({ reason, elapsed: usualPlan.longest });
  });

  it.each([
    ['blocked', 'blocked'],
    ['conditional', 'conditional'],
  ] as const)('ends at once for %s', (kind, reason) => {
    expect(play([seen(kind)])).toEqual({ reason, elapsed: 0, looks: 1 });
  });

  it('does not call a fix what was never missing', () => {
    expect(play([seen('granted')], { hasNeeds: false }).reason).toBe('nothing-to-watch');
  });
});

describe('a watch that may call the agent', () => {
  const calling = { calls: 20 };

  it('calls only where ARM does not say for certain that it would be denied', () => {
    const state = startWatch({ ...usualPlan, ...calling }, true);
    const kinds: GrantSight['kind'][] = [
      'missing',
      'blocked',
      'unreadable',
      'conditional',
      'propagating',
      'granted',
    ];
    expect(kinds.filter((kind) => shouldCall(state, grant(kind)))).toEqual(kinds.slice(2));
    expect(shouldCall({ ...state, calls: 20 }, grant('granted'))).toBe(false);
    expect(shouldCall(startWatch(usualPlan, true), grant('granted'))).toBe(false);
  });

  it('is fixed with the first answer', () => {
    for (const outcome of ['answered', 'recovered'] as const) {
      const sights: [WatchSight, ...WatchSight[]] = [
        seen('propagating', denied),
        seen('propagating', answer(outcome)),
      ];
      expect(play(sights, calling)).toMatchObject({ reason: 'answered', looks: 2 });
    }
  });

  it('believes a denial of a settled grant only after six in a row', () => {
    expect(play([seen('granted', denied)], calling)).toMatchObject({
      reason: 'denied-although-granted',
      looks: 6,
    });
    const interrupted = [1, 2, 3, 4, 5].map(() => seen('granted', denied));
    const sights: [WatchSight, ...WatchSight[]] = [
      ...(interrupted as [WatchSight, ...WatchSight[]]),
      seen('granted', answer('answered')),
    ];
    expect(play(sights, calling).reason).toBe('answered');
  });

  it('keeps waiting for a denial while the grant spreads', () => {
    expect(play([seen('propagating', denied)], { calls: 40 })).toMatchObject({
      reason: 'propagating',
      elapsed: usualPlan.longest,
    });
  });

  it('ends where another cause shows', () => {
    const ends: [Attempt, string][] = [
      [answer('silent-denial', { because: ['wrong-audience'] }), 'other-denial'],
      [answer('silent-denial', { because: ['deny-assignment', 'provider-401'] }), 'other-denial'],
      [answer('failed', { because: ['network-closed'] }), 'other-failure'],
      [answer('failed'), 'other-failure'],
      [answer('refused', { status: 403 }), 'caller-refused'],
      [answer('refused', { status: 424, because: ['provisioning-failed'] }), 'other-failure'],
      [answer('unclear'), 'unclear-answer'],
    ];
    for (const [attempt, reason] of ends) {
      expect(play([seen('propagating', attempt)], calling)).toMatchObject({ reason, looks: 1 });
    }
  });

  it('waits for what passes by itself', () => {
    const passing = [
      answer('failed', { because: ['quota'] }),
      answer('refused', { status: 424 }),
      answer('cut-off'),
      answer('no-answer'),
    ];
    for (const attempt of passing) {
      const sights: [WatchSight, WatchSight] = [
        seen('granted', attempt),
        seen('granted', answer('answered')),
      ];
      expect(play(sights, calling)).toMatchObject({ reason: 'answered', looks: 2 });
    }
  });

  it('ends in time and within its calls, whatever it sees', () => {
    const kinds = fc.constantFrom(
      ...(['blocked', 'missing', 'unreadable', 'conditional', 'propagating', 'granted'] as const),
    );
    const outcomes = fc.constantFrom(
      ...([
        'answered',
        'recovered',
        'silent-denial',
        'failed',
        'cut-off',
        'unclear',
        'refused',
        'no-answer',
      ] as const),
    );
    const sight = fc
      .tuple(
        kinds,
        fc.option(fc.tuple(outcomes, fc.subarray([...symptomClasses], { maxLength: 2 }))),
        fc.integer({ min: -5, max: 60 }),
      )
      .map(([kind, called, settles]): WatchSight => ({
        grant: grant(kind, minutes(settles)),
        attempt: called === null ? null : answer(called[0], { because: called[1] }),
      }));
    fc.assert(
      fc.property(
        fc.array(sight, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (sights, calls) => {
          const { elapsed, looks } = play(sights as [WatchSight, ...WatchSight[]], { calls });
          expect(elapsed).toBeLessThanOrEqual(usualPlan.longest);
          expect(looks).toBeLessThan(200);
        },
      ),
    );
  });
});

describe('pauseAfter', () => {
  it('grows, and stops at the moments that matter', () => {
    const pauses = [1, 2, 3, 9].map((looks) =>
      pauseAfter(looks, usualPlan, { elapsed: 0, settles: null }),
    );
    expect(pauses).toEqual([15_000, 22_500, 33_750, 120_000]);
    expect(pauseAfter(9, usualPlan, { elapsed: 0, settles: 40_000 })).toBe(40_000);
    expect(pauseAfter(9, usualPlan, { elapsed: 50_000, settles: 40_000 })).toBe(120_000);
    expect(pauseAfter(9, usualPlan, { elapsed: usualPlan.longest - 7, settles: null })).toBe(7);
  });
});

describe('clockWords', () => {
  it('reads as a clock does', () => {
    expect([0, 65_000, 3_605_000].map(clockWords)).toEqual(['0:00', '1:05', '1:00:05']);
  });
});
