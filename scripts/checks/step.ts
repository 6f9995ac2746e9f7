import type { CheckResult } from '../../test/host/check-result.ts';

/** One heading of `npm test`. */
export interface Step {
  /** The word that selects it: `npm test -- lint`. */
  readonly id: string;
  readonly title: string;
  /** It reads dist/, so the build runs first. */
  readonly needsBuild?: true;
  /** It runs only when it is asked for. */
  readonly onRequest?: true;
  run(): Promise<StepOutcome>;
}

export interface StepOutcome {
  readonly results: readonly CheckResult[];
  /** What the programs printed; shown in full when something failed. */
  readonly output?: string;
}
