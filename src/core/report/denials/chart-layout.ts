import type { Report } from '../report.ts';
import { fillBins, type FilledBin } from './bins.ts';
import { placeLabels } from './labels.ts';
import { drawnRange, marksOf, splitMarks, type Mark } from './marks.ts';
import type { DenialLane, ReportedDenials } from './schema.ts';
import { binsOver, ticksOver, type TimeRange } from './time-axis.ts';
import { markLabel } from './words.ts';

/** What a chart of one lane is drawn from. Lengths are in pixels. */
export interface ChartInput {
  report: Pick<Report, 'generatedAt'> & { denials: ReportedDenials };
  lane: DenialLane;
  width: number;
  /** How wide a text is. */
  measure: (text: string) => number;
  minuteOfDay: (at: number) => number;
  tickLabel: (at: number) => string;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Bar extends Box {
  bin: FilledBin;
  /** Whether there is room for the count above it. */
  showsCount: boolean;
}

export interface PlacedMark {
  mark: Mark;
  x: number;
  /** Null where newer versions need the room: the mark is then drawn without its label. */
  label: { text: string; x: number; y: number } | null;
}

export interface ChartLayout {
  height: number;
  bars: Bar[];
  marks: PlacedMark[];
  ticks: { x: number; text: string }[];
  /** The time in which a grant may not work everywhere yet. */
  spreading: Box[];
  /** Where the bars stand, the top of the room above them, and the text of the axis, from above. */
  baseline: number;
  top: number;
  axis: number;
  range: TimeRange;
  /** Milliseconds that one bar stands for. */
  binLength: number;
  /** Rows that the highest bar of all lanes stands for. */
  highest: number;
}

const edge = 8;
const rowHeight = 18;
const barRoom = 64;
const countRoom = 16;
const axisRoom = 22;
const thinnestBin = 8;
const bar = { narrowest: 3, widest: 12, lowest: 4, space: 2 };
const tickSpace = 24;
const mostTicks = 8;

/** Versions that get a label; a lane may have dozens within a day. */
const labelledVersions = 3;

/** Where everything in the chart of one lane lies. The lanes of a report share range and heights. */
export function layOutChart({ report, lane, width, ...texts }: ChartInput): ChartLayout {
  const range = drawnRange(report);
  const plot = Math.max(1, width - 2 * edge);
  const xOf = (at: number): number => edge + ((at - range.from) / (range.to - range.from)) * plot;
  const { inside } = splitMarks(marksOf(lane, report.denials, report.generatedAt), range);
  const { marks, rows } = placeMarks(inside, xOf, { width, measure: texts.measure });
  const top = rows * rowHeight;
  const baseline = top + countRoom + barRoom;
  const bins = binsOver(range, Math.floor(plot / thinnestBin));
  const counts = report.denials.lanes.flatMap(({ minutes }) => fillBins(minutes, bins));
  const highest = counts.reduce((most, { count }) => Math.max(most, count), 1);
  const binWidth = (bins.length / (range.to - range.from)) * plot;
  const barWidth = Math.min(bar.widest, Math.max(bar.narrowest, binWidth - bar.space));
  const bars = fillBins(lane.minutes, bins).map((bin): Box & { bin: FilledBin } => {
    const height = Math.max(bar.lowest, (bin.count / highest) * barRoom);
    const middle = xOf((Math.max(bin.from, range.from) + Math.min(bin.to, range.to)) / 2);
    return { bin, x: middle - barWidth / 2, y: baseline - height, width: barWidth, height };
  });
  return {
    height: baseline + axisRoom,
    bars: withCounts(bars, texts.measure),
    marks,
    ticks: placeTicks(range, xOf, { width, ...texts }),
    spreading: spreadingTimes(inside, range).map(({ from, to }) => ({
      ...{ x: xOf(from), y: top, width: xOf(to) - xOf(from), height: baseline - top },
    })),
    ...{ baseline, top, axis: baseline + axisRoom - 6, range, binLength: bins.length, highest },
  };
}

function placeMarks(
  marks: Mark[],
  xOf: (at: number) => number,
  { width, measure }: Pick<ChartInput, 'width' | 'measure'>,
): { marks: PlacedMark[]; rows: number } {
  const versions = marks.filter(({ kind }) => kind === 'version').slice(-labelledVersions);
  const labelled = marks.filter((mark) => mark.kind !== 'version' || versions.includes(mark));
  const labels = labelled.map((mark) => ({ x: xOf(mark.at), width: measure(markLabel(mark)) }));
  const placed = placeLabels(labels, { width, gap: 4 });
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return {
    rows,
    marks: marks.map((mark) => {
      const place = placed[labelled.indexOf(mark)];
      const y = ((place?.row ?? 0) + 1) * rowHeight - 5;
      const label = place ? { text: markLabel(mark), x: place.start, y } : null;
      return { mark, x: xOf(mark.at), label };
    }),
  };
}

/** A count stands above its bar if it touches no other one. */
function withCounts(bars: Omit<Bar, 'showsCount'>[], measure: ChartInput['measure']): Bar[] {
  const half = bars.map(({ bin }) => measure(String(bin.count)) / 2 + 2);
  const middle = (one: Box | undefined): number => (one ? one.x + one.width / 2 : Infinity);
  return bars.map((one, index) => {
    const neighbours = [index - 1, index + 1].filter((other) => bars[other] !== undefined);
    const showsCount = neighbours.every(
      (other) =>
        Math.abs(middle(bars[other]) - middle(one)) >= (half[other] ?? 0) + (half[index] ?? 0),
    );
    return { ...one, showsCount };
  });
}

function placeTicks(
  range: TimeRange,
  xOf: (at: number) => number,
  {
    width,
    measure,
    minuteOfDay,
    tickLabel,
  }: Pick<ChartInput, 'width' | 'measure' | 'minuteOfDay' | 'tickLabel'>,
): ChartLayout['ticks'] {
  const room = Math.floor(width / (measure(tickLabel(range.from)) + tickSpace));
  const most = Math.min(mostTicks, room);
  return ticksOver(range, most, minuteOfDay)
    .map((at) => ({ x: xOf(at), text: tickLabel(at) }))
    .filter(({ x, text }) => x >= measure(text) / 2 && x <= width - measure(text) / 2);
}

/** From each grant to when it has settled, as far as that is drawn. */
function spreadingTimes(marks: Mark[], range: TimeRange): TimeRange[] {
  return marks
    .filter(({ kind }) => kind === 'grant')
    .map((grant) => {
      const end = marks.find(
        ({ kind, what, at }) => kind === 'settled' && what === grant.what && at >= grant.at,
      );
      return { from: grant.at, to: end?.at ?? range.to };
    });
}
