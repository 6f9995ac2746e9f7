/** How a watch spends its time. Milliseconds. */
export interface WatchPlan {
  /** The first pause; each later one is half as long again. */
  firstPause: number;
  longestPause: number;
  /** After this the watch ends, whatever it has seen. */
  longest: number;
  /** The most calls of the agent; 0 where nobody agreed to any. */
  calls: number;
}

/** Half an hour covers a grant that comes in a quarter of one and the ten minutes it may spread. */
export const usualPlan: WatchPlan = {
  firstPause: 15_000,
  longestPause: 120_000,
  longest: 30 * 60_000,
  calls: 0,
};

/** Calls that are agreed to where somebody lets a watch call the agent, too. */
export const usualWatchCalls = 20;

const growth = 1.5;

/**
 * The pause after a number of looks: growing, but never past the moment at which a grant has settled,
 * nor past the end. Times are milliseconds since the watch began; `settles` is null where nothing is
 * spreading.
 */
export function pauseAfter(
  looks: number,
  plan: WatchPlan,
  { elapsed, settles }: { elapsed: number; settles: number | null },
): number {
  const grown = Math.min(plan.firstPause * growth ** Math.max(0, looks - 1), plan.longestPause);
  const moments = [plan.longest, ...(settles === null ? [] : [settles])];
  const ahead = moments.map((moment) => moment - elapsed).filter((wait) => wait > 0);
  return Math.round(Math.min(grown, ...ahead));
}
