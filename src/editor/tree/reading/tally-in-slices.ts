import type { Assessor } from '../model/assessment.ts';
import type { TenantInventory } from '../model/inventory-state.ts';
import { tallyAll, type Tallies } from '../model/tally.ts';

/** How long counting may keep the extension host from everything else, in milliseconds. */
const slice = 12;

/** The pause between two counts while things keep changing, in milliseconds. */
const pause = 300;

export interface TallyWorker {
  /** Something changed that counts: counts again soon. */
  schedule(): void;
  dispose(): void;
}

/** Counts all branches anew after changes, in slices between which everything else gets its turn. */
export function createTallyWorker(
  tenants: () => TenantInventory[],
  assessor: Assessor,
  onTallies: (tallies: Tallies) => void,
): TallyWorker {
  let timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  let running = false;
  let changed = false;
  let disposed = false;

  const run = (counting: Generator<undefined, Tallies>): void => {
    const until = performance.now() + slice;
    for (;;) {
      const step = counting.next();
      if (step.done) {
        running = false;
        onTallies(step.value);
        if (changed) schedule();
        return;
      }
      if (performance.now() > until) break;
    }
    if (!disposed) timer = setImmediate(run, counting);
  };

  const schedule = (): void => {
    changed = true;
    if (running || disposed) return;
    running = true;
    timer = setTimeout(() => {
      changed = false;
      run(tallyAll(tenants(), assessor));
    }, pause);
  };

  return {
    schedule,
    dispose() {
      disposed = true;
      clearTimeout(timer as NodeJS.Timeout);
      clearImmediate(timer as NodeJS.Immediate);
    },
  };
}
