/** The outcome of one check or one test, as `npm test` counts it. */
export interface CheckResult {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly detail?: string;
}
