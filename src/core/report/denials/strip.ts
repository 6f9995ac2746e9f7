import type { Report } from '../report.ts';
import { fillBins } from './bins.ts';
import { drawnRange, marksOf, splitMarks, type Mark, type MarkKind } from './marks.ts';
import type { DenialLane, ReportedDenials } from './schema.ts';
import { binsOver, minuteOfUtcDay, ticksOver, type Bins, type TimeRange } from './time-axis.ts';
import { barWords, laneLabel, markWords, rangeWords, type TimeWords } from './words.ts';

/** The denials as lines of text, one strip of bars for each identity. Times are in UTC. */
export interface Strips {
  /** What is shown of what was searched. */
  caption: string;
  lanes: { lane: DenialLane; label: string; drawing: string[]; legend: string[] }[];
}

/** Characters of a strip: with the indentation of both renderers it stays below 80. */
const widest = 72;

/** Characters of one bar where there is room. */
const widestBar = 3;

/** Characters of a time on the axis, with the space behind it. */
const tickWidth = 9;

/** The heights of a bar, in eighths. */
const heights = '▁▂▃▄▅▆▇█';
const nothing = '·';

const letters: Record<MarkKind, string> = {
  version: 'v',
  grant: 'g',
  settled: 's',
  seen: 'l',
  now: 'n',
};

/** Versions that the legend names; of more than that the newest count. */
const mostVersions = 3;

/** The bins of a strip, and how wide each is drawn. */
interface Scale extends Bins {
  barWidth: number;
}

export function drawStrips({
  denials,
  generatedAt,
}: Pick<Report, 'generatedAt'> & { denials: ReportedDenials }): Strips {
  const range = drawnRange({ denials, generatedAt });
  const bins = binsOver(range, widest);
  const scale = { ...bins, barWidth: Math.min(widestBar, Math.floor(widest / bins.count)) };
  const lanes = denials.lanes.map((lane) => ({ lane, filled: fillBins(lane.minutes, bins) }));
  const highest = lanes
    .flatMap(({ filled }) => filled)
    .reduce((most, { count }) => Math.max(most, count), 1);
  return {
    caption: `${rangeWords(denials, range, inUtc)} ${barWords(bins.length, highest)}`,
    lanes: lanes.map(({ lane, filled }) => {
      const bars = Array.from({ length: bins.count }, () => nothing);
      for (const { index, count } of filled) bars[index] = bar(count / highest);
      const marks = splitMarks(marksOf(lane, denials, generatedAt), range);
      return {
        lane,
        label: laneLabel(lane),
        drawing: [
          bars.map((one) => one.repeat(scale.barWidth)).join(''),
          axis(range, scale),
          ...markLines(marks.inside, scale),
        ],
        legend: [
          ...newest(marks.inside).map(
            (mark) => `${letters[mark.kind]}  ${clock(mark.at)}  ${markWords(mark)}`,
          ),
          ...newest([...marks.before, ...marks.after]).map(
            (mark) => `not shown: ${dayAndTime(mark.at)}, ${markWords(mark)}`,
          ),
        ],
      };
    }),
  };
}

function bar(share: number): string {
  return heights[Math.ceil(share * heights.length) - 1] ?? nothing;
}

/** The character that a time stands over. */
function columnAt({ from, length, barWidth }: Scale, at: number): number {
  return Math.floor((at - from) / length) * barWidth;
}

/** The times, each behind a tick where it belongs; a new day shows its date. */
function axis(range: TimeRange, scale: Scale): string {
  const most = Math.floor((scale.count * scale.barWidth) / tickWidth);
  return ticksOver(range, most, minuteOfUtcDay).reduce((line, at) => {
    const label = minuteOfUtcDay(at) === 0 ? day(at).slice(5) : clock(at);
    return `${line.padEnd(columnAt(scale, at))}╵${label}`;
  }, '');
}

/** A letter for each mark where it belongs; marks in one place stand below each other. */
function markLines(marks: Mark[], scale: Scale): string[] {
  const lines: string[][] = [];
  for (const { kind, at } of marks) {
    const column = columnAt(scale, at);
    const free = lines.find((line) => line[column] === undefined);
    const line = free ?? [];
    if (free === undefined) lines.push(line);
    line[column] = letters[kind];
  }
  return lines.map((line) => Array.from(line, (letter) => letter ?? ' ').join(''));
}

function newest(marks: Mark[]): Mark[] {
  const versions = marks.filter(({ kind }) => kind === 'version').slice(-mostVersions);
  return marks.filter((mark) => mark.kind !== 'version' || versions.includes(mark));
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function dayAndTime(at: number): string {
  return `${day(at)} ${clock(at)}Z`;
}

const inUtc: TimeWords = {
  time: dayAndTime,
  range: (from, to) =>
    day(from) === day(to)
      ? `${day(from)} ${clock(from)} to ${clock(to)}Z`
      : `${dayAndTime(from)} to ${dayAndTime(to)}`,
};
