import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillBins } from '../../../../src/core/report/denials/bins.ts';
import { placeLabels } from '../../../../src/core/report/denials/labels.ts';
import { drawnRange, marksOf, splitMarks } from '../../../../src/core/report/denials/marks.ts';
import {
  binsOver,
  interestingRange,
  minuteMs,
  minuteOfUtcDay,
  ticksOver,
} from '../../../../src/core/report/denials/time-axis.ts';
import { denialsOf, minuteAt, noon } from './some-denials.ts';

/** Minutes of two days around noon, as many as a busy log has. */
const someMinutes = fc.uniqueArray(fc.integer({ min: -1440, max: 1440 }), { minLength: 1 });
const columns = fc.integer({ min: 1, max: 200 });

describe('the bins of a drawing', () => {
  it('hold every denial exactly once, in order, however many there may be', () => {
    fc.assert(
      fc.property(someMinutes, columns, (offsets, most) => {
        const minutes = offsets.sort((a, b) => a - b).map((offset) => minuteAt(offset, 3));
        const range = drawnRange(denialsOf([minutes]));
        const bins = binsOver(range, most);
        const filled = fillBins(minutes, bins);
        expect(bins.count).toBeLessThanOrEqual(Math.max(2, most));
        expect(filled.reduce((sum, { count }) => sum + count, 0)).toBe(3 * minutes.length);
        for (const { minute } of minutes) {
          const at = Date.parse(minute);
          expect(filled.filter(({ from, to }) => from <= at && at < to)).toHaveLength(1);
        }
        const starts = filled.map(({ from }) => from);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    );
  });
});

describe('the range of a drawing', () => {
  it('holds all denials and the time of the report, and splits the marks without losing one', () => {
    const events = fc.array(fc.integer({ min: -3000, max: 3000 }));
    fc.assert(
      fc.property(someMinutes, events, (offsets, eventOffsets) => {
        const shown = denialsOf(
          [offsets.map((offset) => minuteAt(offset))],
          eventOffsets.map((offset) => ({ kind: 'version', offset })),
        );
        const range = drawnRange(shown);
        for (const offset of offsets) {
          expect(range.from).toBeLessThanOrEqual(noon + offset * minuteMs);
          expect(range.to).toBeGreaterThan(noon + offset * minuteMs);
        }
        expect(range.to - range.from).toBeGreaterThanOrEqual(5 * minuteMs);
        const [lane] = shown.denials.lanes;
        const marks = lane ? marksOf(lane, shown.denials, shown.generatedAt) : [];
        const { before, inside, after } = splitMarks(marks, range);
        expect(inside.some(({ kind }) => kind === 'now')).toBe(true);
        expect([...before, ...inside, ...after]).toEqual(marks);
      }),
    );
  });

  it('leaves out an event that would squeeze the denials', () => {
    const essential = { from: noon - 20 * minuteMs, to: noon };
    const near = noon - 50 * minuteMs;
    const far = noon - 20 * 60 * minuteMs;
    expect(interestingRange(essential, [near, far])).toEqual({ from: near, to: noon });
  });
});

describe('the ticks of the axis', () => {
  it('lie in the range, on round times of the clock, and are never too many', () => {
    const spans = fc.integer({ min: 5, max: 3 * 1440 });
    const zones = fc.constantFrom(0, 330, 345, -210, 765);
    fc.assert(
      fc.property(spans, columns, zones, (span, most, zone) => {
        const range = { from: noon + 17 * minuteMs, to: noon + (17 + span) * minuteMs };
        const local = (at: number) => minuteOfUtcDay(at + zone * minuteMs);
        const ticks = ticksOver(range, most, local);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const at of ticks) {
          expect(at).toBeGreaterThanOrEqual(range.from);
          expect(at).toBeLessThan(range.to);
          if (span > 2 * most) expect(local(at) % 5).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([5, 12, 45, 90, 600, 1440])(
    'are at least two for %i minutes in a narrow panel',
    (span) => {
      const range = { from: noon + 7 * minuteMs, to: noon + (7 + span) * minuteMs };
      expect(ticksOver(range, 4, minuteOfUtcDay).length).toBeGreaterThanOrEqual(2);
    },
  );
});

describe('the labels of marks', () => {
  it('never overlap, leave the drawing or hide a line without need', () => {
    const width = fc.integer({ min: 200, max: 1600 });
    const labels = fc.array(
      fc.record({
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        width: fc.integer({ min: 20, max: 120 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(width, labels, (total, some) => {
        const placed = placeLabels(
          some.map(({ share, width: own }) => ({ x: share * total, width: own })),
          { width: total, gap: 4 },
        );
        placed.forEach((one, index) => {
          expect(one.start).toBeGreaterThanOrEqual(0);
          expect(one.start + one.width).toBeLessThanOrEqual(total);
          expect(one.row).toBeLessThan(placed.length);
          for (const other of placed.slice(index + 1)) {
            const apart =
              one.start + one.width <= other.start || other.start + other.width <= one.start;
            expect(one.row !== other.row || apart).toBe(true);
          }
        });
      }),
    );
  });

  it('share a row where there is room, and step down where there is none', () => {
    const rowsOf = (xs: number[]) =>
      placeLabels(
        xs.map((x) => ({ x, width: 50 })),
        { width: 300, gap: 4 },
      ).map(({ row }) => row);
    expect(rowsOf([0, 100, 200])).toEqual([0, 0, 0]);
    expect(rowsOf([0, 10, 20])).toEqual([0, 1, 2]);
    expect(rowsOf([150, 150])).toEqual([0, 0]);
    expect(rowsOf([290, 300])).toEqual([1, 0]);
  });
});
