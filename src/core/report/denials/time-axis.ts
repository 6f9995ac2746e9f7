/** Where things lie on the time axis of a drawing, whatever it is drawn with. */

/** Milliseconds since 1970; `to` is not part of it. */
export interface TimeRange {
  from: number;
  to: number;
}

export const minuteMs = 60_000;

const dayMinutes = 24 * 60;

/** Minutes in which people count; each divides the day. */
const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, dayMinutes];

/** The shortest range that is drawn. */
const shortest = 5 * minuteMs;

/** What is at least taken for the length of what matters, so that events of its hour still show. */
const usual = 10 * minuteMs;

/** An event further away than so many times the length of what matters would squeeze that. */
const reach = 3;

/**
 * The interesting part: all that is `essential`, and the events that lie near enough. In whole
 * minutes, at least five. All times in milliseconds.
 */
export function interestingRange(essential: TimeRange, events: number[]): TimeRange {
  const span = Math.max(usual, essential.to - essential.from);
  const near = events.filter(
    (at) => at >= essential.from - reach * span && at <= essential.to + reach * span,
  );
  const from = floorTo(Math.min(essential.from, ...near), minuteMs);
  const to = ceilTo(Math.max(essential.to, ...near), minuteMs);
  return { from: Math.min(from, to - shortest), to };
}

/** The bins of one length that cover a range. The first and the last may reach beyond it. */
export interface Bins {
  /** Length in milliseconds. */
  length: number;
  /** Start of the first one. */
  from: number;
  count: number;
}

/** The shortest bins, in minutes that people count in, of which at most `most` cover the range. */
export function binsOver(range: TimeRange, most: number): Bins {
  const days = Math.ceil((range.to - range.from) / (dayMinutes * minuteMs));
  const longer = Array.from({ length: days }, (_, index) => (index + 2) * dayMinutes);
  const candidates = [...steps, ...longer].map((minutes) => binsOf(range, minutes * minuteMs));
  // The last candidate is longer than the range, so that two bins are always enough.
  return candidates.find(({ count }) => count <= Math.max(2, most)) ?? binsOf(range, shortest);
}

function binsOf(range: TimeRange, length: number): Bins {
  const from = floorTo(range.from, length);
  return { length, from, count: Math.ceil((range.to - from) / length) };
}

/** The number of the bin that a time lies in; times outside go to the nearest one. */
export function binAt({ from, length, count }: Bins, at: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((at - from) / length)));
}

/**
 * Times for the labels of the axis, at most `most`, on full hours, quarters and so on of the clock
 * that `minuteOfDay` reads: a time zone may be off by a part of an hour, and change within a day.
 */
export function ticksOver(
  range: TimeRange,
  most: number,
  minuteOfDay: (at: number) => number,
): number[] {
  const minutes = (range.to - range.from) / minuteMs;
  const step = steps.find((one) => minutes / one <= most) ?? dayMinutes;
  const ticks: number[] = [];
  for (let at = ceilTo(range.from, minuteMs); at < range.to; at += minuteMs) {
    if (minuteOfDay(at) % step === 0) ticks.push(at);
  }
  const every = Math.ceil(ticks.length / Math.max(1, most));
  return ticks.filter((_, index) => index % every === 0);
}

export function minuteOfUtcDay(at: number): number {
  return Math.floor(at / minuteMs) % dayMinutes;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
