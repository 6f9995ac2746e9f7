import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutChart } from '../../../../src/core/report/denials/chart-layout.ts';
import { minuteOfUtcDay } from '../../../../src/core/report/denials/time-axis.ts';
import { dayOfDenials, denialsOf, minuteAt } from './some-denials.ts';

const letter = 7;
const measure = (text: string): number => text.length * letter;

function layOut(report: ReturnType<typeof denialsOf>, width: number, laneIndex = 0) {
  const lane = report.denials.lanes[laneIndex];
  if (lane === undefined) throw new Error('The report has no such lane.');
  const tickLabel = (at: number) => new Date(at).toISOString().slice(11, 16);
  return layOutChart({ report, lane, width, measure, minuteOfDay: minuteOfUtcDay, tickLabel });
}

/** Whether intervals lie apart, in order. */
function lieApart(intervals: [number, number][]): boolean {
  const sorted = [...intervals].sort((a, b) => a[0] - b[0]);
  return sorted.every(([start], index) => index === 0 || (sorted[index - 1]?.[1] ?? 0) <= start);
}

describe('the layout of a chart', () => {
  const offsets = fc.uniqueArray(fc.integer({ min: -1440, max: -1 }), { minLength: 1 });
  const events = fc.array(
    fc.record({
      kind: fc.constantFrom('version' as const, 'grant' as const, 'settled' as const),
      offset: fc.integer({ min: -1440, max: 30 }),
    }),
    { maxLength: 20 },
  );
  const widths = fc.integer({ min: 260, max: 1600 });

  it('keeps bars, marks and texts inside, in order and apart, at any width', () => {
    fc.assert(
      fc.property(offsets, events, widths, (minutes, marked, width) => {
        const report = denialsOf([minutes.sort((a, b) => a - b).map((at) => minuteAt(at))], marked);
        const { bars, marks, ticks, spreading, top, baseline } = layOut(report, width);

        expect(bars.reduce((sum, { bin }) => sum + bin.count, 0)).toBe(minutes.length);
        expect(bars.map(({ x }) => x)).toEqual(bars.map(({ x }) => x).sort((a, b) => a - b));
        for (const { x, y, width: own, height } of [...bars, ...spreading]) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + own).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(top);
          expect(y + height).toBeCloseTo(baseline);
        }
        const counts = bars.filter(({ showsCount }) => showsCount);
        expect(
          lieApart(
            counts.map(({ x, width: own, bin }) => {
              const half = measure(String(bin.count)) / 2;
              return [x + own / 2 - half, x + own / 2 + half];
            }),
          ),
        ).toBe(true);
        expect(
          lieApart(ticks.map(({ x, text }) => [x - measure(text) / 2, x + measure(text) / 2])),
        ).toBe(true);
        const labels = marks.flatMap(({ label }) => label ?? []);
        for (const y of new Set(labels.map((label) => label.y))) {
          const row = labels.filter((label) => label.y === y);
          expect(lieApart(row.map(({ x, text }) => [x, x + measure(text)]))).toBe(true);
          expect(y).toBeLessThanOrEqual(top);
        }
        for (const { x } of marks) expect(x >= 0 && x <= width).toBe(true);
        expect(marks.some(({ mark, label }) => mark.kind === 'now' && label !== null)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each([280, 640, 1552])('bins a day of three identities for %i pixels, all alike', (width) => {
    const layouts = [0, 1, 2].map((lane) => layOut(dayOfDenials(), width, lane));
    for (const { bars, ticks, binLength } of layouts) {
      expect(bars.length).toBeLessThanOrEqual(width / 8);
      expect(bars.length).toBeGreaterThanOrEqual(24);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(binLength).toBe(layouts[0]?.binLength);
    }
  });

  it('shades the time from a grant until it should work', () => {
    const events = [
      { kind: 'grant' as const, offset: -20 },
      { kind: 'settled' as const, offset: -10 },
    ];
    const { spreading, marks } = layOut(denialsOf([[minuteAt(-30)]], events), 600);
    const xOf = (kind: string) => marks.find(({ mark }) => mark.kind === kind)?.x ?? NaN;
    expect(spreading).toHaveLength(1);
    expect(spreading[0]?.x).toBeCloseTo(xOf('grant'));
    expect((spreading[0]?.x ?? 0) + (spreading[0]?.width ?? 0)).toBeCloseTo(xOf('settled'));
  });
});
