import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { CheckResult } from '../../host/check-result.ts';

/** The environment variable that names the file. */
const variable = 'FOUNDRY_IDENTITY_TEST_RESULTS';

/**
 * A Mocha reporter that appends each result to a file, one JSON object a line: the console of an
 * extension host is shared with VS Code itself and takes a different way in each kind of VS Code.
 */
export class ResultFile extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env[variable];
    if (file === undefined) {
      throw new Error(`${variable} must name the file that takes the test results.`);
    }
    const write = (result: CheckResult): void => {
      appendFileSync(file, `${JSON.stringify(result)}\n`);
    };
    runner.on('pass', (test) => {
      write({ name: test.fullTitle(), state: 'passed' });
    });
    runner.on('pending', (test) => {
      write({ name: test.fullTitle(), state: 'skipped' });
    });
    runner.on('fail', (test, error: Error) => {
      write({ name: test.fullTitle(), state: 'failed', detail: error.stack ?? String(error) });
    });
  }
}
