import type { Report } from '../report.ts';
import type { DenialLane, LaneEvent, ReportedDenials } from './schema.ts';
import { interestingRange, minuteMs, type TimeRange } from './time-axis.ts';

export type MarkKind = LaneEvent['kind'] | 'seen' | 'now';

/** What a drawing marks on a lane: its events, and those that all lanes have in common. */
export interface Mark {
  kind: MarkKind;
  /** Milliseconds since 1970. */
  at: number;
  /** The version or the role; empty for the others. */
  what: string;
}

/** The marks of a lane, oldest first. */
export function marksOf(lane: DenialLane, denials: ReportedDenials, now: string): Mark[] {
  const common: Mark[] = [
    ...(denials.seenAt === null
      ? []
      : [{ kind: 'seen' as const, at: Date.parse(denials.seenAt), what: '' }]),
    { kind: 'now', at: Date.parse(now), what: '' },
  ];
  const own = lane.events.map(({ kind, at, what }) => ({ kind, at: Date.parse(at), what }));
  return [...own, ...common].filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
}

/** The time that all lanes are drawn over: from the first denial to the report, and what is near. */
export function drawnRange({
  denials,
  generatedAt,
}: Pick<Report, 'generatedAt'> & { denials: ReportedDenials }): TimeRange {
  const starts = denials.lanes.flatMap(({ minutes }) =>
    minutes.map(({ minute }) => Date.parse(minute)),
  );
  const times = [...starts.map((at) => at + minuteMs), Date.parse(generatedAt)];
  const essential = {
    from: smallest([...starts, ...times].filter(Number.isFinite)),
    to: largest(times.filter(Number.isFinite)),
  };
  const marks = denials.lanes.flatMap((lane) => marksOf(lane, denials, generatedAt));
  return interestingRange(
    essential,
    marks.map(({ at }) => at),
  );
}

/**
 * The marks inside a range, and those before and after it, which no drawing shows. What a grant of
 * long ago did since then goes without saying.
 */
export function splitMarks(
  marks: Mark[],
  range: TimeRange,
): Record<'before' | 'inside' | 'after', Mark[]> {
  return {
    before: marks.filter(({ kind, at }) => at < range.from && kind !== 'settled'),
    inside: marks.filter(({ at }) => at >= range.from && at <= range.to),
    after: marks.filter(({ at }) => at > range.to),
  };
}

function smallest(values: number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function largest(values: number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
