import type { DenialMinute } from './schema.ts';
import { binAt, type Bins } from './time-axis.ts';

/** The denials that one column of a drawing stands for. */
export interface FilledBin {
  /** Which of the bins. */
  index: number;
  /** Milliseconds since 1970; `to` is not part of it. */
  from: number;
  to: number;
  count: number;
  actions: string[];
  sources: string[];
}

/** The bins that hold denials, in order. Every denial is in exactly one. */
export function fillBins(minutes: DenialMinute[], bins: Bins): FilledBin[] {
  const filled = new Map<number, FilledBin>();
  for (const { minute, count, actions, sources } of minutes) {
    const index = binAt(bins, Date.parse(minute));
    const from = bins.from + index * bins.length;
    const known = filled.get(index) ?? {
      ...{ index, from, to: from + bins.length },
      ...{ count: 0, actions: [], sources: [] },
    };
    filled.set(index, {
      ...known,
      count: known.count + count,
      actions: [...new Set([...known.actions, ...actions])],
      sources: [...new Set([...known.sources, ...sources])],
    });
  }
  return [...filled.values()].sort((a, b) => a.index - b.index);
}
